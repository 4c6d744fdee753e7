import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice({ schedule: false })
  await made.alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
})
afterAll(() => made.stop())

test('the ledger is asked for a span of time: from a moment on, and before another', async () => {
  const { alice, clock } = made
  const began = clock.now()
  const approve = (name: string) => alice.call('domain.authorize', { name, basis: 'own domain' })
  await approve('first.test')
  clock.advance(60_000)
  await approve('second.test')
  clock.advance(60_000)
  await approve('third.test')
  const subjects = async (span: { from?: number; to?: number }): Promise<readonly string[]> =>
    (await alice.call('validation.evidence', span)).rows.map(({ subject }) => subject)
  expect(await subjects({})).toEqual(['third.test', 'second.test', 'first.test'])
  expect(await subjects({ from: began + 60_000 })).toEqual(['third.test', 'second.test'])
  expect(await subjects({ to: began + 60_000 })).toEqual(['first.test'])
  expect(await subjects({ from: began + 60_000, to: began + 120_000 })).toEqual(['second.test'])
})
