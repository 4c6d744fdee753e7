import type { CrlCalendarRow, CrlRow } from '../../../src-shared/api/crls.ts'

/** Something that happens to a CRL of an authority on a day. */
export interface CalendarEvent {
  readonly kind: 'signed' | 'release' | 'held' | 'next' | 'ends' | 'overdue'
  readonly at: number
  readonly authorityId: number
  readonly authorityName: string
  /** The CRL, of several signed on one day the newest; null for one that is not there yet. */
  readonly crl: Pick<CrlRow, 'id' | 'number'> | null
  /** How many were signed on that day. */
  readonly count: number
}

export interface MonthDay {
  /** Midnight in the operator's zone. */
  readonly start: number
  readonly inMonth: boolean
  readonly today: boolean
  readonly events: readonly CalendarEvent[]
}

/** The first moments of the days that a month's page shows: whole weeks. @param firstWeekday 1 Monday to 7 Sunday */
export function pageOfMonth(year: number, month: number, firstWeekday: number): readonly number[] {
  const first = new Date(year, month, 1)
  const lead = (((first.getDay() - firstWeekday) % 7) + 7) % 7
  const length = new Date(year, month + 1, 0).getDate()
  const cells = Math.ceil((lead + length) / 7) * 7
  return Array.from({ length: cells }, (_, index) => new Date(year, month, 1 - lead + index).getTime())
}

/** @param signed CRLs that are or were out. @returns everything that happens, day by day; several signed on a day as one */
export function calendarEvents(
  rows: readonly CrlCalendarRow[],
  signed: readonly CrlRow[],
  now: number
): readonly CalendarEvent[] {
  const days = new Map<string, CalendarEvent>()
  for (const row of signed) {
    // Parts are made together with the undivided CRL.
    if (row.state !== 'released' || row.scope !== '') continue
    const at = row.releasedAt ?? row.thisUpdate
    const key = `${row.authorityId} ${new Date(at).toDateString()}`
    const known = days.get(key)
    days.set(key, {
      kind: 'signed',
      at: Math.max(at, known?.at ?? 0),
      authorityId: row.authorityId,
      authorityName: row.authorityName,
      crl: known === undefined || at > known.at ? row : known.crl,
      count: (known?.count ?? 0) + 1
    })
  }
  return [...days.values(), ...rows.flatMap((row) => eventsOf(row, now))].toSorted((a, b) => a.at - b.at)
}

function eventsOf(row: CrlCalendarRow, now: number): readonly CalendarEvent[] {
  const { authorityId, authorityName, nextMade, lists, waiting } = row
  const event = (kind: CalendarEvent['kind'], at: number, crl: CalendarEvent['crl']): CalendarEvent => ({
    kind,
    at,
    authorityId,
    authorityName,
    crl,
    count: 1
  })
  const last = lists.find(({ scope, kind }) => scope === '' && kind === 'complete')?.last ?? null
  return [
    ...waiting
      .filter(({ scope }) => scope === '')
      .map((crl) => event(crl.stale ? 'held' : 'release', crl.thisUpdate, crl)),
    ...(nextMade === null ? [] : [event('next', Math.max(nextMade, now), null)]),
    ...(last === null ? [] : [event(last.nextUpdate <= now ? 'overdue' : 'ends', last.nextUpdate, last)])
  ]
}

/** @returns the days of a month's page with what happens on each */
export function monthDays(
  page: readonly number[],
  month: number,
  events: readonly CalendarEvent[],
  now: number
): readonly MonthDay[] {
  const byDay = Map.groupBy(events, ({ at }) => new Date(at).toDateString())
  const today = new Date(now).toDateString()
  return page.map((start) => {
    const date = new Date(start)
    return {
      start,
      inMonth: date.getMonth() === month,
      today: date.toDateString() === today,
      events: byDay.get(date.toDateString()) ?? []
    }
  })
}
