import type { CrlAlarm } from '../../src-shared/api/crls.ts'
import type { Notice } from '../../src-shared/api/desk.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import { listDomains } from '../store/domains.ts'
import { listJobs } from '../store/jobs.ts'
import { listRequests } from '../store/request-list.ts'
import { reader } from '../store/store.ts'
import { countExpiryWindows } from '../store/tallies.ts'
import { getMirror } from '../store/air-gap.ts'
import { dutiesOf } from './air-gap/duties.ts'
import { unsignedSinceRestore } from './after-restore.ts'
import type { CaContext } from './context.ts'
import { crlAlarms } from './crl/calendar.ts'
import type { WholeSummary } from './dashboard/summary.ts'
import { silentServices } from './silent-services.ts'
import { domainView } from './validation/domain-view.ts'

const DAY_MS = 86_400_000
/** An authority is spoken of this long before its certificate ends: its successor takes preparation. */
const AUTHORITY_DAYS = 90
const alarmNotices = {
  overdue: 'crl-overdue',
  'not-begun': 'crl-not-begun',
  'revocation-waits': 'crl-revocation-waits',
  'due-soon': 'crl-due',
  'series-stale': 'crl-series-stale',
  'series-ending': 'crl-series-ending'
} as const satisfies Readonly<Record<CrlAlarm['kind'], Notice['kind']>>
/** Failed jobs shown; all of them are in the log. */
const MOST_JOBS = 20

/**
 * What needs somebody, or went wrong while nobody looked. Each notice has an id that changes when there is something
 * new to tell, so that a window knows which were seen.
 * @param summary the figures of the dashboard
 * @param may whether the caller has a permission: nobody is told of what is not theirs to see
 */
export function noticesOf(ca: CaContext, summary: WholeSummary, may: (one: Permission) => boolean): Notice[] {
  const from = reader(ca.store)
  const { asOf } = summary
  const notices: Notice[] = []
  if (may('request.read') && summary.requests.waiting > 0) {
    const [newest] = listRequests(from, {
      filter: { states: ['pending-approval'] },
      descending: true,
      cursor: null,
      limit: 1
    }).rows
    notices.push({
      id: `requests:${newest?.id ?? 0}`,
      kind: 'requests-waiting',
      count: summary.requests.waiting,
      name: '',
      objectId: null,
      at: newest?.createdAt ?? null,
      text: ''
    })
  }
  if (may('certificate.read')) {
    const days = ca.settings().expiringDays
    // Certificates of services renew themselves, and authorities have notices of their own.
    const count = countExpiryWindows(from, asOf, [days], { classes: ['end-entity'] }).reduce((sum, { n }) => sum + n, 0)
    if (count > 0)
      notices.push({
        id: `expiring:${days}:${count}`,
        kind: 'certificates-expiring',
        count,
        name: String(days),
        objectId: null,
        at: null,
        text: ''
      })
    for (const { authorityId, authorityName, serial, createdAt } of summary.openReservations)
      notices.push({
        id: `reservation:${authorityId}:${serial}`,
        kind: 'reservation-open',
        count: 1,
        name: authorityName,
        objectId: authorityId,
        at: createdAt,
        text: serial
      })
  }
  // Also of authorities whose key is off line or that are retired: their CRLs lapse like any other.
  if (may('crl.read'))
    for (const { authorityId, authorityName, kind, at } of crlAlarms(ca))
      notices.push({
        id: `crl:${authorityId}:${kind}:${at}`,
        kind: alarmNotices[kind],
        count: 1,
        name: authorityName,
        objectId: authorityId,
        at,
        text: ''
      })
  if (may('crl.read'))
    for (const { authorityId, name, restoredAt } of unsignedSinceRestore(from))
      notices.push({
        id: `since-restore:${authorityId}:${restoredAt}`,
        kind: 'crl-since-restore',
        count: 1,
        name,
        objectId: authorityId,
        at: restoredAt,
        text: ''
      })
  if (may('authority.read')) notices.push(...rootDuties(ca))
  for (const { id, name, state, notAfter } of summary.authorities) {
    if (state !== 'active') continue
    if (may('authority.read') && notAfter !== null && notAfter - asOf < AUTHORITY_DAYS * DAY_MS)
      notices.push({
        id: `authority:${id}:${notAfter}:${notAfter <= asOf ? 'over' : 'soon'}`,
        kind: notAfter <= asOf ? 'authority-expired' : 'authority-expiring',
        count: 1,
        name,
        objectId: id,
        at: notAfter,
        text: ''
      })
  }
  if (may('service.read'))
    for (const { protocol, id, name, why } of silentServices(ca))
      notices.push({
        id: `silent:${protocol}:${id}:${why}`,
        kind: `${protocol}-silent`,
        count: 1,
        name,
        objectId: id,
        at: null,
        text: why
      })
  if (may('validation.read')) notices.push(...proofNotices(ca, asOf))
  if (may('settings.read'))
    for (const { id, kind, lastError, finishedAt } of listJobs(from, 'failed', MOST_JOBS))
      notices.push({
        id: `job:${id}`,
        kind: 'job-failed',
        count: 1,
        name: kind,
        objectId: null,
        at: finishedAt,
        text: lastError ?? ''
      })
  return notices
}

/**
 * What has to be done with the key of a mirrored root; CRLs, and certificates of authorities here that end, have notices of
 * their own.
 */
function rootDuties(ca: CaContext): Notice[] {
  return dutiesOf(ca)
    .filter(
      ({ state, kind }) => (state === 'due' || state === 'overdue') && kind !== 'next-crl' && kind !== 'crl-series'
    )
    .filter(({ authorityId }) => getMirror(reader(ca.store), authorityId) !== undefined)
    .map(({ kind, authorityId, authorityName, about, certificateId, count, lapsesAt, doBy }) => ({
      id: `duty:${kind}:${authorityId}:${certificateId ?? about}:${count}`,
      kind: 'root-duty',
      count,
      name: authorityName,
      objectId: authorityId,
      at: lapsesAt ?? doBy,
      text: about
    }))
}

/** Domains whose proof has ended, and those whose proof ends soon: one notice for all of each. */
function proofNotices(ca: CaContext, now: number): Notice[] {
  const from = reader(ca.store)
  const domains = listDomains(from).map((row) => domainView(from, row, ca.settings(), now))
  const groups = [
    ['proof-ended', domains.filter(({ state }) => state === 'expired')],
    ['proof-ends-soon', domains.filter(({ nextAction }) => nextAction === 'renew-soon')]
  ] as const
  return groups.flatMap(([kind, concerned]) => {
    const [first] = concerned
    if (first === undefined) return []
    const ends = concerned.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]))
    const at = kind === 'proof-ended' ? Math.max(...ends) : Math.min(...ends)
    return [
      {
        id: `${kind}:${concerned.length}:${at}`,
        kind,
        count: concerned.length,
        name: first.name,
        objectId: concerned.length === 1 ? first.id : null,
        at,
        text: ''
      }
    ]
  })
}
