import { filterConditions, type CertificateFilter, type Conditions, type Moment } from './certificate-filter.ts'
import { expiringUntil } from './certificate-state.ts'
import { allRows, getNumber, type Bindable, type Reader } from './connection.ts'
import { countByAuthority, endingAbout, issuedAbout } from './tallies.ts'

export type CertificateSort = 'created' | 'notAfter' | 'subject'

/** A way to the rows of a filter that leaves out most others. */
export interface Candidate {
  /** What follows FROM. */
  readonly source: string
  /** The column that gives the rows in the order of their ids. */
  readonly idColumn: 'id' | 'member_id'
  /** Rows on this way, nearly. */
  readonly n: number
  /** The order in which they come; null where they come in none that a list has. */
  readonly order: CertificateSort | null
  /** A span of time: its rows lie together in the other order of time too, and not evenly spread. */
  readonly span: boolean
  /** Another candidate leads to these rows too: says nothing more of how many match. */
  readonly again: boolean
  /** The part of the filter that every row on this way fits; its parameter is still bound. */
  readonly implied: 'tag' | 'owner' | 'importedKind' | 'organization' | null
}

/** The size of the table and of its states, from the tallies. */
export interface Sizes {
  readonly all: number
  readonly revoked: number
  readonly suspended: number
}

export function sizesOf(reader: Reader): Sizes {
  const rows = countByAuthority(reader)
  const sum = (state: 'active' | 'suspended' | 'revoked'): number => rows.reduce((n, row) => n + row[state], 0)
  const [revoked, suspended] = [sum('revoked'), sum('suspended')]
  return { all: sum('active') + revoked + suspended, revoked, suspended }
}

/** Entries that are counted along an index to see how long a way is: about a millisecond. */
const mostMeasured = 30_000

