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
  /** The column that gives the rows in the order of their ids. */
  readonly idColumn: 'id' | 'member_id'
}

interface Candidate {
  /** An index of the table, or a table of members that is joined in front of it. */
  readonly index: string
  readonly members?: string
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
  if (best !== null && best.n <= fewRows) return planOf(best, true)
  if (sort === 'notAfter' && filter.authorityId !== undefined)
    return {
      source: 'certificate INDEXED BY certificate_authority_not_after',
      few: false,
      driving: 'authority_id = @authorityId',
      idColumn: 'id'
    }
  if (sort === 'created') {
    const ordered = found
      .filter((each) => each.byId)
      .reduce<Candidate | null>((least, each) => (least === null || each.n < least.n ? each : least), null)
    if (ordered !== null) return planOf(ordered, false)
  }
  return { source: `certificate ${orderIndex[sort]}`, few: false, driving: null, idColumn: 'id' }
}

function planOf(candidate: Candidate, few: boolean): Plan {
  const { index, members, driving } = candidate
  return members === undefined
    ? { source: `certificate INDEXED BY ${index}`, few, driving, idColumn: 'id' }
    : {
        source: `(${members}) AS member CROSS JOIN certificate ON certificate.id = member.member_id`,
        few,
        driving,
        idColumn: 'member_id'
      }
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
  found.push(...memberships(reader, filter))
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

/**
 * Takes a list apart into its profiles and what is from elsewhere where each part has a plan of its own: by id, or where
 * few rows are in it. Otherwise rows are walked in the wanted order.
 */
export function byProfile(
  reader: Reader,
  filter: CertificateFilter,
  query: { readonly sort: CertificateSort }
): CertificateFilter[] {
  const { kind, ...rest } = filter
  if (kind === undefined) return [filter]
  const profileIds = kind.profileIds.filter((id) => rest.profileId === undefined || rest.profileId === id)
  const elsewhere: CertificateFilter[] =
    rest.profileId === undefined && rest.importedKind === undefined ? [{ ...rest, importedKind: kind.kind }] : []
  const n = (): number => profileIds.reduce((sum, id) => sum + named(reader, 'profile', String(id)), 0)
  // A word is looked for once, not once for each profile.
  if ((rest.text ?? '').trim() !== '' || (query.sort !== 'created' && n() > fewRows)) return [filter]
  return [
    ...profileIds.map((profileId) => ({ ...rest, profileId, exceptRevisionIds: kind.exceptRevisionIds })),
    ...elsewhere
  ]
}

/** Ids of an organization are sorted for every page, which beyond this takes longer than to walk all rows. */
const mostSorted = 5000

/** Tables that list certificates by something else, in the order of their ids. */
function memberships(reader: Reader, filter: CertificateFilter): Candidate[] {
  const found: Candidate[] = []
  const add = (table: string, condition: string, name: string, value: string | undefined): void => {
    if (value === undefined) return
    found.push({
      index: table,
      members: `SELECT certificate_id AS member_id FROM ${table} WHERE ${condition} = @${name}`,
      n: getNumber(reader, `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${condition} = ? LIMIT ?)`, [
        value,
        fewRows + 1
      ]),
      // The name keeps the parameter bound where this alone is asked.
      driving: `@${name} IS NOT NULL`,
      byId: true
    })
  }
  add('certificate_tag', 'tag', 'tag', filter.tag)
  add('certificate_owner', 'owner', 'owner', filter.owner)
  add('imported_kind', 'kind', 'importedKind', filter.importedKind)
  if (filter.organization !== undefined) {
    const kinds = 'SELECT id FROM certificate_kind WHERE facet = 1 AND organization'
    const n = getNumber(reader, `SELECT sum(n) FROM certificate_figure WHERE kind_id IN (${kinds} = ?)`, [
      filter.organization
    ])
    if (n <= mostSorted)
      found.push({
        index: 'certificate_member',
        members: `SELECT certificate_id AS member_id FROM certificate_member INDEXED BY certificate_member_kind
          WHERE kind_id IN (${kinds} = @organization)`,
        n,
        driving: '@organization IS NOT NULL',
        byId: true
      })
  }
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
