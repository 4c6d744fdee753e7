import type { CrlRow } from '../../../src-shared/api/crls.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCrl } from '../../pki/crl.ts'
import { signatureLabel } from '../../pki/describe/key.ts'
import { reasonLabels } from '../../pki/describe/words.ts'
import { writePem } from '../../pki/pem.ts'
import { getAuthority, getAuthorityByName, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificateBySerial } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { countCrls, getCrl, getCrlDer, latestCrl, listCrlPage, type CrlRow as CrlRecord } from '../../store/crls.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { changedAfter } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { issueCrl } from './issue.ts'
import { decimalNumber } from './number.ts'
import { scopedAddress, scopeInName } from './scope.ts'

const LIST = 'crl'
/** The order of cursors of entries. */
export const ENTRIES = 'crl-entry'

/** Signs a CRL by hand. @throws as `issueCrl` */
export async function issueCrlByHand(
  ca: CaContext,
  input: { authority: Ref; delta?: boolean | undefined },
  actor: Actor
): Promise<{ crl: CrlRow; file: ProducedFile }> {
  const authority = requireAuthority(reader(ca.store), input.authority)
  if (input.delta === true) requireDeltas(reader(ca.store), authority)
  const wish = input.delta === true ? 'deltas' : 'all'
  const { row, der } = await issueCrl(ca, authority.id, 'by hand', actor, wish)
  return { crl: rowOf(reader(ca.store), row), file: fileOf(reader(ca.store), row, der, 'der') }
}

function requireDeltas(from: Reader, authority: AuthorityRow): void {
  if (settingsOf(authority).crl.deltaLife === null)
    throw new ChanceryError(
      'conflict',
      `The authority ${authority.name} signs no delta CRLs. Give it crl.deltaLife in its settings first.`
    )
  if (latestCrl(from, authority.id) === undefined)
    throw new ChanceryError('conflict', `${authority.name} has no complete CRL that a delta could start from.`)
}

/** @returns a page of CRLs, newest first. @throws ChanceryError `not-found`, `malformed` */
export function listCrls(
  ca: CaContext,
  input: {
    authority?: Ref | undefined
    from?: number | undefined
    to?: number | undefined
    cursor?: string | undefined
    limit: number
  }
): { rows: CrlRow[]; next: string | null; total: number | null } {
  const from = reader(ca.store)
  const authorityId = input.authority === undefined ? null : requireAuthority(from, input.authority).id
  const before = input.cursor === undefined ? null : decodeCursor(LIST, input.cursor).id
  const found = listCrlPage(from, { authorityId, from: input.from, to: input.to }, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const next =
    found.length > input.limit && last !== undefined ? encodeCursor(LIST, { value: last.id, id: last.id }) : null
  return {
    rows: rows.map((row) => rowOf(from, row)),
    next,
    total: countCrls(from, { authorityId, from: input.from, to: input.to })
  }
}

export interface ShownCrl {
  readonly crl: CrlRow
  readonly issuer: string
  readonly signatureAlgorithm: string
  readonly entries: { serial: string; revokedAt: number; reason: string; certificateId: number | null }[]
  readonly next: string | null
}

/** @returns a CRL with a page of its entries, in the order in which they stand. @throws ChanceryError `not-found`, `malformed` */
export function showCrl(ca: CaContext, input: { id: number; cursor?: string | undefined; limit: number }): ShownCrl {
  const from = reader(ca.store)
  const { record, der } = requireCrl(from, input.id)
  const parsed = parseCrl(der)
  const start = input.cursor === undefined ? 0 : Number(decodeCursor(ENTRIES, input.cursor).value)
  const entries: ShownCrl['entries'] = []
  for (const entry of parsed.entries(start)) {
    if (entries.length >= input.limit) break
    entries.push({
      serial: entry.serial,
      revokedAt: entry.revokedAt,
      reason: reasonLabels[entry.reason],
      certificateId: getCertificateBySerial(from, record.authorityId, entry.serial)?.id ?? null
    })
  }
  const end = start + entries.length
  const next =
    end < parsed.entryCount && entries.length > 0 ? encodeCursor(ENTRIES, { value: end, id: record.id }) : null
  return {
    crl: rowOf(from, record),
    issuer: parsed.issuer.text,
    signatureAlgorithm: signatureLabel(parsed.signatureAlgorithm),
    entries,
    next
  }
}

/** @throws ChanceryError `not-found`, also where the bytes of an old CRL were let go */
export function exportCrl(ca: CaContext, input: { id: number; format: 'der' | 'pem' }): { file: ProducedFile } {
  const from = reader(ca.store)
  const { record, der } = requireCrl(from, input.id)
  return { file: fileOf(from, record, der, input.format) }
}

/** The newest released CRL of an authority or of a part of it, for whoever serves it. */
export interface CurrentCrl {
  readonly der: Uint8Array
  readonly crlId: number
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly sha256: string
}

/**
 * @param name file name in the CRL's address without `.crl`: the authority's, for parts and deltas with their key behind it
 * @returns undefined where there is no such authority or no CRL yet
 */
export function currentCrl(from: Reader, name: string): CurrentCrl | undefined {
  // An authority may have a name that looks like that of a part; its own CRL comes first.
  const part = getAuthorityByName(from, name) === undefined ? scopeInName(name) : null
  const authority = getAuthorityByName(from, part?.authority ?? name)
  const record = authority === undefined ? undefined : latestCrl(from, authority.id, part?.kind, part?.scope)
  const der = record === undefined ? undefined : getCrlDer(from, record.id)
  if (record === undefined || der === undefined) return undefined
  return { der, crlId: record.id, thisUpdate: record.thisUpdate, nextUpdate: record.nextUpdate, sha256: record.sha256 }
}

/** @throws ChanceryError `not-found`, also where the bytes of an old CRL were let go */
export function requireCrl(from: Reader, id: number): { readonly record: CrlRecord; readonly der: Uint8Array } {
  const record = getCrl(from, id)
  if (record === undefined) throw new ChanceryError('not-found', `There is no CRL with number ${id}.`)
  const der = getCrlDer(from, id)
  if (der === undefined)
    throw new ChanceryError(
      'not-found',
      `The bytes of CRL ${decimalNumber(record.number)} are not kept any more; only its line in the list is.`
    )
  return { record, der }
}

/** @returns the line of a CRL in lists */
export function rowOf(from: Reader, record: CrlRecord): CrlRow {
  const { reason, number, baseNumber, seenSeq, state, ...facts } = record
  return {
    ...facts,
    authorityName: getAuthority(from, record.authorityId)?.name ?? '',
    number: decimalNumber(number),
    baseNumber: baseNumber === null ? null : decimalNumber(baseNumber),
    why: reason,
    state,
    current: state === 'released' && latestCrl(from, record.authorityId, record.kind, record.scope)?.id === record.id,
    // What was signed ahead does not know of what was revoked since.
    stale: state === 'waiting' && changedAfter(from, record.authorityId, seenSeq)
  }
}

function fileOf(from: Reader, record: CrlRecord, der: Uint8Array, format: 'der' | 'pem'): ProducedFile {
  const bytes = format === 'der' ? Buffer.from(der) : Buffer.from(writePem('X509 CRL', der), 'latin1')
  const stem = `${getAuthority(from, record.authorityId)?.name ?? 'authority'}-${decimalNumber(record.number)}.crl`
  const name = `${scopedAddress(stem, record.scope, record.kind)}${format === 'der' ? '' : '.pem'}`
  return {
    name,
    mediaType: format === 'der' ? 'application/pkix-crl' : 'application/x-pem-file',
    base64: bytes.toString('base64')
  }
}
