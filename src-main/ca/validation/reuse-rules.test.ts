import { expect, test } from 'vitest'
import { defaultSettings } from '../../../src-shared/model/settings.ts'
import { reuseRules } from './reuse-rules.ts'

const rulesOn = (day: string): ReturnType<typeof reuseRules> =>
  reuseRules({
    clock: { now: () => Date.parse(day) } as Parameters<typeof reuseRules>[0]['clock'],
    settings: () => defaultSettings
  })

test('the period in force is told by the day, and those to come follow it', () => {
  expect(rulesOn('2026-11-20').tls.map(({ days, state }) => [days, state])).toEqual([
    [398, 'past'],
    [200, 'today'],
    [100, 'next'],
    [10, 'later']
  ])
  expect(rulesOn('2029-03-15').tls.at(-1)).toEqual({ from: Date.UTC(2029, 2, 15), days: 10, state: 'today' })
})

test('what the settings say for private certificates is told beside', () => {
  expect(rulesOn('2026-11-20')).toMatchObject({ ownDays: 398, mailDomainDays: 398, mailTokenDays: 30 })
})
