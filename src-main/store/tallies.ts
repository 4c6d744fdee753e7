import { allRows, getNumber, type Reader } from './connection.ts'

const dayMs = 86_400_000

/** Number of the day since the epoch (UTC) as it stands in tally keys. */
export function dayKey(at: number): string {
  return String(Math.floor(at / dayMs)).padStart(7, '0')
}

const classes = ['end-entity', 'authority', 'service', 'imported'] as const
const states = ['active', 'suspended', 'revoked'] as const
type StoredState = (typeof states)[number]

/** Certificates by state as shown at `now`; `expiring` counts those of `active` that end within its days. */
export interface CertificateCounts {
  readonly total: number
  readonly notYetValid: number
  readonly active: number
  readonly suspended: number
  readonly revoked: number
  readonly expired: number
}

/** Where only some classes are to be counted. */
export interface CountOptions {
  readonly classes?: readonly (typeof classes)[number][]
}

/** Sum of the expiry tallies of a state over days, [from, to). */
function days(reader: Reader, state: StoredState, from: string, to: string, options: CountOptions): number {
  let sum = 0
  for (const each of options.classes ?? classes) {
    sum += getNumber(reader, `SELECT coalesce(sum(n), 0) FROM tally WHERE scope = 'expiry' AND key >= ? AND key < ?`, [
      `${each}:${state}:${from}`,
      `${each}:${state}:${to}`
    ])
  }
  return sum
}

/** Rows of one day that the tally cannot split: counted on the index over notAfter. */
function within(reader: Reader, state: StoredState, from: number, to: number, options: CountOptions): number {
  const wanted = options.classes ?? classes
  return getNumber(
    reader,
    `SELECT count(*) FROM certificate INDEXED BY certificate_not_after WHERE not_after >= ? AND not_after < ? AND state = ?
    AND class IN (${wanted.map(() => '?').join(', ')})`,
    [from, to, state, ...wanted]
  )
}

/** Certificates of a stored state with notAfter in [from, to), exact to the millisecond. */
export function countExpiring(
  reader: Reader,
  state: StoredState,
  from: number,
  to: number,
  options: CountOptions = {}
): number {
  if (to <= from) return 0
  const firstWhole = Math.ceil(from / dayMs) * dayMs
  const lastWhole = Math.floor(to / dayMs) * dayMs
  if (lastWhole < firstWhole) return within(reader, state, from, to, options)
  return (
    within(reader, state, from, firstWhole, options) +
    days(reader, state, dayKey(firstWhole), dayKey(lastWhole), options) +
    within(reader, state, lastWhole, to, options)
  )
}

/** Certificates with notAfter in [from, to), days counted whole: near enough to choose an index by. */
export function endingAbout(reader: Reader, from: number, to: number): number {
  if (to <= from) return 0
  const [first, last] = [dayKey(Math.max(0, from)), dayKey(to + dayMs)]
  return states.reduce((sum, state) => sum + days(reader, state, first, last, {}), 0)
}

/** All of a stored state, whenever it ends; `;` is the character after `:`. */
function ofState(reader: Reader, state: StoredState, options: CountOptions): number {
  let sum = 0
  for (const each of options.classes ?? classes) {
    sum += getNumber(reader, `SELECT coalesce(sum(n), 0) FROM tally WHERE scope = 'expiry' AND key > ? AND key < ?`, [
      `${each}:${state}:`,
      `${each}:${state};`
    ])
  }
  return sum
}

/** Totals by state as shown, exact, in time that does not grow with the number of certificates. */
export function countCertificatesByState(reader: Reader, now: number, options: CountOptions = {}): CertificateCounts {
  const wanted = options.classes ?? classes
  const expiredOf = (state: StoredState): number => {
    const today = Math.floor(now / dayMs) * dayMs
    let sum = within(reader, state, today, now, options)
    for (const each of wanted) {
      sum += getNumber(reader, `SELECT coalesce(sum(n), 0) FROM tally WHERE scope = 'expiry' AND key > ? AND key < ?`, [
        `${each}:${state}:`,
        `${each}:${state}:${dayKey(today)}`
      ])
    }
    return sum
  }
  const active = ofState(reader, 'active', options)
  const suspended = ofState(reader, 'suspended', options)
  const revoked = ofState(reader, 'revoked', options)
  const expiredActive = expiredOf('active')
  const expiredSuspended = expiredOf('suspended')
  const notYetValid = getNumber(
    reader,
    `SELECT count(*) FROM certificate INDEXED BY certificate_not_before WHERE not_before > ? AND state = 'active' AND not_after >= ?
    AND class IN (${wanted.map(() => '?').join(', ')})`,
    [now, now, ...wanted]
  )
  return {
    total: active + suspended + revoked,
    notYetValid,
    active: active - expiredActive - notYetValid,
    suspended: suspended - expiredSuspended,
    revoked,
    expired: expiredActive + expiredSuspended
  }
}

