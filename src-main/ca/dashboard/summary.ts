import type { Output } from '../../../src-shared/api/index.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { latestCrl } from '../../store/crls.ts'
import type { Reader } from '../../store/connection.ts'
import { listRequests } from '../../store/request-list.ts'
import { listOpenReservations } from '../../store/reservations.ts'
import { reader } from '../../store/store.ts'
import {
  countByAuthority,
  countByKeyAlgorithm,
  countByProfile,
  countCertificatesByState,
  countExpiryWindows,
  countIssuedPerDay,
  countRequestsByState,
  countRevokedPerDay
} from '../../store/tallies.ts'
import { currentCertificateEnd } from '../authorities/view.ts'
import type { CaContext } from '../context.ts'
import { crlStateOf } from '../crl/due.ts'
import { nameLookup } from '../certificates/rows.ts'

export type DashboardSummary = Output<'dashboard.summary'>
/** With everything that some may not read. */
export type WholeSummary = DashboardSummary & {
  readonly certificates: NonNullable<DashboardSummary['certificates']>
  readonly requests: NonNullable<DashboardSummary['requests']>
}

const DAY_MS = 86_400_000
/** Days of the chart of issued and revoked certificates. */
const CHART_DAYS = 30
/** Windows of the expiry chart, in days (spec E.6 with a week in front). */
const EXPIRY_WINDOWS = [7, 30, 60, 90] as const

/** Certificates that people ask about: what we issued to others. Authorities and imported ones have screens of their own. */
const OURS = { classes: ['end-entity', 'authority', 'service'] } as const

/**
 * The figures of the first screen, exact, from tallies: the cost does not grow with the number of certificates.
 * @param lastBackupAt from whoever keeps the backup folder; null without a backup
 */
export function dashboardSummary(ca: CaContext, lastBackupAt: number | null): WholeSummary {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const counts = countCertificatesByState(from, now, OURS)
  const requests = countRequestsByState(from)
  const names = nameLookup(from)
  return {
    certificates: {
      active: counts.active,
      suspended: counts.suspended,
      revoked: counts.revoked,
      expired: counts.expired,
      notYetValid: counts.notYetValid
    },
    expiring: countExpiryWindows(from, now, EXPIRY_WINDOWS, OURS).map(({ days, n }) => ({ days, count: n })),
    requests: {
      waiting: requests.get('pending-approval') ?? 0,
      queuedForKey: requests.get('signing-queued') ?? 0,
      oldestWaitingAt: oldestWaiting(from)
    },
    authorities: listAuthorities(from).map((row) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      notAfter: currentCertificateEnd(from, row),
      crlNextUpdate: latestCrl(from, row.id)?.nextUpdate ?? null,
      crlState: crlStateOf(ca, from, row)
    })),
    issuedPerDay: perDay(from, now),
    byAuthority: countByAuthority(from).flatMap(({ authorityId, ...n }) =>
      authorityId === null ? [] : [{ id: authorityId, name: names.authority(authorityId) ?? '', count: sum(n) }]
    ),
    byProfile: countByProfile(from).flatMap(({ profileId, ...n }) =>
      profileId === null ? [] : [{ id: profileId, name: names.profile(profileId) ?? '', count: sum(n) }]
    ),
    byKeyAlgorithm: countByKeyAlgorithm(from).map(({ keyAlgorithm, ...n }) => ({ name: keyAlgorithm, count: sum(n) })),
    openReservations: listOpenReservations(from).map(({ authorityId, serial, createdAt }) => ({
      authorityId,
      authorityName: names.authority(authorityId) ?? '',
      serial,
      createdAt
    })),
    lastBackupAt,
    asOf: now
  }
}

/**
 * Leaves out what the caller may not read: no list, and null where a figure stands alone, so that nobody takes it for none.
 * @param may whether the caller has a permission
 */
export function summaryFor(summary: WholeSummary, may: (one: Permission) => boolean): DashboardSummary {
  const certificates = may('certificate.read')
  return {
    ...summary,
    certificates: certificates ? summary.certificates : null,
    expiring: certificates ? summary.expiring : [],
    requests: may('request.read') ? summary.requests : null,
    authorities: may('authority.read') ? summary.authorities : [],
    issuedPerDay: certificates ? summary.issuedPerDay : [],
    byAuthority: certificates ? summary.byAuthority : [],
    byProfile: certificates ? summary.byProfile : [],
    byKeyAlgorithm: certificates ? summary.byKeyAlgorithm : [],
    openReservations: certificates ? summary.openReservations : []
  }
}

function sum(n: { readonly active: number; readonly suspended: number; readonly revoked: number }): number {
  return n.active + n.suspended + n.revoked
}

function oldestWaiting(from: Reader): number | null {
  const page = listRequests(from, {
    filter: { states: ['pending-approval'] },
    descending: false,
    cursor: null,
    limit: 1
  })
  return page.rows[0]?.createdAt ?? null
}

/** The last days, today included, each once, also those on which nothing happened. */
function perDay(from: Reader, now: number): DashboardSummary['issuedPerDay'] {
  const end = (Math.floor(now / DAY_MS) + 1) * DAY_MS
  const start = end - CHART_DAYS * DAY_MS
  const issued = new Map(countIssuedPerDay(from, start, end).map(({ day, n }) => [day, n]))
  const revoked = new Map(countRevokedPerDay(from, start, end).map(({ day, n }) => [day, n]))
  return Array.from({ length: CHART_DAYS }, (_, index) => {
    const day = start + index * DAY_MS
    return {
      day: new Date(day).toISOString().slice(0, 10),
      issued: issued.get(day) ?? 0,
      revoked: revoked.get(day) ?? 0
    }
  })
}