/** @returns the ways that the filter opens; conditions of `filterConditions` must stand beside each */
export function candidates(reader: Reader, filter: CertificateFilter, moment: Moment, sizes: Sizes): Candidate[] {
  const found: Candidate[] = []
  /** Beyond what is measured nobody knows; a tenth of all is as good a guess as any. */
  const measured = (from: string, bound: readonly Bindable[]): number => {
    const n = getNumber(reader, `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${mostMeasured + 1})`, bound)
    return n > mostMeasured ? Math.max(n, sizes.all / 10) : n
  }
  const along = (index: string, n: number, order: CertificateSort | null = 'created', span = false): void =>
    void found.push({
      source: `certificate INDEXED BY ${index}`,
      idColumn: 'id',
      n,
      order,
      span,
      again: secondWays.includes(index),
      implied: null
    })

  const ends = endsOf(filter, moment)
  const ending = ends === null ? sizes.all : endingAbout(reader, ends.from, ends.to)
  if (ends !== null) along('certificate_not_after', ending, 'notAfter', true)
  if (filter.authorityId !== undefined) {
    const n = named(reader, 'authority', String(filter.authorityId))
    along('certificate_authority', n)
    along('certificate_authority_not_after', (n * ending) / Math.max(1, sizes.all), 'notAfter')
  }
  if (filter.profileId !== undefined) along('certificate_profile', named(reader, 'profile', String(filter.profileId)))
  if (filter.authorityId !== undefined && filter.profileId !== undefined) {
    const [issued, fitting] = [
      named(reader, 'authority', String(filter.authorityId)),
      named(reader, 'profile', String(filter.profileId))
    ]
    found.push(ofBoth(issued, fitting, sizes.all))
  }
  if (filter.keyAlgorithm !== undefined)
    along('certificate_key_algorithm', named(reader, 'key-algorithm', filter.keyAlgorithm))
  if (filter.requester !== undefined)
    along(
      'certificate_requester',
      measured('certificate INDEXED BY certificate_requester WHERE requester_text = ?', [filter.requester])
    )
  const rare = rareClasses(filter)
  if (rare !== null)
    along(
      'certificate_class',
      measured(
        `certificate INDEXED BY certificate_class WHERE class <> 'end-entity' AND class IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(rare)]
      ),
      filter.class === undefined ? null : 'created'
    )
  if (filter.archived === true)
    along('certificate_archived', measured('certificate INDEXED BY certificate_archived WHERE archived = 1', []))
  const [state, ...others] = filter.states ?? []
  if (others.length === 0 && (state === 'revoked' || state === 'suspended')) {
    along('certificate_decided', sizes[state], 'notAfter')
    along('certificate_state', sizes[state])
  }
  if (others.length === 0 && state === 'not-yet-valid')
    along(
      'certificate_not_before',
      measured('certificate INDEXED BY certificate_not_before WHERE not_before > ?', [moment.now]),
      null,
      true
    )
  found.push(...memberships(reader, filter, measured))
  if (filter.createdFrom !== undefined || filter.createdTo !== undefined) {
    const [from, to] = [filter.createdFrom ?? 0, filter.createdTo ?? farthest]
    const n = measured('certificate INDEXED BY certificate_created WHERE created_at >= ? AND created_at < ?', [
      from,
      to
    ])
    along(
      'certificate_created',
      n > mostMeasured ? Math.max(mostMeasured, issuedAbout(reader, from, to)) : n,
      null,
      true
    )
  }
  return found
}

/** Indexes that lead to what another leads to. */
const secondWays: readonly string[] = ['certificate_authority_not_after', 'certificate_decided']

/** A look for an id in an index costs a quarter of reading the row. */
const lookCost = 0.25

/** The shorter of two indexes is walked and each id looked for in the other, so that only rows that match are read. */
function ofBoth(issued: number, fitting: number, all: number): Candidate {
  const authority = { index: 'certificate_authority', is: 'authority_id = @authorityId' }
  const profile = { index: 'certificate_profile', is: 'profile_id = @profileId' }
  const [short, long] = issued < fitting ? [authority, profile] : [profile, authority]
  const least = Math.min(issued, fitting)
  return {
    source: `(SELECT short.id AS member_id FROM certificate AS short INDEXED BY ${short.index}
      CROSS JOIN certificate AS long INDEXED BY ${long.index} ON long.id = short.id WHERE short.${short.is} AND long.${long.is}
      ) AS member CROSS JOIN certificate ON certificate.id = member.member_id`,
    idColumn: 'member_id',
    n: least * lookCost + (issued * fitting) / Math.max(1, all),
    order: 'created',
    span: false,
    again: true,
    implied: null
  }
}

/** @returns the classes where end entities, which are nearly all, are not among them */
function rareClasses({ class: only, classes = [] }: CertificateFilter): readonly string[] | null {
  const wanted = only === undefined ? classes : [only]
  return wanted.length === 0 || wanted.includes('end-entity') ? null : wanted
}

/** Tables that list certificates by something else. */
function memberships(
  reader: Reader,
  filter: CertificateFilter,
  measured: (from: string, bound: readonly Bindable[]) => number
): Candidate[] {
  const found: Candidate[] = []
  type Implied = NonNullable<Candidate['implied']>
  const through = (implied: Implied, members: string, n: number, order: CertificateSort | null): void =>
    void found.push({
      implied,
      source: `(SELECT certificate_id AS member_id FROM ${members}) AS member CROSS JOIN certificate ON certificate.id = member.member_id`,
      idColumn: 'member_id',
      n,
      order,
      span: false,
      again: false
    })
  const add = (table: string, column: string, name: Implied, value: string | undefined): void => {
    if (value !== undefined)
      through(name, `${table} WHERE ${column} = @${name}`, measured(`${table} WHERE ${column} = ?`, [value]), 'created')
  }
  add('certificate_tag', 'tag', 'tag', filter.tag)
  add('certificate_owner', 'owner', 'owner', filter.owner)
  add('imported_kind', 'kind', 'importedKind', filter.importedKind)
  if (filter.organization !== undefined) {
    const kinds = 'SELECT id FROM certificate_kind WHERE facet = 1 AND organization'
    const n = getNumber(reader, `SELECT sum(n) FROM certificate_figure WHERE kind_id IN (${kinds} = ?)`, [
      filter.organization
    ])
    // Of several kinds, so that the ids of one do not go on where those of another end.
    through(
      'organization',
      `certificate_member INDEXED BY certificate_member_kind WHERE kind_id IN (${kinds} = @organization)`,
      n,
      null
    )
  }
  return found
}

/** The narrowest bounds of notAfter that the filter implies; null where it implies none. */
function endsOf(filter: CertificateFilter, moment: Moment): { readonly from: number; readonly to: number } | null {
  const [state, ...others] = filter.states ?? []
  const from = [
    ...(filter.notAfterFrom === undefined ? [] : [filter.notAfterFrom]),
    ...(others.length === 0 && state === 'expiring' ? [moment.now] : [])
  ]
  const to = [
    ...(filter.notAfterTo === undefined ? [] : [filter.notAfterTo]),
    ...(others.length === 0 && state === 'expiring' ? [expiringUntil(moment.now, moment.expiringDays)] : []),
    ...(others.length === 0 && state === 'expired' ? [moment.now] : [])
  ]
  if (from.length === 0 && to.length === 0) return null
  return { from: Math.max(0, ...from), to: Math.min(farthest, ...to) }
}

/** RFC 5280 4.1.2.5: no certificate ends after the year 9999. */
const farthest = Date.UTC(10_000, 0, 1)

/**
 * Conditions of the filter beside a way to its rows: what the way implies is not asked again.
 * @param implied of the way
 */
export function conditionsBeside(filter: CertificateFilter, moment: Moment, implied: Candidate['implied']): Conditions {
  if (implied === null) return filterConditions(filter, moment)
  const { [implied]: value, ...others } = filter
  const { where, bound } = filterConditions(others, moment)
  return { where, bound: value === undefined ? bound : { ...bound, [implied]: value } }
}

/** From tallies whose keys are `name:state`; `;` follows `:`. */
export function named(reader: Reader, scope: string, name: string): number {
  const rows = allRows(reader, 'SELECT n FROM tally WHERE scope = ? AND key > ? AND key < ?', [
    scope,
    `${name}:`,
    `${name};`
  ]) as { n: number }[]
  return rows.reduce((sum, row) => sum + row.n, 0)
}