/** Active certificates that end within each number of days from `now`, cumulative: 60 includes 30. */
export function countExpiryWindows(
  reader: Reader,
  now: number,
  windows: readonly number[] = [7, 30, 60, 90],
  options: CountOptions = {}
): { readonly days: number; readonly n: number }[] {
  return windows.map((window) => ({
    days: window,
    n: countExpiring(reader, 'active', now, now + window * dayMs, options)
  }))
}

/** Sums of a scope whose keys are `name:state`. */
function byName(reader: Reader, scope: string): Map<string, Record<StoredState, number>> {
  const rows = allRows(reader, 'SELECT key, n FROM tally WHERE scope = ? AND n > 0', [scope]) as {
    key: string
    n: number
  }[]
  const sums = new Map<string, Record<StoredState, number>>()
  for (const { key, n } of rows) {
    const cut = key.lastIndexOf(':')
    const state = states.find((each) => each === key.slice(cut + 1))
    if (state === undefined) continue
    const name = key.slice(0, cut)
    const sum = sums.get(name) ?? { active: 0, suspended: 0, revoked: 0 }
    sum[state] += n
    sums.set(name, sum)
  }
  return sums
}

/** Stored states per authority; id null stands for outside issuers. */
export function countByAuthority(reader: Reader): {
  readonly authorityId: number | null
  readonly active: number
  readonly suspended: number
  readonly revoked: number
}[] {
  return [...byName(reader, 'authority')].map(([id, sums]) => ({ authorityId: Number(id) || null, ...sums }))
}

/** What one authority issued, by state as shown at `now`; those not yet valid count as active. The expired ones are counted along an index. */
export function countOfAuthority(
  reader: Reader,
  authorityId: number,
  now: number
): { readonly active: number; readonly suspended: number; readonly revoked: number; readonly expired: number } {
  const sums = countByAuthority(reader).find((row) => row.authorityId === authorityId) ?? {
    active: 0,
    suspended: 0,
    revoked: 0
  }
  const ended = getNumber(
    reader,
    'SELECT count(*) FROM certificate INDEXED BY certificate_authority_not_after WHERE authority_id = ? AND not_after < ?',
    [authorityId, now]
  )
  const decided = (hold: '=' | '<>'): number =>
    getNumber(
      reader,
      `SELECT count(*) FROM certificate INDEXED BY certificate_crl
    WHERE authority_id = ? AND state <> 'active' AND not_after < ? AND revocation_reason ${hold} 'certificateHold'`,
      [authorityId, now]
    )
  const endedSuspended = decided('=')
  const expired = ended - decided('<>')
  return {
    active: sums.active - (expired - endedSuspended),
    suspended: sums.suspended - endedSuspended,
    revoked: sums.revoked,
    expired
  }
}

/** Stored states per profile; id null stands for certificates without one. */
export function countByProfile(reader: Reader): {
  readonly profileId: number | null
  readonly active: number
  readonly suspended: number
  readonly revoked: number
}[] {
  return [...byName(reader, 'profile')].map(([id, sums]) => ({ profileId: Number(id) || null, ...sums }))
}

export function countByKeyAlgorithm(
  reader: Reader
): { readonly keyAlgorithm: string; readonly active: number; readonly suspended: number; readonly revoked: number }[] {
  return [...byName(reader, 'key-algorithm')].map(([keyAlgorithm, sums]) => ({ keyAlgorithm, ...sums }))
}

/** Certificates issued per UTC day, [from, to), days without any left out. */
export function countIssuedPerDay(
  reader: Reader,
  from: number,
  to: number
): { readonly day: number; readonly n: number }[] {
  const rows = allRows(
    reader,
    `SELECT key, n FROM tally WHERE scope = 'issued' AND key >= ? AND key < ? AND n > 0 ORDER BY key`,
    [dayKey(from), dayKey(to)]
  ) as { key: string; n: number }[]
  return rows.map(({ key, n }) => ({ day: Number(key) * dayMs, n }))
}

/** Certificates made in [from, to), days counted whole, imported ones left out: near enough to choose an index by. */
export function issuedAbout(reader: Reader, from: number, to: number): number {
  return getNumber(reader, `SELECT coalesce(sum(n), 0) FROM tally WHERE scope = 'issued' AND key >= ? AND key < ?`, [
    dayKey(Math.max(0, from)),
    dayKey(to + dayMs)
  ])
}

/** Certificates revoked for good per UTC day, [from, to), days without any left out. */
export function countRevokedPerDay(
  reader: Reader,
  from: number,
  to: number
): { readonly day: number; readonly n: number }[] {
  const rows = allRows(
    reader,
    `SELECT key, n FROM tally WHERE scope = 'revoked' AND key >= ? AND key < ? ORDER BY key`,
    [dayKey(from), dayKey(to)]
  ) as { key: string; n: number }[]
  return rows.map(({ key, n }) => ({ day: Number(key) * dayMs, n }))
}

/** Requests by state; states without any are missing. */
export function countRequestsByState(reader: Reader): ReadonlyMap<string, number> {
  const rows = allRows(reader, `SELECT key, n FROM tally WHERE scope = 'request' AND n > 0`) as {
    key: string
    n: number
  }[]
  return new Map(rows.map(({ key, n }) => [key, n]))
}
