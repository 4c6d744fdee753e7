import { allRows, getNumber, getRow, run, type Writer } from './connection.ts'
import { uncountedRequests } from './tallies-days.ts'
import {
  endedUpTo,
  facetOf,
  uncountedRows,
  type CertificateShape,
  type ShapedRow,
  type ShapeOf
} from './tallies-kinds.ts'

const dayMs = 86_400_000

/**
 * Counts the oldest certificates that are not counted yet.
 * @param most rows of this call: about 15 ms a thousand
 * @returns how many were counted
 */
export function countCertificateKinds(writer: Writer, most: number, shapeOf: ShapeOf): number {
  const rows = uncountedRows(writer, most)
  const last = rows.at(-1)
  if (last === undefined) return 0
  const ended = endedUpTo(writer)
  const kinds = new Map<string, number>()
  const figures = new Map<string, number>()
  const endings = new Map<string, number>()
  const issued = new Map<string, number>()
  for (const row of rows) {
    const shape = shapeOf(row)
    for (const facet of [0, 1] as const) {
      const kindId = kindOf(writer, kinds, facetOf(shape, facet), facet)
      run(writer, 'INSERT INTO certificate_member (certificate_id, facet, kind_id, not_after) VALUES (?, ?, ?, ?)', [
        row.id,
        facet,
        kindId,
        row.notAfter
      ])
      add(figures, [kindId, row.state, row.notAfter < ended ? 1 : 0])
    }
    add(endings, [Math.floor(row.notAfter / dayMs), row.authorityId, row.class === 'imported' ? 1 : 0, row.state])
    if (row.class === 'end-entity') {
      const day = Math.floor(row.createdAt / dayMs)
      add(issued, [day, row.authorityId])
      run(writer, 'INSERT INTO certificate_of_day (day, certificate_id) VALUES (?, ?)', [day, row.id])
    }
  }
  write(writer, figures, 'certificate_figure', ['kind_id', 'state', 'ended'])
  write(writer, endings, 'certificate_ending', ['day', 'authority_id', 'outside', 'state'])
  write(writer, issued, 'certificate_issued', ['day', 'authority_id'])
  setMark(writer, 'counted', last.id)
  return rows.length
}

/** Counts the oldest requests that are not counted yet, at most `most`. @returns how many were counted */
export function countRequestsMade(writer: Writer, most: number): number {
  const rows = uncountedRequests(writer, most)
  const last = rows.at(-1)
  if (last === undefined) return 0
  const made = new Map<string, number>()
  for (const { id, createdAt, authorityId, profileRevisionId } of rows) {
    const day = Math.floor(createdAt / dayMs)
    add(made, [day, authorityId, profileRevisionId])
    run(writer, 'INSERT INTO request_of_day (day, request_id) VALUES (?, ?)', [day, id])
  }
  write(writer, made, 'request_made', ['day', 'authority_id', 'profile_revision_id'])
  setMark(writer, 'requests', last.id)
  return rows.length
}

function add(sums: Map<string, number>, key: readonly (string | number)[]): void {
  const text = JSON.stringify(key)
  sums.set(text, (sums.get(text) ?? 0) + 1)
}

function write(writer: Writer, sums: ReadonlyMap<string, number>, table: string, columns: readonly string[]): void {
  const key = columns.join(', ')
  const sql = `INSERT INTO ${table} (${key}, n) VALUES (${columns.map(() => '?').join(', ')}, ?)
    ON CONFLICT (${key}) DO UPDATE SET n = n + excluded.n`
  for (const [text, n] of sums) run(writer, sql, [...(JSON.parse(text) as (string | number)[]), n])
}

const kindColumns = `facet, class, authority_id, profile_revision_id, sub_type, key_algorithm, signature_algorithm, term, signer, organization`
const sameKind = kindColumns
  .split(', ')
  .map((column) => `${column} = ?`)
  .join(' AND ')

function kindOf(writer: Writer, known: Map<string, number>, shape: CertificateShape, facet: 0 | 1): number {
  const values = [
    facet,
    shape.class,
    shape.authorityId,
    shape.profileRevisionId,
    shape.subType,
    shape.keyAlgorithm,
    shape.signatureAlgorithm,
    shape.term,
    shape.signer,
    shape.organization
  ]
  const name = values.join('\n')
  const before = known.get(name)
  if (before !== undefined) return before
  const found = getRow(writer, `SELECT id FROM certificate_kind WHERE ${sameKind}`, values) as
    { id: number } | undefined
  const id =
    found?.id ??
    run(writer, `INSERT INTO certificate_kind (${kindColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, values).id
  known.set(name, id)
  return id
}

function setMark(writer: Writer, key: string, n: number): void {
  run(writer, `UPDATE tally SET n = ? WHERE scope = 'figures' AND key = ?`, [n, key])
}

/**
 * Takes the certificates that have ended since the last time out of those in force, or back where the clock was set back.
 * @param most certificates of this call, nearly: those that end in one millisecond stay together
 * @returns whether the figures are at `now`
 */
export function moveEnded(writer: Writer, now: number, most: number): boolean {
  const at = endedUpTo(writer)
  if (at === now) return true
  const forward = now > at
  const between = [Math.min(at, now), Math.max(at, now)]
  const further = getNumber(
    writer,
    `SELECT not_after FROM certificate INDEXED BY certificate_not_after WHERE not_after >= ? AND not_after < ?
     ORDER BY not_after ${forward ? 'ASC' : 'DESC'} LIMIT 1 OFFSET ${most}`,
    between
  )
  const to = further === 0 ? now : forward ? further + 1 : further
  const rows = allRows(
    writer,
    `SELECT m.kind_id AS kindId, c.state AS state, count(*) AS n FROM certificate c INDEXED BY certificate_not_after
     CROSS JOIN certificate_member m ON m.certificate_id = c.id
     WHERE c.not_after >= ? AND c.not_after < ? GROUP BY 1, 2`,
    [Math.min(at, to), Math.max(at, to)]
  ) as { kindId: number; state: ShapedRow['state']; n: number }[]
  const sql = `INSERT INTO certificate_figure (kind_id, state, ended, n) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind_id, state, ended) DO UPDATE SET n = n + excluded.n`
  // Nothing ended: the moment is moved once a day, not with every look.
  if (rows.length === 0 && Math.abs(to - at) < dayMs) return to === now
  for (const { kindId, state, n } of rows) {
    run(writer, sql, [kindId, state, forward ? 0 : 1, -n])
    run(writer, sql, [kindId, state, forward ? 1 : 0, n])
  }
  setMark(writer, 'ended', to)
  return to === now
}
