import type { RequestState } from '../../src-shared/model/request.ts'
import { certificateColumns, type CertificateRecord } from './certificates.ts'
import { allRows, type Bindable, type Reader } from './connection.ts'
import type { Place } from './cursor.ts'

/** A certificate at its place in a list by end: `value` is notAfter. */
export interface PlacedId {
  readonly value: number
  readonly id: number
}

/**
 * Goes through the counted certificates of some kinds in the order of their ends. The index holds them by kind, so that
 * the beginnings of all kinds are laid side by side and the least is taken.
 * @param from only those that end then or later
 */
export function* membersByEnd(
  reader: Reader,
  kindIds: readonly number[],
  order: { readonly descending: boolean; readonly from: number; readonly after: Place | null; readonly limit: number }
): Generator<PlacedId> {
  const { descending, from, after } = order
  const chunk = Math.max(8, Math.ceil((2 * order.limit) / Math.max(1, kindIds.length)))
  const way = descending ? 'DESC' : 'ASC'
  const sql = (placed: boolean): string => `SELECT not_after AS value, certificate_id AS id FROM certificate_member
    INDEXED BY certificate_member_kind WHERE kind_id = ? AND not_after >= ?
    ${placed ? `AND (not_after, certificate_id) ${descending ? '<' : '>'} (?, ?)` : ''}
    ORDER BY not_after ${way}, certificate_id ${way} LIMIT ${chunk}`
  const fetch = (kindId: number, place: Place | null): PlacedId[] =>
    allRows(
      reader,
      sql(place !== null),
      place === null ? [kindId, from] : [kindId, from, place.value, place.id]
    ) as PlacedId[]
  const queues = kindIds.map((kindId) => ({ kindId, at: 0, rows: fetch(kindId, after) }))
  for (;;) {
    let best: (typeof queues)[number] | undefined
    let head: PlacedId | undefined
    for (const queue of queues) {
      const row = queue.rows[queue.at]
      if (row === undefined || (head !== undefined && !comesBefore(row, head, descending))) continue
      best = queue
      head = row
    }
    if (best === undefined || head === undefined) return
    yield head
    best.at++
    if (best.at === best.rows.length && best.rows.length === chunk) {
      best.rows = fetch(best.kindId, head)
      best.at = 0
    }
  }
}

/** @returns whether a place comes before another in the order of ends */
export function comesBefore(one: PlacedId, other: PlacedId, descending: boolean): boolean {
  const before = one.value === other.value ? one.id < other.id : one.value < other.value
  return descending ? !before : before
}

/** @returns certificates by their ids, in no order */
export function certificatesById(reader: Reader, ids: readonly number[]): ReadonlyMap<number, CertificateRecord> {
  const rows = allRows(
    reader,
    `SELECT ${certificateColumns.list()} FROM certificate WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)]
  ).map(certificateColumns.decode)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Active certificates that end in [from, to), the first to end first. @param outside only ours, or only others */
export function endingBetween(
  reader: Reader,
  range: { readonly from: number; readonly to: number; readonly outside: boolean | null },
  authorityId: number | null,
  after: Place | null,
  limit: number
): PlacedId[] {
  const index =
    range.outside === true
      ? 'certificate_class'
      : authorityId === null
        ? 'certificate_not_after'
        : 'certificate_authority_not_after'
  const bound: Record<string, Bindable> = { from: range.from, to: range.to, limit }
  const where = [`not_after >= @from AND not_after < @to AND state = 'active'`]
  if (range.outside === true) where.push(`class = 'imported' AND class <> 'end-entity'`)
  if (range.outside === false) where.push(`class <> 'imported'`)
  if (authorityId !== null) {
    where.push('authority_id = @authorityId')
    bound['authorityId'] = authorityId
  }
  if (after !== null) {
    where.push('(not_after, id) > (@value, @id)')
    Object.assign(bound, { value: after.value, id: after.id })
  }
  return allRows(
    reader,
    `SELECT not_after AS value, id FROM certificate INDEXED BY ${index} WHERE ${where.join(' AND ')} ORDER BY not_after, id LIMIT @limit`,
    bound
  ) as PlacedId[]
}

/** The end entities issued on some days, the newest first; `value` is the day since the epoch. */
export function issuedOn(
  reader: Reader,
  days: { readonly from: number; readonly to: number },
  authorityId: number | null,
  after: Place | null,
  limit: number
): PlacedId[] {
  return allRows(
    reader,
    `SELECT d.day AS value, d.certificate_id AS id FROM certificate_of_day d
     ${authorityId === null ? '' : 'CROSS JOIN certificate c ON c.id = d.certificate_id AND c.authority_id = @authorityId'}
     WHERE d.day >= @from AND d.day < @to ${after === null ? '' : 'AND (d.day, d.certificate_id) < (@value, @id)'}
     ORDER BY d.day DESC, d.certificate_id DESC LIMIT @limit`,
    boundOf(days, authorityId, after, limit)
  ) as PlacedId[]
}

/** The requests made on some days under some revisions of profiles, the newest first. */
export function requestsMadeOn(
  reader: Reader,
  days: { readonly from: number; readonly to: number },
  revisionIds: readonly number[],
  authorityId: number | null,
  after: Place | null,
  limit: number
): PlacedId[] {
  return allRows(
    reader,
    `SELECT d.day AS value, d.request_id AS id FROM request_of_day d CROSS JOIN request r ON r.id = d.request_id
     WHERE d.day >= @from AND d.day < @to ${after === null ? '' : 'AND (d.day, d.request_id) < (@value, @id)'}
     ${authorityId === null ? '' : 'AND r.authority_id = @authorityId'}
     AND r.profile_revision_id IN (SELECT value FROM json_each(@revisions))
     ORDER BY d.day DESC, d.request_id DESC LIMIT @limit`,
    { ...boundOf(days, authorityId, after, limit), revisions: JSON.stringify(revisionIds) }
  ) as PlacedId[]
}

function boundOf(
  days: { readonly from: number; readonly to: number },
  authorityId: number | null,
  after: Place | null,
  limit: number
): Record<string, Bindable> {
  return {
    from: days.from,
    to: days.to,
    limit,
    ...(authorityId === null ? {} : { authorityId }),
    ...(after === null ? {} : { value: after.value, id: after.id })
  }
}

/** What a table of the dashboard shows of a request. */
export interface DrilledRequest {
  readonly id: number
  readonly state: RequestState
  readonly subject: string
  readonly createdAt: number
  readonly authorityId: number
  readonly profileRevisionId: number
  readonly certificateId: number | null
  /** As it was asked, e.g. `1y`; null where the profile decides. */
  readonly duration: string | null
}

/** @returns requests by their ids, in no order */
export function requestsById(reader: Reader, ids: readonly number[]): ReadonlyMap<number, DrilledRequest> {
  const rows = allRows(
    reader,
    `SELECT id, state, subject, created_at AS createdAt, authority_id AS authorityId, profile_revision_id AS profileRevisionId,
       certificate_id AS certificateId, coalesce(json_extract(overrides, '$.validity.duration'), json_extract(asked, '$.validity.duration')) AS duration
     FROM request WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)]
  ) as DrilledRequest[]
  return new Map(rows.map((row) => [row.id, row]))
}
