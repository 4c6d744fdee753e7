import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { repeatableRandom } from '../../world/random.ts'
import { createNonces } from './nonces.ts'
import { createRateLimits } from './rate-limits.ts'
import { authorizationStatusAt, orderAfter, orderEventFrom, orderStatusAt } from './state.ts'

let house: AcmeHouse
beforeAll(async () => {
  house = await startAcmeHouse()
})
afterAll(() => house.stop())

test('terms of service are agreed to before an account is made (RFC 8555 7.3, 7.3.3)', async () => {
  const terms = 'https://pki.example.test/terms'
  await house.service('terms', { settings: { termsOfService: terms } })
  const client = house.client('terms')
  expect((await client.directory())['meta']).toMatchObject({ termsOfService: terms })
  const refused = await client.register({ termsOfServiceAgreed: false })
  expect([refused.status, refused.body['type'], refused.body['instance']]).toEqual([
    403,
    'urn:ietf:params:acme:error:userActionRequired',
    terms
  ])
  expect(refused.headers.get('link')).toContain(`<${terms}>;rel="terms-of-service"`)
  expect((await client.register()).body['termsOfServiceAgreed']).toBe(true)
})

test('validity is taken as asked where the profile lets requests choose, and refused otherwise (RFC 8555 7.4)', async () => {
  const client = house.client()
  await client.register()
  const { newOrder = '' } = await client.directory()
  const identifiers = [{ type: 'dns', value: 'short.example.test' }]
  const notAfter = '2026-12-01T00:00:00Z'
  const order = await client.post(newOrder, { identifiers, notAfter })
  expect([order.status, order.body['notAfter']]).toEqual([201, notAfter])
  expect((await client.post(newOrder, { identifiers, notAfter: 'tomorrow' })).body['type']).toContain('malformed')
  expect((await client.post(newOrder, { identifiers, notBefore: notAfter })).body['type']).toContain('malformed')
})

test('an order names the profile of its service or none (profiles extension 4)', async () => {
  const client = house.client()
  await client.register()
  const { newOrder = '', meta } = await client.directory()
  expect(meta).toMatchObject({ profiles: { web: expect.any(String) } })
  const identifiers = [{ type: 'dns', value: 'p.example.test' }]
  expect((await client.post(newOrder, { identifiers, profile: 'web' })).body['profile']).toBe('web')
  const refused = await client.post(newOrder, { identifiers, profile: 'other' })
  expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:invalidProfile'])
})

test('a service under a publicly trusted profile approves no name without proof', async () => {
  const { profile } = await house.alice.call('profile.show', { profile: 'plain' })
  await house.alice.call('profile.create', {
    name: 'public',
    content: { ...profile.content, publicTrust: 'tls' },
    authority: 'issuing'
  })
  const reply = await house.alice.reply('acme.create', {
    name: 'public',
    profile: 'public',
    preapproved: ['*.example.test']
  })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'refused-by-policy' } })
})

test('a service offers its profile through ACME by a revision that says so', async () => {
  const { revisions } = await house.alice.call('profile.revisions', { profile: 'web' })
  expect(revisions[0]?.note).toBe('Offered through the ACME service office')
})

test('a nonce is good once, in any order, within the window, and only where it was made', () => {
  const [here, elsewhere] = [createNonces(repeatableRandom('here'), 4), createNonces(repeatableRandom('elsewhere'), 4)]
  const made = Array.from({ length: 5 }, () => here.next())
  expect(new Set(made).size).toBe(5)
  expect(made.map((nonce) => elsewhere.use(nonce))).toEqual([false, false, false, false, false])
  expect(made.toReversed().map((nonce) => here.use(nonce))).toEqual([true, true, true, true, false])
  expect(made.map((nonce) => here.use(nonce))).toEqual([false, false, false, false, false])
  expect(here.use(here.next())).toBe(true)
})

test('a limit counts a span, begins anew after it, and forgets the oldest keys first', () => {
  const limits = createRateLimits(2)
  expect(limits.count('a', 2, 1000, 0)).toBeNull()
  expect(limits.count('a', 2, 1000, 10)).toBeNull()
  expect(limits.count('a', 2, 1000, 20)).toBe(1)
  expect(limits.look('a', 2, 1000, 20)).toBe(1)
  expect(limits.count('a', 2, 1000, 1000)).toBeNull()
  expect(limits.count('b', 1, 1000, 0)).toBeNull()
  expect(limits.count('c', 1, 1000, 0)).toBeNull()
  expect(limits.look('a', 1, 1000, 1001)).toBeNull()
  expect(limits.count('z', 0, 1000, 0)).toBeNull()
})

test('states follow RFC 8555 7.1.6', () => {
  expect(orderAfter('pending', 'proven')).toBe('ready')
  expect(orderAfter('invalid', 'proven')).toBeNull()
  expect(orderAfter('pending', 'held')).toBeNull()
  expect(orderAfter('ready', 'not-proven')).toBe('invalid')
  expect(orderAfter('valid', 'not-proven')).toBeNull()
  expect(orderAfter('processing', 'refused-for-good')).toBe('invalid')
  expect(orderStatusAt({ status: 'ready', expiresAt: 10 }, 10)).toBe('invalid')
  expect(orderStatusAt({ status: 'processing', expiresAt: 10 }, 10)).toBe('processing')
  expect(authorizationStatusAt({ status: 'pending', expiresAt: 10 }, 10)).toBe('invalid')
  expect(authorizationStatusAt({ status: 'valid', expiresAt: 10 }, 10)).toBe('expired')
  expect(orderEventFrom(['valid', 'pending'])).toBeNull()
  expect(orderEventFrom(['valid', 'expired'])).toBe('not-proven')
  expect(orderEventFrom(['valid', 'valid'])).toBe('proven')
})

test('a service whose directory names a CAA identity that its authority does not go by says so', async () => {
  const missing = async (caaIdentities: string[]) => {
    await house.alice.call('acme.update', { service: 'office', settings: { caaIdentities } })
    return (await house.alice.call('acme.show', { service: 'office' })).service.missing
  }
  expect(await missing(['ca.example.test'])).toMatch(
    /may name ca\.example\.test, and the authority issuing goes by no such name/
  )
  const { authority } = await house.alice.call('authority.show', { authority: 'issuing' })
  const settings = { ...authority.settings, caaIdentities: ['ca.example.test'] }
  await house.alice.call('authority.update', { authority: 'issuing', settings })
  expect(await missing(['CA.example.test'])).toBeNull()
  expect(await missing(['ca.example.test', 'other.test'])).toMatch(
    /may name other\.test, and .* goes by ca\.example\.test:/
  )
  expect(await missing([])).toBeNull()
})
