import type { CertificateFilter, Moment } from './certificate-filter.ts'
import { expiringUntil } from './certificate-state.ts'
import { allRows, getNumber, type Reader } from './connection.ts'
import { countExpiring } from './tallies.ts'

export type CertificateSort = 'created' | 'notAfter' | 'subject'

/** Rows that are sorted in memory without anybody noticing (about 4 ms). */
export const fewRows = 2000

/** How the table is walked: `source` follows FROM; `few` where at most `fewRows` rows are touched in all. */
export interface Plan {
  readonly source: string
  readonly few: boolean
  /** What the index is walked by, with the parameters of `filterConditions`; null where every row is walked. */
  readonly driving: string | null
}

interface Candidate {
  readonly index: string
  readonly n: number
  readonly driving: string
  /** Rows of one index key come in the order of their ids. */
  readonly byId: boolean
}

const orderIndex: Record<CertificateSort, string> = {
  created: 'NOT INDEXED',
  notAfter: 'INDEXED BY certificate_not_after',
  subject: 'INDEXED BY certificate_subject'
}

/**
 * Chooses the index: SQLite would guess, the tallies know. A filter that leaves few rows drives, and those are sorted;
 * otherwise the index that has the wanted order drives, and the page fills as it goes.
 */
export function certificatePlan(
  reader: Reader,
  filter: CertificateFilter,
  moment: Moment,
  sort: CertificateSort
): Plan {
  const found = candidates(reader, filter, moment)
  const best = found.reduce<Candidate | null>(
    (least, each) => (least === null || each.n < least.n ? each : least),
    null
  )
  if (best !== null && best.n <= fewRows)
    return { source: `certificate INDEXED BY ${best.index}`, few: true, driving: best.driving }
  if (sort === 'notAfter' && filter.authorityId !== undefined)
    return {
      source: 'certificate INDEXED BY certificate_authority_not_after',
      few: false,
      driving: 'authority_id = @authorityId'
    }
  if (sort === 'created') {
    const ordered = found
      .filter((each) => each.byId)
      .reduce<Candidate | null>((least, each) => (least === null || each.n < least.n ? each : least), null)
    if (ordered !== null)
      return { source: `certificate INDEXED BY ${ordered.index}`, few: false, driving: ordered.driving }
  }
  return { source: `certificate ${orderIndex[sort]}`, few: false, driving: null }
}

function candidates(reader: Reader, filter: CertificateFilter, moment: Moment): Candidate[] {
  const found: Candidate[] = []
  if (filter.authorityId !== undefined)
    found.push({
      index: 'certificate_authority',
      n: named(reader, 'authority', String(filter.authorityId)),
      driving: 'authority_id = @authorityId',
      byId: true
    })
  if (filter.profileId !== undefined)
    found.push({
      index: 'certificate_profile',
      n: named(reader, 'profile', String(filter.profileId)),
      driving: 'profile_id = @profileId',
      byId: true
    })
  if (filter.keyAlgorithm !== undefined)
    found.push({
      index: 'certificate_key_algorithm',
      n: named(reader, 'key-algorithm', filter.keyAlgorithm),
      driving: 'key_algorithm = @keyAlgorithm',
      byId: true
    })
  if (filter.requester !== undefined)
    found.push({
      index: 'certificate_requester',
      n: upTo(reader, 'certificate_requester', 'requester_text', filter.requester),
      driving: 'requester_text = @requester',
      byId: true
    })
  if (filter.class !== undefined && filter.class !== 'end-entity') {
    found.push({
      index: 'certificate_class',
      n: getNumber(
        reader,
        `SELECT count(*) FROM (SELECT 1 FROM certificate INDEXED BY certificate_class WHERE class = ? AND class <> 'end-entity' LIMIT ?)`,
        [filter.class, fewRows + 1]
      ),
      driving: `class = @class AND class <> 'end-entity'`,
      byId: true
    })
  }
  const states = filter.states ?? []
  const [state] = states
  if (states.length === 1 && (state === 'revoked' || state === 'suspended')) {
    found.push({
      index: 'certificate_state',
      n: getNumber(
        reader,
        `SELECT count(*) FROM (SELECT 1 FROM certificate INDEXED BY certificate_state WHERE state = ? AND state <> 'active' LIMIT ?)`,
        [state, fewRows * 50]
      ),
      driving: `state = '${state}' AND state <> 'active'`,
      byId: true
    })
  }
  const [from, to] = ends(filter, moment)
  if (from !== null && to !== null)
    found.push({
      index: 'certificate_not_after',
      n: endingBetween(reader, from, to),
      driving: 'not_after >= 0',
      byId: false
    })
  return found
}

/** The narrowest bounds of notAfter that the filter implies; both must be there for the index to narrow much. */
function ends(filter: CertificateFilter, moment: Moment): readonly [number | null, number | null] {
  if (filter.notAfterFrom !== undefined && filter.notAfterTo !== undefined)
    return [filter.notAfterFrom, filter.notAfterTo]
  if (filter.states?.length !== 1) return [null, null]
  if (filter.states[0] === 'expiring') return [moment.now, expiringUntil(moment.now, moment.expiringDays)]
  if (filter.states[0] === 'expired') return [0, moment.now]
  return [null, null]
}

function endingBetween(reader: Reader, from: number, to: number): number {
  return (['active', 'suspended', 'revoked'] as const).reduce(
    (sum, state) => sum + countExpiring(reader, state, from, to),
    0
  )
}

/** From tallies whose keys are `name:state`; `;` follows `:`. */
function named(reader: Reader, scope: string, name: string): number {
  const rows = allRows(reader, 'SELECT n FROM tally WHERE scope = ? AND key > ? AND key < ?', [
    scope,
    `${name}:`,
    `${name};`
  ]) as { n: number }[]
  return rows.reduce((sum, row) => sum + row.n, 0)
}

function upTo(reader: Reader, index: string, column: string, value: string): number {
  return getNumber(
    reader,
    `SELECT count(*) FROM (SELECT 1 FROM certificate INDEXED BY ${index} WHERE ${column} = ? LIMIT ?)`,
    [value, fewRows + 1]
  )
}
