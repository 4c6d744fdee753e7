import {
  chartIds,
  type Chart,
  type ChartId,
  type ChartMark,
  type ChartWindow
} from '../../../src-shared/api/dashboard.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { countEndings } from '../../store/tallies-days.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { nameLookup } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import { chartedDomains, proofEndsWithin, proofStates } from './domain-charts.ts'
import { figuresOf, type Figures } from './figures.ts'
import { isKindChart, kindCharts, signerMarks, type KindChart } from './kind-charts.ts'
import { publicTrust } from './public-trust.ts'
import { unescaped } from './shape.ts'
import { barsOf, issuedByDay, requestedTypes, requestsByDay, requestSeries } from './time-charts.ts'

/** SCM-015 and SCM-016. */
export const chartWindows = [30, 60, 90, 180] as const
export const endingSeries = ['ours', 'others'] as const
/** Marks told of one chart; the sum of all others follows. */
const mostMarks = 50
const dayMs = 86_400_000

/** What somebody must be allowed to read for each chart. */
export const chartPermissions: Readonly<Record<ChartId, readonly Permission[]>> = {
  expiring: ['certificate.read'],
  'proofs-ending': ['validation.read'],
  'requested-issued': ['request.read', 'certificate.read'],
  'requests-by-type': ['request.read'],
  'sub-types': ['certificate.read'],
  'validation-levels': ['certificate.read'],
  profiles: ['certificate.read'],
  signers: ['certificate.read'],
  terms: ['certificate.read'],
  'proof-states': ['validation.read'],
  organizations: ['certificate.read'],
  'key-strengths': ['certificate.read'],
  'signature-algorithms': ['certificate.read'],
  'public-key-algorithms': ['certificate.read']
}

interface ChartsAsked {
  readonly authority?: Ref | undefined
  readonly window: ChartWindow
  readonly charts?: readonly ChartId[] | undefined
}

/**
 * The figures of the charts, exact, at a cost that does not grow with the number of certificates.
 * @param may whether the caller has a permission: charts of what is not theirs to see are left out
 * @throws ChanceryError `not-found` for an authority that is not there
 */
export function dashboardCharts(
  ca: CaContext,
  asked: ChartsAsked,
  may: (one: Permission) => boolean
): { asOf: number; counting: { waiting: number; last: number } | null; charts: Chart[] } {
  const authorityId = asked.authority === undefined ? null : requireAuthority(reader(ca.store), asked.authority).id
  const figures = figuresOf(ca, authorityId)
  const wanted = new Set(asked.charts ?? chartIds)
  const ids = chartIds.filter((id) => wanted.has(id) && chartPermissions[id].every(may))
  return {
    asOf: figures.now,
    counting: figures.counting,
    charts: ids.map((id) => drawChart(ca, figures, id, asked.window))
  }
}

/** @returns one chart of figures that were read */
export function drawChart(ca: CaContext, figures: Figures, id: ChartId, window: ChartWindow): Chart {
  if (isKindChart(id)) return kindChart(id, kindCharts[id], figures)
  switch (id) {
    case 'expiring':
      return expiringChart(figures)
    case 'proofs-ending': {
      const domains = chartedDomains(figures.from, ca.settings(), figures.now)
      const marks = chartWindows.map((days) =>
        mark(String(days), null, [domains.filter((each) => proofEndsWithin(each, days, figures.now)).length])
      )
      return { id, counts: 'domains', series: ['domains'], marks, total: greatest(marks), folded: nothing }
    }
    case 'proof-states': {
      const domains = chartedDomains(figures.from, ca.settings(), figures.now)
      const marks = proofStates.map((state) =>
        mark(state, null, [domains.filter((each) => each.state === state).length])
      )
      return { id, counts: 'domains', series: ['domains'], marks, total: domains.length, folded: nothing }
    }
    case 'requested-issued':
    case 'requests-by-type':
      return timeChart(id, figures, window)
    default:
      return id
  }
}

const nothing = { marks: 0, sum: 0 } as const

