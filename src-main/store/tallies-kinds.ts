import type { CertificateClass } from './certificates.ts'
import { allRows, getNumber, type Reader } from './connection.ts'

/** What the charts ask for of a certificate. Two facets: organizations stand apart, or they would multiply the kinds. */
export interface CertificateShape {
  readonly class: CertificateClass
  /** 0 for certificates of outside issuers. */
  readonly authorityId: number
  /** 0 without a profile. */
  readonly profileRevisionId: number
  readonly subType: string
  readonly keyAlgorithm: string
  readonly signatureAlgorithm: string
  /** Days, the upper end of a step; 0 beyond the last. */
  readonly term: number
  /** The issuer of an outside certificate, `=` where it is its own; empty for ours. */
  readonly signer: string
  /** As it stands in the subject, escapes and all; empty for none. */
  readonly organization: string
}

/** The columns that a shape is told from. */
export interface ShapedRow {
  readonly id: number
  readonly class: CertificateClass
  readonly authorityId: number
  readonly profileRevisionId: number
  readonly subject: string
  readonly names: string
  readonly issuer: string
  readonly notBefore: number
  readonly notAfter: number
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly keyAlgorithm: string
  readonly signatureAlgorithm: string
  readonly createdAt: number
}

export type ShapeOf = (row: ShapedRow) => CertificateShape

const shapedColumns = `id, class, coalesce(authority_id, 0) AS authorityId, coalesce(profile_revision_id, 0) AS profileRevisionId, subject, names,
  issuer, not_before AS notBefore, not_after AS notAfter, state, key_algorithm AS keyAlgorithm, signature_algorithm AS signatureAlgorithm, created_at AS createdAt`

/** @returns the oldest certificates that are not counted yet */
export function uncountedRows(reader: Reader, most: number): ShapedRow[] {
  return allRows(reader, `SELECT ${shapedColumns} FROM certificate WHERE id > ? ORDER BY id LIMIT ?`, [
    countedUpTo(reader),
    most
  ]) as ShapedRow[]
}

/** @returns the id up to which certificates are counted */
export function countedUpTo(reader: Reader): number {
  return mark(reader, 'counted')
}

/** @returns the moment up to which ends of certificates are in the figures */
export function endedUpTo(reader: Reader): number {
  return mark(reader, 'ended')
}

/** @returns the id up to which requests are counted */
export function requestsCountedUpTo(reader: Reader): number {
  return mark(reader, 'requests')
}

function mark(reader: Reader, key: string): number {
  return getNumber(reader, `SELECT n FROM tally WHERE scope = 'figures' AND key = ?`, [key])
}

/** How many certificates and requests wait to be counted, in ids, of which nearly none is left out. */
export function uncounted(reader: Reader): { readonly waiting: number; readonly last: number } {
  const last = getNumber(reader, 'SELECT coalesce(max(id), 0) FROM certificate')
  const lastRequest = getNumber(reader, 'SELECT coalesce(max(id), 0) FROM request')
  return {
    waiting: Math.max(0, last - countedUpTo(reader)) + Math.max(0, lastRequest - requestsCountedUpTo(reader)),
    last: last + lastRequest
  }
}

/** How many certificates of one kind there are; `inForce`: neither revoked nor ended. */
export interface KindFigure extends CertificateShape {
  /** 0 for certificates that are not counted yet. */
  readonly kindId: number
  readonly facet: 0 | 1
  readonly inForce: number
  readonly all: number
}

const kindColumns = `k.id AS kindId, k.facet, k.class, k.authority_id AS authorityId, k.profile_revision_id AS profileRevisionId, k.sub_type AS subType,
  k.key_algorithm AS keyAlgorithm, k.signature_algorithm AS signatureAlgorithm, k.term, k.signer, k.organization`

/** The kinds of all counted certificates with their figures at `now`. @param facet only this one */
export function readKinds(reader: Reader, now: number, facet?: 0 | 1): KindFigure[] {
  const rows = allRows(
    reader,
    `SELECT ${kindColumns}, sum(CASE WHEN f.ended = 0 AND f.state <> 'revoked' THEN f.n ELSE 0 END) AS inForce, sum(f.n) AS "all"
     FROM certificate_kind k JOIN certificate_figure f ON f.kind_id = k.id ${facet === undefined ? '' : 'WHERE k.facet = ?'}
     GROUP BY k.id HAVING sum(f.n) > 0`,
    facet === undefined ? [] : [facet]
  ) as KindFigure[]
  const late = endedSince(reader, now)
  return late.size === 0 ? rows : rows.map((row) => ({ ...row, inForce: row.inForce + (late.get(row.kindId) ?? 0) }))
}

/** What the figures do not know of the ends between their moment and `now`, by kind. */
function endedSince(reader: Reader, now: number): ReadonlyMap<number, number> {
  const at = endedUpTo(reader)
  const rows = allRows(
    reader,
    `SELECT m.kind_id AS kindId, count(*) AS n FROM certificate c INDEXED BY certificate_not_after
     CROSS JOIN certificate_member m ON m.certificate_id = c.id
     WHERE c.not_after >= ? AND c.not_after < ? AND c.state <> 'revoked' GROUP BY 1`,
    [Math.min(at, now), Math.max(at, now)]
  ) as { kindId: number; n: number }[]
  // With a clock that was set back they are in force again.
  return new Map(rows.map(({ kindId, n }) => [kindId, now >= at ? -n : n]))
}

/** @returns certificates that are not counted yet as figures of their own, one of each facet */
export function uncountedKinds(rows: readonly ShapedRow[], shapeOf: ShapeOf, now: number): KindFigure[] {
  return rows.flatMap((row) => {
    const shape = shapeOf(row)
    const figure = { kindId: 0, inForce: row.state !== 'revoked' && row.notAfter >= now ? 1 : 0, all: 1 }
    return ([0, 1] as const).map((facet) => ({ ...facetOf(shape, facet), facet, ...figure }))
  })
}

/** @returns the shape with what belongs to the facet alone */
export function facetOf(shape: CertificateShape, facet: 0 | 1): CertificateShape {
  if (facet === 0) return { ...shape, organization: '' }
  const { class: of, authorityId, organization } = shape
  return {
    class: of,
    authorityId,
    organization,
    profileRevisionId: 0,
    subType: '',
    keyAlgorithm: '',
    signatureAlgorithm: '',
    term: 0,
    signer: ''
  }
}
