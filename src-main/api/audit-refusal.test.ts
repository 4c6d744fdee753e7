import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice()
})
afterAll(() => made.stop())

async function rowsOf(operation: string): Promise<unknown[]> {
  const { rows } = await made.alice.call('audit.list', { operation })
  return rows.map(({ outcome, detail }) => [outcome, detail['code']])
}

test('a change that was refused is recorded once, with its code and the fields concerned', async () => {
  await made.alice.reply('role.delete', { name: 'officer' })
  expect(await rowsOf('role.delete')).toEqual([['refused', 'conflict']])
  await made.alice.reply('operator.create', { name: 'bob', roles: ['officer'], passphrase: 'password1' })
  const { rows } = await made.alice.call('audit.list', { operation: 'operator.create' })
  expect(rows).toMatchObject([{ detail: { reasons: [{ where: 'passphrase', rule: 'passphrase.too-short' }] } }])
  expect(JSON.stringify(rows)).not.toContain('password1')
})

test('what the part that refused has recorded itself is not recorded twice', async () => {
  await made.alice.reply('session.change-passphrase', { current: 'wrong one', next: 'copper anvil in june' })
  const { rows } = await made.alice.call('audit.list', { outcome: 'refused', operation: 'session.change-passphrase' })
  expect(rows).toHaveLength(1)
})

test('input that does not parse, and reading what is not there, leave no row', async () => {
  const before = (await made.alice.call('audit.list', {})).total
  await made.alice.reply('role.delete', { nme: 'x' })
  await made.alice.reply('certificate.show', { id: 99 })
  expect((await made.alice.call('audit.list', {})).total).toBe(before)
})
