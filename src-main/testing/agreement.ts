import { chartIds, type ChartId } from '../../src-shared/api/dashboard.ts'
import type { CertificateState } from '../../src-shared/model/certificate.ts'
import type { ReportKind } from '../../src-shared/model/report.ts'
import { groupCertificates } from '../ca/certificates/groups.ts'
import { listCertificates, type CertificateFilterInput } from '../ca/certificates/list.ts'
import type { CaContext } from '../ca/context.ts'
import { dashboardCharts } from '../ca/dashboard/charts.ts'
import { dashboardSummary } from '../ca/dashboard/summary.ts'
import { countReport, reportRows } from '../reports/definitions/rows.ts'
import type { ReportWish } from '../reports/definitions/source.ts'
import { resolveParameters } from '../reports/runs/resolve.ts'
import { listCertificates as listRecords } from '../store/certificate-list.ts'
import { allRows, getNumber, type Bindable } from '../store/connection.ts'
import { reader } from '../store/store.ts'
import { uncounted } from '../store/tallies-kinds.ts'

const dayMs = 86_400_000

/** One figure, and what each place tells of it. */
export interface Agreement {
  readonly what: string
  readonly told: Readonly<Record<string, number>>
}

/** @returns whether all places tell the same */
export function agrees({ told }: Agreement): boolean {
  return new Set(Object.values(told)).size === 1
}

/**
 * Asks the first screen, the charts, the totals of lists, groups, reports and plain SQL for the same figures of the
 * database as it is. Plain SQL reads every row, so that at a million each figure takes a second or more.
 * The database holds no imported and no archived certificates, which lists and reports speak of differently.
 */
