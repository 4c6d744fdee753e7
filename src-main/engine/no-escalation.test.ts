import { afterEach, describe, expect, test } from 'vitest'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

let made: (TestEngine & { readonly alice: Person }) | undefined
afterEach(async () => {
  await made?.stop()
  made = undefined
})

const passphrase = 'copper anvil in june'

/** @returns an operator who manages accounts and roles, and may do nothing else. */
async function manager(): Promise<{ made: TestEngine & { readonly alice: Person }; carol: Person }> {
  made = await startWithAlice()
  await made.alice.call('role.save', {
    name: 'keeper',
    label: 'Keeper of accounts',
    permissions: ['operator.read', 'operator.manage', 'role.manage']
  })
  await made.alice.call('role.save', {
    name: 'watcher',
    label: 'Watcher',
    permissions: ['operator.read', 'audit.read']
  })
  await made.alice.call('operator.create', { name: 'carol', roles: ['keeper'], passphrase })
  await made.alice.call('operator.create', { name: 'dora', roles: ['keeper'], passphrase })
  const carol = made.person()
  await carol.call('session.sign-in', { operator: 'carol', passphrase })
  return { made, carol }
}

describe('who manages accounts', () => {
  const beyond: readonly (readonly [string, (carol: Person) => Promise<unknown>])[] = [
    [
      'gives nobody a role beyond the own permissions',
      (carol) => carol.call('operator.create', { name: 'eve', roles: ['officer'], passphrase })
    ],
    [
      'does not raise the own account',
      (carol) => carol.call('operator.update', { operator: 'carol', roles: ['ca-administrator'] })
    ],
    [
      'does not change the account of a CA Administrator',
      (carol) => carol.call('operator.update', { operator: 'alice', state: 'disabled' })
    ],
    [
      'does not take a CA Administrator over by a new passphrase',
      (carol) => carol.call('operator.reset-passphrase', { operator: 'alice', passphrase })
    ],
    [
      'makes no role beyond the own permissions',
      (carol) => carol.call('role.save', { name: 'more', label: 'More', permissions: ['audit.read'] })
    ],
    [
      'takes nothing from a role beyond the own permissions',
      (carol) => carol.call('role.save', { name: 'watcher', label: 'Watcher', permissions: ['operator.read'] })
    ],
    ['deletes no role beyond the own permissions', (carol) => carol.call('role.delete', { name: 'watcher' })]
  ]
  test.each(beyond)('%s', async (_what, act) => {
    const { carol } = await manager()
    await expect(act(carol)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('still keeps the accounts of equals', async () => {
    const { carol } = await manager()
    await carol.call('operator.update', { operator: 'dora', displayName: 'Dora', roles: ['keeper'] })
    await carol.call('operator.reset-passphrase', { operator: 'dora', passphrase: 'violet tram at noon' })
    expect((await carol.call('operator.list', {})).operators.map(({ displayName }) => displayName)).toContain('Dora')
  })

  test('still keeps roles within the own permissions', async () => {
    const { carol } = await manager()
    await carol.call('role.save', { name: 'clerk', label: 'Clerk', permissions: ['operator.read', 'operator.manage'] })
    await carol.call('role.save', { name: 'clerk', label: 'Clerk', permissions: ['operator.read'] })
    await carol.call('role.delete', { name: 'clerk' })
    expect((await carol.call('role.list', {})).roles.map(({ name }) => name)).not.toContain('clerk')
  })
})