function mark(key: string, name: string | null, values: number[], flag: ChartMark['flag'] = null): ChartMark {
  return { key, name, values, flag }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function greatest(marks: readonly ChartMark[]): number {
  return Math.max(0, ...marks.map(({ values }) => sum(values)))
}

function expiringChart(figures: Figures): Chart {
  const { from, now, authorityId, late } = figures
  const marks = countEndings(from, now, chartWindows, authorityId).map(({ days, ours, others }) => {
    const more = late.filter(
      (row) =>
        row.state === 'active' &&
        row.notAfter >= now &&
        row.notAfter < now + days * dayMs &&
        (authorityId === null || row.authorityId === authorityId)
    )
    const outside = more.filter((row) => row.class === 'imported').length
    return mark(String(days), null, [ours + more.length - outside, others + outside])
  })
  return {
    id: 'expiring',
    counts: 'certificates',
    series: [...endingSeries],
    marks,
    total: greatest(marks),
    folded: nothing
  }
}

function timeChart(id: 'requested-issued' | 'requests-by-type', figures: Figures, window: ChartWindow): Chart {
  const bars = barsOf(figures.now, window)
  const days = { from: bars[0]?.from ?? 0, to: bars.at(-1)?.to ?? 0 }
  const requests = requestsByDay(figures, days).filter(({ type }) => requestedTypes.includes(type))
  const issued = id === 'requested-issued' ? issuedByDay(figures, days) : []
  const within = <Row extends { readonly day: number; readonly n: number }>(
    rows: readonly Row[],
    bar: { readonly from: number; readonly to: number }
  ): Row[] => rows.filter(({ day }) => day >= bar.from && day < bar.to)
  const count = (rows: readonly { readonly n: number }[]): number => sum(rows.map(({ n }) => n))
  const marks = bars.map((bar) => {
    const made = within(requests, bar)
    return mark(
      bar.key,
      null,
      id === 'requested-issued'
        ? [count(made), count(within(issued, bar))]
        : requestedTypes.map((type) => count(made.filter((row) => row.type === type)))
    )
  })
  return {
    id,
    counts: 'requests',
    series: id === 'requested-issued' ? [...requestSeries] : [...requestedTypes],
    marks,
    total: count(requests),
    folded: nothing
  }
}

function kindChart(id: ChartId, chart: KindChart, figures: Figures): Chart {
  const sums = new Map<string, number>()
  for (const kind of figures.kinds(chart.facet)) {
    const key = chart.markOf(kind, figures.meaning(kind.profileRevisionId))
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + kind[chart.counts])
  }
  const present = [...sums].filter(([, n]) => n > 0)
  const { order } = chart
  const sorted =
    order === undefined
      ? present.sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
      : present.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  const told = sorted.slice(0, mostMarks)
  const rest = sorted.slice(mostMarks)
  const words = markWords(
    id,
    figures,
    told.map(([key]) => key)
  )
  return {
    id,
    counts: 'certificates',
    series: ['certificates'],
    marks: told.map(([key, n]) =>
      mark(key, words.name(key), [n], chart.weak?.(key) === true ? 'weak' : words.isPublic(key) ? 'public' : null)
    ),
    total: sum(sorted.map(([, n]) => n)),
    folded: { marks: rest.length, sum: sum(rest.map(([, n]) => n)) }
  }
}

interface MarkWords {
  readonly name: (key: string) => string | null
  readonly isPublic: (key: string) => boolean
}

/** Names of marks that are data, not words. */
function markWords(id: ChartId, figures: Figures, keys: readonly string[]): MarkWords {
  const isPublic = (): boolean => false
  const names = nameLookup(figures.from)
  if (id === 'profiles') return { name: (key) => names.profile(Number(key)), isPublic }
  if (id === 'organizations') return { name: (key) => (key === '-' ? null : unescaped(key)), isPublic }
  if (id === 'signers') {
    // Only where an outside authority has signed something: reading the roots takes some milliseconds.
    const outside = keys.some((key) => key.startsWith(signerMarks.issuer))
    const trust = outside || hasOutsideIssuer(figures) ? publicTrust(figures.from) : null
    const rest = (key: string, prefix: string): string | null =>
      key.startsWith(prefix) ? key.slice(prefix.length) : null
    return {
      name: (key) => {
        const authority = rest(key, signerMarks.authority)
        return authority === null ? rest(key, signerMarks.issuer) : names.authority(Number(authority))
      },
      isPublic: (key) => {
        const authority = rest(key, signerMarks.authority)
        const issuer = rest(key, signerMarks.issuer)
        if (trust === null) return false
        if (authority !== null) return trust.ofAuthority(Number(authority))
        return issuer !== null && trust.ofIssuer(issuer)
      }
    }
  }
  return {
    name: (key) => (['key-strengths', 'signature-algorithms', 'public-key-algorithms'].includes(id) ? key : null),
    isPublic
  }
}

function hasOutsideIssuer(figures: Figures): boolean {
  return listAuthorities(figures.from).some(({ externalIssuer }) => externalIssuer !== null)
}
