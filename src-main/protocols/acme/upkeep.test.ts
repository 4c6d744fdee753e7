import { afterAll, beforeAll, expect, test } from 'vitest'
import { binding, type AcmeClient } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'

let house: AcmeHouse
beforeAll(async () => {
  house = await startAcmeHouse()
})
afterAll(() => house.stop())

const registered = async (service?: string): Promise<AcmeClient> => {
  const client = house.client(service)
  await client.register()
  return client
}

test('a service is deleted with its accounts, orders and proofs; its certificates stay', async () => {
  await house.service('moved')
  const client = await registered('moved')
  const { pem } = await client.obtain(['a.example.test'])
  expect(pem).toContain('BEGIN CERTIFICATE')
  const { newOrder } = await client.directory()
  await client.post(newOrder ?? '', { identifiers: [{ type: 'dns', value: 'elsewhere.test' }] })
  const before = await house.alice.call('certificate.list', { certificateClass: ['end-entity'] })
  expect(await house.alice.call('acme.delete', { service: 'moved' })).toEqual({
    accounts: 1,
    orders: 2,
    credentials: 0
  })
  expect((await fetch(`${house.reach}/acme/moved/directory`)).status).toBe(404)
  await expect(house.alice.call('acme.show', { service: 'moved' })).rejects.toMatchObject({ code: 'not-found' })
  expect((await house.alice.call('acme.orders', {})).rows.filter(({ serviceId }) => serviceId !== 1)).toEqual([])
  const after = await house.alice.call('certificate.list', { certificateClass: ['end-entity'] })
  expect(after.rows).toEqual(before.rows)
  expect(house.audit({}, 1)[0]).toMatchObject({ operation: 'acme.delete', outcome: 'ok' })
  expect((await house.alice.call('audit.verify', {})).intact).toBe(true)
})

test('a service with more orders than one transaction deletes is deleted whole', async () => {
  await house.service('big', { settings: { limits: { pendingOrdersPerAccount: 0, ordersPerAccountPerHour: 0 } } })
  const client = await registered('big')
  const { newOrder } = await client.directory()
  for (let index = 0; index < 520; index += 1)
    await client.post(newOrder ?? '', { identifiers: [{ type: 'dns', value: 'one.example.test' }] })
  expect((await house.alice.call('acme.delete', { service: 'big' })).orders).toBe(520)
})

test('a credential is rotated: the new key registers with the same bounds, the old one no longer', async () => {
  await house.service('bound', { eab: 'random' })
  const old = await house.alice.call('acme.eab-create', {
    service: 'bound',
    name: 'laptop',
    names: ['lab.example.test'],
    maxAccounts: 3
  })
  const next = await house.alice.call('acme.eab-rotate', { id: old.credential.id })
  expect(next.hmacKey).not.toBe(old.hmacKey)
  expect(next.credential).toMatchObject({
    name: 'laptop',
    names: ['lab.example.test'],
    maxAccounts: 3,
    state: 'pending'
  })
  const { credentials } = await house.alice.call('acme.eab-list', { service: 'bound' })
  expect(credentials.map(({ id, state }) => [id, state])).toEqual([
    [next.credential.id, 'pending'],
    [old.credential.id, 'revoked']
  ])
  const client = house.client('bound')
  const { newAccount } = await client.directory()
  const bound = ({ credential, hmacKey }: typeof old): unknown => ({
    externalAccountBinding: binding(client.jwk, credential.keyId, hmacKey, newAccount ?? '')
  })
  expect((await client.register(bound(old) as Record<string, unknown>)).status).toBe(403)
  expect((await client.register(bound(next) as Record<string, unknown>)).status).toBe(201)
  await expect(house.alice.call('acme.eab-rotate', { id: old.credential.id })).rejects.toMatchObject({
    code: 'conflict'
  })
})

test('orders are listed by the status that is shown: what lapsed is invalid', async () => {
  await house.service('lapse')
  const client = await registered('lapse')
  await client.obtain(['b.example.test'])
  const { newOrder } = await client.directory()
  await client.post(newOrder ?? '', { identifiers: [{ type: 'dns', value: 'waiting.test' }] })
  const listed = async (status: 'pending' | 'valid' | 'invalid'): Promise<readonly string[]> =>
    (await house.alice.call('acme.orders', { service: 'lapse', status })).rows.map(({ identifiers }) =>
      identifiers.map(({ value }) => value).join()
    )
  expect([await listed('valid'), await listed('pending'), await listed('invalid')]).toEqual([
    ['b.example.test'],
    ['waiting.test'],
    []
  ])
  house.clock.advance(8 * 86_400_000)
  expect([await listed('pending'), await listed('invalid')]).toEqual([[], ['waiting.test']])
})

test('the log of services is read by service, level and words, page by page', async () => {
  await house.service('watched', { settings: { names: 'approved-only' } })
  const client = await registered('watched')
  const { newOrder } = await client.directory()
  for (const value of ['one.test', 'two.test', 'three.test'])
    await client.post(newOrder ?? '', { identifiers: [{ type: 'dns', value }] })
  const all = await house.alice.call('service.log', { service: 'acme:watched' })
  expect(all.rows.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn'])
  const first = await house.alice.call('service.log', { service: 'acme:watched', limit: 2 })
  expect(first.rows).toEqual(all.rows.slice(0, 2))
  const second = await house.alice.call('service.log', {
    service: 'acme:watched',
    limit: 2,
    cursor: first.next ?? ''
  })
  expect([second.rows, second.next]).toEqual([all.rows.slice(2), null])
  const found = await house.alice.call('service.log', { service: 'acme:watched', text: 'TWO.test', level: 'warn' })
  expect(found.rows).toHaveLength(1)
  expect((await house.alice.call('service.log', { service: 'acme:watched', level: 'error' })).rows).toEqual([])
  expect((await house.alice.call('service.log', { service: 'acme:office' })).rows).toEqual([])
})
