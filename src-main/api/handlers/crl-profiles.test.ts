import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice()
})
afterAll(() => made.stop())

test('a CRL profile is made, followed, changed for all who follow, and deleted once nobody does', async () => {
  const { alice } = made
  const { profile } = await alice.call('crl.profile-create', { name: 'weekly', settings: { life: '8d' } })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example', crlProfile: 'weekly' })
  expect((await alice.call('crl.profile-list', {})).profiles).toMatchObject([
    { name: 'weekly', authorities: [{ name: 'root' }] }
  ])
  const { changed } = await alice.call('crl.profile-edit', { profile: profile.id, settings: { onRequest: true } })
  expect(changed.map(({ name }) => name)).toEqual(['root'])
  expect((await alice.call('crl.schedule', {})).rows[0]).toMatchObject({
    profile: { name: 'weekly' },
    policy: { life: '8d', onRequest: true }
  })
  await expect(alice.call('crl.profile-delete', { profile: 'weekly' })).rejects.toMatchObject({ code: 'conflict' })
  await alice.call('authority.update', { authority: 'root', ownCrls: true })
  expect(await alice.call('crl.profile-delete', { profile: 'weekly' })).toEqual({ ok: true })
  await expect(alice.call('crl.profile-show', { profile: 'weekly' })).rejects.toMatchObject({ code: 'not-found' })
})

test('a requester sees no CRL profiles, and an auditor changes none', async () => {
  const { alice } = made
  const passphrase = 'copper anvil in june'
  for (const [name, role] of [
    ['erin', 'requester'],
    ['olga', 'auditor']
  ] as const)
    await alice.call('operator.create', { name, roles: [role], passphrase })
  const erin = made.person()
  await erin.call('session.sign-in', { operator: 'erin', passphrase })
  await expect(erin.call('crl.profile-list', {})).rejects.toMatchObject({ code: 'forbidden' })
  const olga = made.person()
  await olga.call('session.sign-in', { operator: 'olga', passphrase })
  expect((await olga.call('crl.profile-list', {})).profiles).toEqual([])
  await expect(olga.call('crl.profile-create', { name: 'mine' })).rejects.toMatchObject({ code: 'forbidden' })
})
