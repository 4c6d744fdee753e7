import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { binding, csrFor, type AcmeClient, type AcmeReply } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'

let house: AcmeHouse
let client: AcmeClient
let newOrder: string
let newAccount: string
beforeAll(async () => {
  house = await startAcmeHouse()
  await house.service('strict', { settings: { names: 'approved-only' } })
  await house.service('bound', { eab: 'random' })
  await house.service('plain', { profile: 'plain' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  // Another minute: the refusals of the tests before do not count.
  house.clock.advance(61_000)
  client = house.client()
  await client.register()
  const directory = await client.directory()
  newOrder = directory['newOrder'] ?? ''
  newAccount = directory['newAccount'] ?? ''
})

const dns = (value: string): { identifiers: readonly unknown[] } => ({ identifiers: [{ type: 'dns', value }] })

/** The problem, the audit row and the line of the service log that tells the operator what to do. */
function expectRefused(reply: AcmeReply, status: number, type: string, operation: string, told: RegExp): void {
  const full = `urn:ietf:params:acme:error:${type}`
  expect([reply.status, reply.body['type'], reply.headers.get('content-type')]).toEqual([
    status,
    full,
    'application/problem+json'
  ])
  expect(String(reply.body['detail'])).not.toBe('')
  expect(reply.headers.get('replay-nonce')).not.toBeNull()
  expect(house.audit({}, 1)[0]).toMatchObject({ operation, outcome: 'refused', channel: 'acme' })
  const line = house.serviceLog(1)[0]
  expect(line).toMatchObject({ level: 'warn', detail: { problem: type } })
  expect(line?.message).toMatch(told)
}

test('a replayed nonce is refused, and the answer brings one that works', async () => {
  const nonce = await client.nonce()
  expect((await client.post(newOrder, dns('a.example.test'), { nonce })).status).toBe(201)
  const replayed = await client.post(newOrder, dns('a.example.test'), { nonce })
  expectRefused(replayed, 400, 'badNonce', 'acme.new-order', /repeats it with the nonce/)
  expect((await client.post(newOrder, dns('a.example.test'))).status).toBe(201)
  for (const wrong of ['', 'AAAA', 'x'.repeat(24), '%'])
    expect((await client.post(newOrder, dns('a.example.test'), { nonce: wrong })).body['type']).toContain('badNonce')
})

test('a request signed for another url is refused', async () => {
  const reply = await client.post(newOrder, dns('a.example.test'), { url: `${newOrder}x` })
  expectRefused(reply, 403, 'unauthorized', 'acme.new-order', /baseAddress/)
})

test('a request signed with another key than that of its account is refused', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  expectRefused(
    await client.post(newOrder, dns('a.example.test'), { key: privateKey }),
    400,
    'malformed',
    'acme.new-order',
    /breaks RFC 8555/
  )
})

test.each([
  'https://acme.example.test/acme/office/account/999999',
  'https://acme.example.test/acme/strict/account/1',
  'https://evil.test/acme/office/account/1',
  '7'
])('the unknown kid %s is refused', async (kid) => {
  expectRefused(
    await client.post(newOrder, dns('a.example.test'), { kid }),
    400,
    'accountDoesNotExist',
    'acme.new-order',
    /registers again/
  )
})

test('an oversized body is refused', async () => {
  const reply = await client.post(newOrder, dns('a.example.test'), {
    raw: JSON.stringify({ payload: 'x'.repeat(70_000) })
  })
  expectRefused(reply, 413, 'malformed', 'acme.new-order', /at most 65536 bytes/)
})

test('a CSR that names more than the order is refused, and the order stays ready', async () => {
  const order = await client.post(newOrder, dns('a.example.test'))
  const finalize = String(order.body['finalize'])
  const send = (csr: Uint8Array): Promise<AcmeReply> =>
    client.post(finalize, { csr: Buffer.from(csr).toString('base64url') })
  expectRefused(
    await send(csrFor(['a.example.test', 'b.example.test'], subscriberKey())),
    400,
    'badCSR',
    'acme.order-finalize',
    /names more than the order.*Compare the names/
  )
  expect((await send(csrFor([], subscriberKey()))).body['detail']).toContain('lacks names')
  expect(
    (await send(makeCsr({ subject: 'CN=b.example.test', names: [{ kind: 'dns', value: 'a.example.test' }] }))).body[
      'type'
    ]
  ).toContain('badCSR')
  expect(
    (
      await send(
        makeCsr({
          subject: '',
          names: [
            { kind: 'dns', value: 'a.example.test' },
            { kind: 'email', value: 'a@example.test' }
          ]
        })
      )
    ).body['type']
  ).toContain('badCSR')
  expect((await send(new Uint8Array([0x30, 0x00]))).body['type']).toContain('badCSR')
  expect((await client.post(String(order.headers.get('location')), null)).body['status']).toBe('ready')
  expect((await send(csrFor(['a.example.test'], subscriberKey()))).body['status']).toBe('valid')
  expect((await send(csrFor(['a.example.test'], subscriberKey()))).body['type']).toContain('orderNotReady')
})

test('a CSR with the key of the account, or a weak one, is refused', async () => {
  const order = await client.post(newOrder, dns('a.example.test'))
  const finalize = String(order.body['finalize'])
  const { createPublicKey } = await import('node:crypto')
  const own = csrFor(['a.example.test'], { privateKey: client.key, publicKey: createPublicKey(client.key) })
  expectRefused(
    await client.post(finalize, { csr: Buffer.from(own).toString('base64url') }),
    400,
    'badCSR',
    'acme.order-finalize',
    /key of the account/
  )
  const weak = csrFor(['a.example.test'], generateKeyPairSync('rsa', { modulusLength: 1024 }))
  const reply = await client.post(finalize, { csr: Buffer.from(weak).toString('base64url') })
  expect([reply.status, reply.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:badCSR'])
})

test('an order whose authorization has expired or was deactivated is not finalized', async () => {
  const lasting = house.client('office')
  await lasting.register()
  const order = await lasting.post(newOrder, dns('old.example.test'))
  const [authorization = ''] = order.body['authorizations'] as string[]
  expect((await lasting.post(authorization, { status: 'deactivated' })).body['status']).toBe('deactivated')
  const csr = Buffer.from(csrFor(['old.example.test'], subscriberKey())).toString('base64url')
  expectRefused(
    await lasting.post(String(order.body['finalize']), { csr }),
    403,
    'orderNotReady',
    'acme.order-finalize',
    /poll the order/
  )
  // Valid for 30 days, and an order for 7: the second order takes the authorization of the first in its last days.
  await lasting.post(newOrder, dns('late.example.test'))
  house.clock.advance(29 * 86_400_000)
  const late = await lasting.post(newOrder, dns('late.example.test'))
  expect(late.body['status']).toBe('ready')
  house.clock.advance(2 * 86_400_000)
  const lateCsr = Buffer.from(csrFor(['late.example.test'], subscriberKey())).toString('base64url')
  const reply = await lasting.post(String(late.body['finalize']), { csr: lateCsr })
  expectRefused(reply, 403, 'orderNotReady', 'acme.order-finalize', /authorization of this order has expired/)
  expect((await lasting.post((late.body['authorizations'] as string[])[0] ?? '', null)).body['status']).toBe('expired')
})

test('an order that lapsed is invalid', async () => {
  const order = await client.post(newOrder, dns('lapse.example.test'))
  house.clock.advance(8 * 86_400_000)
  expect((await client.post(String(order.headers.get('location')), null)).body['status']).toBe('invalid')
})

describe('a credential', () => {
  const registerWith = async (
    keyId: string,
    hmacKey: string,
    change: (made: unknown) => unknown = (made) => made
  ): Promise<AcmeReply> => {
    const fresh = house.client('bound')
    const directory = await fresh.directory()
    return fresh.register({
      externalAccountBinding: change(binding(fresh.jwk, keyId, hmacKey, directory['newAccount'] ?? ''))
    })
  }
  const create = (name: string, more = {}) => house.alice.call('acme.eab-create', { service: 'bound', name, ...more })

  test('is wanted where the service says so', async () => {
    const fresh = house.client('bound')
    expectRefused(await fresh.register(), 403, 'externalAccountRequired', 'acme.new-account', /acme eab-create/)
  })

  test('of one account is not used a second time', async () => {
    const { credential, hmacKey } = await create('once')
    expect((await registerWith(credential.keyId, hmacKey)).status).toBe(201)
    expectRefused(
      await registerWith(credential.keyId, hmacKey),
      403,
      'unauthorized',
      'acme.new-account',
      /was used before/
    )
  })

  test('is not used after its end, nor once it is revoked, nor with a wrong key, nor by a name that nobody gave out', async () => {
    const ended = await create('ended', { expires: house.clock.now() + 1000 })
    house.clock.advance(2000)
    expect((await registerWith(ended.credential.keyId, ended.hmacKey)).body['detail']).toContain('expired')
    const revoked = await create('revoked')
    await house.alice.call('acme.eab-revoke', { id: revoked.credential.id })
    expect((await registerWith(revoked.credential.keyId, revoked.hmacKey)).body['detail']).toContain('revoked')
    const good = await create('good')
    expect((await registerWith(good.credential.keyId, revoked.hmacKey)).body['type']).toContain('unauthorized')
    expect((await registerWith('nobody', good.hmacKey)).body['type']).toContain('unauthorized')
    expect((await registerWith(good.credential.keyId, good.hmacKey)).status).toBe(201)
  })

  test('binds the key of the account for this address and no other', async () => {
    const { credential, hmacKey } = await create('for one key')
    const other = house.client('bound')
    const directory = await other.directory()
    const stolen = binding(other.jwk, credential.keyId, hmacKey, directory['newAccount'] ?? '')
    expect((await registerWith(credential.keyId, hmacKey, () => stolen)).body['type']).toContain('malformed')
    const elsewhere = house.client('bound')
    const wrongUrl = binding(elsewhere.jwk, credential.keyId, hmacKey, 'https://elsewhere.test/')
    expect((await elsewhere.register({ externalAccountBinding: wrongUrl })).body['type']).toContain('malformed')
    expect((await registerWith(credential.keyId, hmacKey, () => 'text')).body['type']).toContain('malformed')
  })

  test('that is fixed is rotated by the next one, and its HMAC key stands in no table and no log', async () => {
    await house.service('fixed', { eab: 'fixed' })
    const first = await house.alice.call('acme.eab-create', { service: 'fixed', name: 'first' })
    const second = await house.alice.call('acme.eab-create', { service: 'fixed', name: 'second' })
    const { credentials } = await house.alice.call('acme.eab-list', { service: 'fixed' })
    expect(credentials.map(({ name, state, maxAccounts }) => [name, state, maxAccounts])).toEqual([
      ['second', 'pending', null],
      ['first', 'revoked', null]
    ])
    expect(JSON.stringify(house.audit())).not.toContain(second.hmacKey)
    expect(house.log()).not.toContain(first.hmacKey)
  })
})

describe('a forbidden name', () => {
  test('outside the approved ones is refused where nothing else is taken', async () => {
    const strict = house.client('strict')
    await strict.register()
    const directory = await strict.directory()
    expectRefused(
      await strict.post(directory['newOrder'] ?? '', dns('www.elsewhere.test')),
      400,
      'rejectedIdentifier',
      'acme.new-order',
      /Approve it there/
    )
  })

  test('that the profile does not certify is refused with the name', async () => {
    const plain = house.client('plain')
    await plain.register()
    const directory = await plain.directory()
    const reply = await plain.post(directory['newOrder'] ?? '', {
      identifiers: [
        { type: 'dns', value: 'ok.example.test' },
        { type: 'dns', value: '*.example.test' }
      ]
    })
    expectRefused(reply, 400, 'rejectedIdentifier', 'acme.new-order', /wildcard/i)
    expect(reply.body['subproblems']).toMatchObject([
      { type: 'urn:ietf:params:acme:error:rejectedIdentifier', identifier: { type: 'dns', value: '*.example.test' } }
    ])
  })

  test.each([
    ['an address as a DNS name', [{ type: 'dns', value: '192.0.2.1' }], 'malformed'],
    ['an address that is none', [{ type: 'ip', value: '192.0.2.256' }], 'malformed'],
    ['another type', [{ type: 'email', value: 'a@example.test' }], 'unsupportedIdentifier'],
    ['an empty label', [{ type: 'dns', value: 'a..example.test' }], 'malformed'],
    ['a wildcard in the middle', [{ type: 'dns', value: 'a.*.example.test' }], 'malformed'],
    ['nothing', [], 'malformed'],
    ['no list', 'example.test', 'malformed'],
    ['numbers', [{ type: 'dns', value: 7 }], 'malformed'],
    ['too many', Array.from({ length: 101 }, (_, n) => ({ type: 'dns', value: `n${n}.example.test` })), 'malformed']
  ])('in the form of %s is refused', async (_what, identifiers, type) => {
    const reply = await client.post(newOrder, { identifiers })
    expect([reply.status, reply.body['type']]).toEqual([400, `urn:ietf:params:acme:error:${type}`])
  })

  test('among several wrong ones has a subproblem of its own', async () => {
    const reply = await client.post(newOrder, {
      identifiers: [
        { type: 'dns', value: '192.0.2.1' },
        { type: 'email', value: 'x' }
      ]
    })
    expect(reply.body['type']).toBe('urn:ietf:params:acme:error:compound')
    expect(reply.body['subproblems']).toHaveLength(2)
  })
})

describe('a request', () => {
  test('with an algorithm that is not taken learns of those that are (RFC 8555 6.2)', async () => {
    const reply = await client.post(newOrder, dns('a.example.test'), { alg: 'HS256' })
    expect(reply.body['type']).toBe('urn:ietf:params:acme:error:badSignatureAlgorithm')
    expect(reply.body['algorithms']).toContain('ES256')
    expect((await client.post(newOrder, dns('a.example.test'), { alg: 'none' })).body['type']).toContain(
      'badSignatureAlgorithm'
    )
  })

  test('that names both jwk and kid, or the wrong one of them, is malformed', async () => {
    expect((await client.post(newOrder, dns('a.example.test'), { jwk: client.jwk })).body['type']).toContain(
      'malformed'
    )
    expect((await client.post(newOrder, dns('a.example.test'), { kid: null })).body['type']).toContain('malformed')
    expect((await client.post(newAccount, {})).body['type']).toContain('malformed')
  })

  test('of another media type is refused with 415 (RFC 8555 6.2)', async () => {
    expect((await client.post(newOrder, dns('a.example.test'), { contentType: 'application/json' })).status).toBe(415)
  })

  test('by GET for a resource is refused with 405 (RFC 8555 6.3)', async () => {
    expect((await fetch(`${house.reach}/acme/office/order/1`)).status).toBe(405)
  })

  test('over plain HTTP is refused where no proxy speaks HTTPS (RFC 8555 6.1)', async () => {
    await house.alice.call('acme.create', { name: 'direct', profile: 'web', eab: 'none' })
    const reply = await fetch(`${house.reach}/acme/direct/directory`)
    expect([reply.status, ((await reply.json()) as Record<string, unknown>)['type']]).toEqual([
      403,
      'urn:ietf:params:acme:error:malformed'
    ])
  })

  test('with a weak or private key is refused as such', async () => {
    const stranger = house.client()
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
    expect((await stranger.post(newAccount, {}, { kid: null, jwk: weak })).body['type']).toContain('badPublicKey')
    expect(
      (await stranger.post(newAccount, {}, { kid: null, jwk: stranger.key.export({ format: 'jwk' }) })).body['type']
    ).toContain('badPublicKey')
  })
})

describe('a limit', () => {
  const limited = async (name: string, limits: Record<string, number>): Promise<AcmeClient> => {
    await house.service(name, { settings: { limits } })
    return house.client(name)
  }

  test('of accounts from one address answers rateLimited with Retry-After', async () => {
    await limited('few-accounts', { accountsPerAddressPerHour: 0 })
    await house.alice.call('acme.update', {
      service: 'few-accounts',
      settings: { limits: { accountsPerAddressPerHour: 1 } }
    })
    const replies = []
    for (let n = 0; n < 2; n++) replies.push(await house.client('few-accounts').register())
    const last = replies.at(-1)
    expect([last?.status, last?.body['type']]).toEqual([429, 'urn:ietf:params:acme:error:rateLimited'])
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('of orders, of certificates for the same names, and of open orders holds', async () => {
    const orders = await limited('few-orders', { ordersPerAccountPerHour: 1 })
    await orders.register()
    const place = (await orders.directory())['newOrder'] ?? ''
    expect((await orders.post(place, dns('a.example.test'))).status).toBe(201)
    const refused = await orders.post(place, dns('a.example.test'))
    expectRefused(refused, 429, 'rateLimited', 'acme.new-order', /raise the limit if it is right/)
    expect(Number(refused.headers.get('retry-after'))).toBe(3600)
    house.clock.advance(3_600_001)
    expect((await orders.post(place, dns('a.example.test'))).status).toBe(201)
    const same = await limited('few-same', { certificatesPerNamesPerWeek: 1 })
    await same.register()
    expect((await same.obtain(['same.example.test'])).final.body['status']).toBe('valid')
    expect((await same.post((await same.directory())['newOrder'] ?? '', dns('same.example.test'))).status).toBe(429)
    const open = await limited('few-open', { pendingOrdersPerAccount: 1 })
    await open.register()
    const openPlace = (await open.directory())['newOrder'] ?? ''
    expect((await open.post(openPlace, dns('a.elsewhere.test'))).status).toBe(201)
    expect((await open.post(openPlace, dns('b.elsewhere.test'))).status).toBe(429)
  })
})

test('the certificate and the order of somebody else are not shown', async () => {
  const { order, final } = await client.obtain(['mine.example.test'])
  const other = house.client()
  await other.register()
  const certificate = await other.post(String(final.body['certificate']), null)
  expectRefused(certificate, 403, 'unauthorized', 'acme.cert', /wrong credential, account closed, name not proven/)
  const shown = await other.post(String(order.headers.get('location')), null)
  expectRefused(shown, 403, 'unauthorized', 'acme.order', /may not do this/)
})

test('more refusals than people can read are kept out of the audit log', async () => {
  const count = (): number => house.audit({ outcome: 'refused' }).length
  const before = count()
  for (let n = 0; n < 60; n++) await client.post(newOrder, dns('a.example.test'), { alg: 'none' })
  expect(count() - before).toBe(30)
})

test('an unexpected order of things: whoever is locked out gets a 503 to try again', async () => {
  const order = await client.post(newOrder, dns('locked.example.test'))
  house.engine.vault.lock()
  const csr = Buffer.from(csrFor(['locked.example.test'], subscriberKey())).toString('base64url')
  const reply = await client.post(String(order.body['finalize']), { csr })
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '30'])
  expect((await client.post(String(order.headers.get('location')), null)).body['status']).toBe('ready')
})
