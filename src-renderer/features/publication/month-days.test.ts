import { expect, test } from 'vitest'
import type { CrlCalendarRow, CrlRow } from '../../../src-shared/api/crls.ts'
import { calendarEvents, monthDays, pageOfMonth } from './month-days.ts'

const at = (month: number, day: number, hour = 12): number => new Date(2026, month, day, hour).getTime()
const crl = (id: number, change: Partial<CrlRow> = {}): CrlRow => ({
  id,
  authorityId: 1,
  authorityName: 'Root',
  number: String(id),
  kind: 'complete',
  scope: '',
  baseNumber: null,
  thisUpdate: at(10, 3),
  nextUpdate: at(10, 20),
  entries: 0,
  size: 300,
  sha256: '',
  why: 'by hand',
  createdAt: at(10, 3),
  state: 'released',
  releasedAt: at(10, 3),
  current: false,
  stale: false,
  ...change
})
const row = (change: Partial<CrlCalendarRow> = {}): CrlCalendarRow => ({
  authorityId: 1,
  authorityName: 'Root',
  authorityState: 'active',
  keyElsewhere: false,
  addresses: [],
  profile: null,
  policy: {
    life: '7d',
    overlap: '1d',
    scheduled: true,
    onRevocation: true,
    onRequest: false,
    times: null,
    deltaLife: null,
    partition: 'none',
    shards: 16,
    keepExpired: false
  },
  nextMade: null,
  nextKind: null,
  lists: [],
  waiting: [],
  alarms: [],
  ...change
})

test('a page of a month has whole weeks, from Monday or from Sunday, and every day of the month once', () => {
  // November 2026 begins on a Sunday.
  const monday = pageOfMonth(2026, 10, 1)
  expect(monday).toHaveLength(42)
  expect(new Date(monday[0] ?? 0).toDateString()).toBe('Mon Oct 26 2026')
  expect(pageOfMonth(2026, 10, 7)).toHaveLength(35)
  const days = monthDays(monday, 10, [], at(10, 20))
  expect(days.filter(({ inMonth }) => inMonth)).toHaveLength(30)
  expect(days.filter(({ today }) => today).map(({ start }) => new Date(start).getDate())).toEqual([20])
})

test('what was signed on one day is one line with its count, and leads to the newest', () => {
  const signed = [crl(1), crl(2, { releasedAt: at(10, 3, 15) }), crl(3, { releasedAt: at(10, 4) })]
  const events = calendarEvents([], signed, at(10, 5))
  expect(events.map(({ kind, count, crl: newest }) => [kind, count, newest?.id])).toEqual([
    ['signed', 2, 2],
    ['signed', 1, 3]
  ])
})

test('what waits is released on its day or held back, the last one ends or has ended, and what is due at once is today', () => {
  const last = crl(5, { current: true })
  const calendar = row({
    nextMade: 0,
    lists: [{ scope: '', kind: 'complete', state: 'current', last, nextRelease: null }],
    waiting: [
      crl(6, { state: 'waiting', thisUpdate: at(10, 15) }),
      crl(7, { state: 'waiting', thisUpdate: at(10, 16), stale: true }),
      crl(8, { state: 'waiting', thisUpdate: at(10, 15), scope: 'users' })
    ]
  })
  const kinds = (now: number): unknown =>
    calendarEvents([calendar], [], now).map(({ kind, crl: one }) => [kind, one?.id])
  expect(kinds(at(10, 10))).toEqual([
    ['next', undefined],
    ['release', 6],
    ['held', 7],
    ['ends', 5]
  ])
  expect(kinds(at(10, 25))).toContainEqual(['overdue', 5])
})
