import type { ChartId, ChartWindow, DrillRow } from '../../../src-shared/api/dashboard.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { decodeCursor, encodeCursor, type Place } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import { revisionIdsOf } from '../../store/tallies-days.ts'
import {
  certificatesById,
  comesBefore,
  endingBetween,
  issuedOn,
  membersByEnd,
  requestsMadeOn,
  type PlacedId
} from '../../store/tallies-drill.ts'
import { facetOf, type KindFigure } from '../../store/tallies-kinds.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { chartWindows, drawChart } from './charts.ts'
import { chartedDomains, proofEndsWithin, type ChartedDomain } from './domain-charts.ts'
import { certificateRowsOf, domainRowOf, requestRowsOf } from './drill-rows.ts'
import { figuresOf, type Figures } from './figures.ts'
import { isKindChart, kindCharts, type KindChart } from './kind-charts.ts'
import { shapeOf } from './shape.ts'
import { barNamed, requestedTypes, requestType, type Bar } from './time-charts.ts'

const dayMs = 86_400_000

export interface DrillAsked {
  readonly chart: ChartId
  /** Key of a mark; empty for all of the chart, where its marks do not overlap. */
  readonly mark: string
  readonly series?: string | undefined
  readonly authority?: Ref | undefined
  readonly window: ChartWindow
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface DrillPage {
  readonly rows: DrillRow[]
  readonly next: string | null
  readonly total: number
}

/**
 * The rows behind a mark; their number is the figure of the mark.
 * @throws ChanceryError `not-found` for an authority, `invalid-input` for a mark or series that the chart does not have,
 * `malformed` for a cursor
 */
export function drillChart(ca: CaContext, asked: DrillAsked): DrillPage {
  const authorityId = asked.authority === undefined ? null : requireAuthority(reader(ca.store), asked.authority).id
  const figures = figuresOf(ca, authorityId)
  const chart = drawChart(ca, figures, asked.chart, asked.window)
  const series = asked.series === undefined ? null : chart.series.indexOf(asked.series)
  if (series === -1) throw new ChanceryError('invalid-input', `The chart has no series ${asked.series ?? ''}.`)
  const wanted = asked.mark === '' ? chart.marks : chart.marks.filter(({ key }) => key === asked.mark)
  const total = wanted
    .flatMap(({ values }) => (series === null ? values : [values[series] ?? 0]))
    .reduce((sum, n) => sum + n, 0)
  const order = `drill ${asked.chart}`
  const after = asked.cursor === undefined ? null : decodeCursor(order, asked.cursor)
  const found = find(ca, figures, asked, after)
  const places = found.places.slice(0, asked.limit)
  const last = places.at(-1)
  const ids = places.map(({ id }) => id)
  return {
    rows: found.rows(ids),
    next: found.places.length > asked.limit && last !== undefined ? encodeCursor(order, last) : null,
    total: found.total ?? total
  }
}

/** Where the rows of a page stand, one more than asked for, and how they are told. */
interface Found {
  readonly places: readonly PlacedId[]
  readonly rows: (ids: readonly number[]) => DrillRow[]
  /** Where the chart tells it differently. */
  readonly total?: number
}

function find(ca: CaContext, figures: Figures, asked: DrillAsked, after: Place | null): Found {
  const limit = asked.limit + 1
  const certificates = (ids: readonly number[]): DrillRow[] => certificateRowsOf(ca, figures, ids)
  if (isKindChart(asked.chart)) {
    const places = kindPlaces(figures, kindCharts[asked.chart], asked.mark, after, limit)
    // Marks beyond the most that a chart tells are counted here.
    return { places, rows: certificates, total: kindTotal(figures, kindCharts[asked.chart], asked.mark) }
  }
  switch (asked.chart) {
    case 'expiring':
      return { places: endingPlaces(figures, asked, after, limit), rows: certificates }
    case 'requested-issued':
      return asked.series === 'issued'
        ? {
            places: issuedPlaces(figures, barNamed(figures.now, asked.window, asked.mark), after, limit),
            rows: certificates
          }
        : requested(ca, figures, { ...asked, series: 'requested' }, after, limit)
    case 'requests-by-type':
      return requested(ca, figures, asked, after, limit)
    case 'proofs-ending':
      return domains(ca, figures, after, limit, (domain) =>
        proofEndsWithin(domain, windowNamed(asked.mark), figures.now)
      )
    case 'proof-states':
      return domains(ca, figures, after, limit, ({ state }) => asked.mark === '' || state === asked.mark)
  }
}

/** @throws ChanceryError `invalid-input` */
function windowNamed(mark: string): number {
  const days = chartWindows.find((window) => String(window) === mark)
  if (days !== undefined) return days
  throw new ChanceryError('invalid-input', `The chart has windows of ${chartWindows.join(', ')} days, none of ${mark}.`)
}

function belongs(figures: Figures, chart: KindChart, mark: string, kind: KindFigure): boolean {
  const key = chart.markOf(kind, figures.meaning(kind.profileRevisionId))
  return key !== null && (mark === '' || key === mark)
}

function kindTotal(figures: Figures, chart: KindChart, mark: string): number {
  return figures
    .kinds(chart.facet)
    .filter((kind) => belongs(figures, chart, mark, kind))
    .reduce((sum, kind) => sum + kind[chart.counts], 0)
}

/** Certificates in force by their ends, the first to end first; where all are counted, the last first. */
function kindPlaces(figures: Figures, chart: KindChart, mark: string, after: Place | null, limit: number): PlacedId[] {
  const inForce = chart.counts === 'inForce'
  const descending = !inForce
  const kindIds = figures
    .kinds(chart.facet)
    .filter((kind) => kind.kindId !== 0 && belongs(figures, chart, mark, kind))
    .map(({ kindId }) => kindId)
  const from = inForce ? figures.now : Number.MIN_SAFE_INTEGER
  const late = figures.late
    .filter((row) => figures.authorityId === null || row.authorityId === figures.authorityId)
    .filter((row) => !inForce || (row.state !== 'revoked' && row.notAfter >= figures.now))
    .filter((row) =>
      belongs(figures, chart, mark, {
        ...facetOf(shapeOf(row), chart.facet),
        facet: chart.facet,
        kindId: 0,
        inForce: 1,
        all: 1
      })
    )
    .map(({ id, notAfter }) => ({ id, value: notAfter }))
    .filter((place) => after === null || comesBefore(placed(after), place, descending))
  const counted: PlacedId[] = []
  let batch: PlacedId[] = []
  const keep = (): void => {
    // Revoked certificates are members like all others; a page is filled from those that are left.
    const records = inForce
      ? certificatesById(
          figures.from,
          batch.map(({ id }) => id)
        )
      : null
    counted.push(...batch.filter(({ id }) => records === null || records.get(id)?.state !== 'revoked'))
    batch = []
  }
  for (const place of membersByEnd(figures.from, kindIds, { descending, from, after, limit })) {
    batch.push(place)
    if (batch.length < limit) continue
    keep()
    if (counted.length >= limit) break
  }
  keep()
  return [...counted, ...late].sort((one, other) => (comesBefore(one, other, descending) ? -1 : 1)).slice(0, limit)
}

function placed(place: Place): PlacedId {
  return { value: Number(place.value), id: place.id }
}

function endingPlaces(figures: Figures, asked: DrillAsked, after: Place | null, limit: number): PlacedId[] {
  const range = {
    from: figures.now,
    to: figures.now + windowNamed(asked.mark) * dayMs,
    outside: asked.series === undefined ? null : asked.series === 'others'
  }
  return endingBetween(figures.from, range, figures.authorityId, after, limit)
}

/** Late ones come first: their ids are the highest. A clock that was set back may put some on another day. */
function byDay(
  late: readonly PlacedId[],
  after: Place | null,
  counted: readonly PlacedId[],
  limit: number
): PlacedId[] {
  const rest = late.filter((place) => after === null || comesBefore(placed(after), place, true))
  return [...rest, ...counted].sort((one, other) => (comesBefore(one, other, true) ? -1 : 1)).slice(0, limit)
}

function issuedPlaces(figures: Figures, bar: Bar, after: Place | null, limit: number): PlacedId[] {
  const late = figures.late
    .filter((row) => row.class === 'end-entity')
    .filter((row) => figures.authorityId === null || row.authorityId === figures.authorityId)
    .map(({ id, createdAt }) => ({ id, value: Math.floor(createdAt / dayMs) }))
    .filter(({ value }) => value >= bar.from && value < bar.to)
  return byDay(late, after, issuedOn(figures.from, bar, figures.authorityId, after, limit), limit)
}

function requested(ca: CaContext, figures: Figures, asked: DrillAsked, after: Place | null, limit: number): Found {
  const bar = barNamed(figures.now, asked.window, asked.mark)
  const types = requestedTypes.filter(
    (type) => asked.chart === 'requested-issued' || asked.series === undefined || type === asked.series
  )
  const revisions = revisionIdsOf(figures.from, bar).filter((id) => types.includes(requestType(figures, id)))
  const late = figures.lateRequests
    .filter((row) => figures.authorityId === null || row.authorityId === figures.authorityId)
    .filter((row) => types.includes(requestType(figures, row.profileRevisionId)))
    .map(({ id, createdAt }) => ({ id, value: Math.floor(createdAt / dayMs) }))
    .filter(({ value }) => value >= bar.from && value < bar.to)
  const counted = requestsMadeOn(figures.from, bar, revisions, figures.authorityId, after, limit)
  return { places: byDay(late, after, counted, limit), rows: (ids) => requestRowsOf(ca, figures, ids) }
}

function domains(
  ca: CaContext,
  figures: Figures,
  after: Place | null,
  limit: number,
  wanted: (domain: ChartedDomain) => boolean
): Found {
  const all = chartedDomains(figures.from, ca.settings(), figures.now).filter(wanted)
  const ordered = all
    .map((domain) => ({ domain, value: domain.endsAt ?? Number.MAX_SAFE_INTEGER, id: domain.row.id }))
    .sort((one, other) => (comesBefore(one, other, false) ? -1 : 1))
    .filter((place) => after === null || comesBefore(placed(after), place, false))
  const byId = new Map(ordered.map(({ id, domain }) => [id, domain]))
  return {
    places: ordered.slice(0, limit).map(({ value, id }) => ({ value, id })),
    rows: (ids) => ids.flatMap((id) => byId.get(id) ?? []).map((domain) => domainRowOf(figures, domain)),
    total: all.length
  }
}
