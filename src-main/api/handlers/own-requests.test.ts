import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let erin: Person
beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'root' })
  await alice.call('operator.create', { name: 'erin', roles: ['requester'], passphrase: 'copper anvil in june' })
  erin = made.person()
  await erin.call('session.sign-in', { operator: 'erin', passphrase: 'copper anvil in june' })
  for (const person of [alice, erin])
    await person.call('request.submit', { profile: 'web', csr: Buffer.from(makeCsr()).toString('base64') })
})
afterAll(() => made.stop())

test('a requester sees the own requests and no other', async () => {
  expect((await erin.call('request.list', {})).rows.map(({ requester }) => requester)).toEqual(['erin'])
  expect(new Set((await made.alice.call('request.list', {})).rows.map(({ requester }) => requester))).toEqual(
    new Set(['alice', 'erin'])
  )
})

test('somebody else’s request is for a requester as if it were not there', async () => {
  const { rows } = await made.alice.call('request.list', {})
  const of = (name: string): number => rows.find(({ requester }) => requester === name)?.id ?? 0
  expect((await erin.call('request.show', { id: of('erin') })).request.requester).toBe('erin')
  await expect(erin.call('request.show', { id: of('alice') })).rejects.toMatchObject({ code: 'not-found' })
  await expect(erin.call('request.comment', { id: of('alice'), text: 'seen' })).rejects.toMatchObject({
    code: 'not-found'
  })
})

test('a requester takes the certificate of an own request once it is there, and of no other', async () => {
  const { rows } = await made.alice.call('request.list', {})
  const of = (name: string): number => rows.find(({ requester }) => requester === name)?.id ?? 0
  await expect(erin.call('request.export-certificate', { id: of('erin') })).rejects.toMatchObject({ code: 'conflict' })
  for (const { id } of rows) await made.alice.call('request.approve', { id })
  const { file } = await erin.call('request.export-certificate', { id: of('erin') })
  expect(
    Buffer.from(file.base64, 'base64')
      .toString()
      .match(/BEGIN CERTIFICATE/g)
  ).toHaveLength(2)
  await expect(erin.call('request.export-certificate', { id: of('alice') })).rejects.toMatchObject({
    code: 'not-found'
  })
})