export function* agreements(ca: CaContext): Generator<Agreement> {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const summary = dashboardSummary(ca, null)
  const charts = new Map(
    dashboardCharts(ca, { window: 30 }, () => true).charts.map((chart) => [chart.id, chart] as const)
  )
  const sql = (where: string, bound: Readonly<Record<string, Bindable>> = {}): number =>
    getNumber(from, `SELECT count(*) FROM certificate NOT INDEXED WHERE ${where}`, bound)
  const list = (asked: Partial<CertificateFilterInput>): Record<string, number> => {
    const { total } = listCertificates(ca, { archived: false, sort: 'newest', limit: 1, ...asked })
    return total === null ? {} : { list: total }
  }
  const wish = (report: ReportKind): ReportWish => ({
    report,
    parameters: resolveParameters(from, { report, language: 'en' }, now),
    now,
    expiringDays: ca.settings().expiringDays
  })
  const chart = (id: ChartId): Record<string, number> => ({ [`chart ${id}`]: charts.get(id)?.total ?? -1 })

  const stated: Readonly<Record<'active' | 'suspended' | 'revoked' | 'expired' | 'notYetValid', string>> = {
    active: `state = 'active' AND not_before <= ${now} AND not_after >= ${now}`,
    suspended: `state = 'suspended' AND not_after >= ${now}`,
    revoked: `state = 'revoked'`,
    expired: `state <> 'revoked' AND not_after < ${now}`,
    notYetValid: `state = 'active' AND not_before > ${now} AND not_after >= ${now}`
  }
  const statistics = [...reportRows(from, { ...wish('statistics') })].flat()
  const inStatistics = (state: string): number =>
    statistics.reduce((sum, row) => sum + (row[3] === state ? Number(row[4]) : 0), 0)
  for (const [name, where] of Object.entries(stated) as [keyof typeof stated, string][]) {
    const state: CertificateState = name === 'notYetValid' ? 'not-yet-valid' : name
    yield {
      what: `certificates: ${state}`,
      told: {
        dashboard: summary.certificates[name],
        ...list({ state: [state] }),
        'report statistics': inStatistics(state),
        ...(state === 'not-yet-valid'
          ? {}
          : { [`report ${state}-certificates`]: countReport(from, wish(`${state}-certificates` as ReportKind)) }),
        SQL: sql(where)
      }
    }
  }
  yield {
    what: 'certificates: all',
    told: {
      ...list({}),
      'report all-certificates': countReport(from, wish('all-certificates')),
      'report statistics': statistics.reduce((sum, row) => sum + Number(row[4]), 0),
      SQL: sql('1')
    }
  }
  for (const { days, count } of summary.expiring)
    yield {
      what: `ending within ${days} days`,
      told: {
        dashboard: count,
        ...markOf(charts.get('expiring'), String(days)),
        'pages of the list': pagesOf(ca, {
          states: ['active', 'not-yet-valid'],
          notAfterFrom: now,
          notAfterTo: now + days * dayMs
        }),
        SQL: sql(`state = 'active' AND not_after >= ${now} AND not_after < ${now + days * dayMs}`)
      }
    }
  const inForce = `state <> 'revoked' AND not_after >= ${now}`
  const slow: Readonly<Partial<Record<ChartId, string>>> = {
    signers: `class IN ('end-entity', 'imported') AND ${inForce}`,
    terms: `class = 'end-entity'`,
    organizations: `class = 'end-entity'`,
    'key-strengths': inForce,
    'public-key-algorithms': inForce,
    'signature-algorithms': inForce,
    profiles: `class = 'end-entity' AND profile_id IS NOT NULL AND ${inForce}`
  }
  for (const id of chartIds) {
    const where = slow[id]
    if (where !== undefined) yield { what: `chart: ${id}`, told: { ...chart(id), SQL: sql(where) } }
  }
  const issued = charts.get('requested-issued')
  yield {
    what: 'issued in thirty days',
    told: {
      'chart requested-issued':
        issued?.marks.reduce((sum, { values }) => sum + (values[issued.series.indexOf('issued')] ?? 0), 0) ?? -1,
      SQL: sql(
        `class = 'end-entity' AND created_at >= ${(Math.floor(now / dayMs) - 29) * dayMs} AND created_at < ${(Math.floor(now / dayMs) + 1) * dayMs}`
      )
    }
  }
  for (const { id, name, count } of summary.byAuthority)
    yield {
      what: `of authority ${name}`,
      told: {
        dashboard: count,
        ...list({ authority: id }),
        ...group(ca, 'authority', String(id)),
        SQL: sql('authority_id = @id', { id })
      }
    }
  for (const { id, name, count } of summary.byProfile)
    yield {
      what: `of profile ${name}`,
      told: {
        dashboard: count,
        ...list({ profile: id }),
        ...group(ca, 'profile', String(id)),
        SQL: sql('profile_id = @id', { id })
      }
    }
  for (const { name, count } of summary.byKeyAlgorithm)
    yield {
      what: `of key algorithm ${name}`,
      told: { dashboard: count, ...list({ keyAlgorithm: name }), SQL: sql('key_algorithm = @name', { name }) }
    }
  const months = allRows(
    from,
    `SELECT strftime('%Y-%m', not_after / 1000, 'unixepoch') AS month, count(*) AS n FROM certificate NOT INDEXED GROUP BY 1`
  ) as { month: string; n: number }[]
  for (const { month, n } of months.slice(0, 6))
    yield { what: `ending in ${month}`, told: { ...group(ca, 'expiry-month', month), SQL: n } }
  // The operations count before they look at organizations, which are known of counted certificates alone.
  if (uncounted(from).waiting > 0) return
  const [organization] = groupCertificates(ca, { archived: false, by: 'organization' }).groups
  if (organization !== undefined)
    yield {
      what: `of organization ${organization.label}`,
      told: {
        groups: organization.n,
        ...list({ organization: organization.key }),
        'pages of the list': pagesOf(ca, { organization: organization.key }),
        SQL: sql(`instr(subject, @name) > 0`, { name: `O=${organization.key},` })
      }
    }
}

function markOf(
  chart: { readonly marks: readonly { readonly key: string; readonly values: readonly number[] }[] } | undefined,
  key: string
): Record<string, number> {
  const mark = chart?.marks.find((one) => one.key === key)
  return mark === undefined ? {} : { 'chart expiring': mark.values.reduce((sum, value) => sum + value, 0) }
}

function group(ca: CaContext, by: 'authority' | 'profile' | 'expiry-month', key: string): Record<string, number> {
  const found = groupCertificates(ca, { archived: false, by }).groups.find((one) => one.key === key)
  return found === undefined ? {} : { groups: found.n }
}

/** Follows a list to its end. @returns its rows, each counted once */
function pagesOf(ca: CaContext, filter: Parameters<typeof listRecords>[1]['filter']): number {
  const seen = new Set<number>()
  const query = {
    now: ca.clock.now(),
    expiringDays: ca.settings().expiringDays,
    filter: { archived: false, ...filter }
  }
  let cursor: string | null = null
  do {
    const page = listRecords(reader(ca.store), { ...query, sort: 'notAfter', descending: false, cursor, limit: 5000 })
    for (const { id } of page.rows) seen.add(id)
    cursor = page.next
  } while (cursor !== null)
  return seen.size
}
