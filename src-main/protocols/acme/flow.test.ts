import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binding, csrFor } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { subscriberKey } from '../../testing/engine.ts'

let house: AcmeHouse
beforeAll(async () => {
  house = await startAcmeHouse()
})
afterAll(() => house.stop())

const certificates = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) => new X509Certificate(one))

describe('a directory', () => {
  test('names every resource and says what the service wants', async () => {
    const reply = await fetch(`${house.reach}/acme/office/directory`)
    const body = (await reply.json()) as Record<string, unknown>
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(Object.keys(body)).toEqual([
      'newNonce',
      'newAccount',
      'newOrder',
      'newAuthz',
      'revokeCert',
      'keyChange',
      'renewalInfo',
      'meta'
    ])
    expect(body['newOrder']).toBe('https://acme.example.test/acme/office/new-order')
    expect(body['meta']).toMatchObject({ externalAccountRequired: false, subdomainAuthAllowed: true })
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('of the default service answers without a name too', async () => {
    expect((await fetch(`${house.reach}/acme/directory`)).status).toBe(404)
    await house.service('main', { default: true })
    const body = (await (await fetch(`${house.reach}/acme/directory`)).json()) as Record<string, unknown>
    expect(body['newNonce']).toBe('https://acme.example.test/acme/main/new-nonce')
  })

  test('of a service that is disabled is not there', async () => {
    await house.service('shut')
    await house.alice.call('acme.disable', { service: 'shut' })
    expect((await fetch(`${house.reach}/acme/shut/directory`)).status).toBe(404)
    await house.alice.call('acme.disable', { service: 'shut', disabled: false })
    expect((await fetch(`${house.reach}/acme/shut/directory`)).status).toBe(200)
  })
})

test('a nonce comes by HEAD with 200, by GET with 204, and neither is kept by anybody', async () => {
  for (const [method, status] of [
    ['HEAD', 200],
    ['GET', 204]
  ] as const) {
    const reply = await fetch(`${house.reach}/acme/office/new-nonce`, { method })
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([status, 'no-store'])
    expect(reply.headers.get('replay-nonce')).toMatch(/^[A-Za-z0-9_-]{24}$/)
    expect(reply.headers.get('link')).toBe('<https://acme.example.test/acme/office/directory>;rel="index"')
  }
})

describe('an account', () => {
  test('is made once and found again under its key', async () => {
    const client = house.client()
    const made = await client.register({ contact: ['mailto:admin@example.test'] })
    expect([made.status, made.body['status'], made.body['contact']]).toEqual([
      201,
      'valid',
      ['mailto:admin@example.test']
    ])
    const address = made.headers.get('location')
    const again = await client.register()
    expect([again.status, again.headers.get('location')]).toEqual([200, address])
    const { newAccount = '' } = await client.directory()
    const found = await client.post(newAccount, { onlyReturnExisting: true }, { kid: null })
    expect([found.status, found.headers.get('location')]).toEqual([200, address])
    expect((await client.post(String(address), null)).body['status']).toBe('valid')
  })

  test('that is only looked for is not made', async () => {
    const client = house.client()
    const { newAccount = '' } = await client.directory()
    const reply = await client.post(newAccount, { onlyReturnExisting: true }, { kid: null })
    expect([reply.status, reply.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:accountDoesNotExist'])
  })

  test('changes its contacts, and what is no plain mailto address is refused', async () => {
    const client = house.client()
    const address = (await client.register()).headers.get('location') ?? ''
    expect((await client.post(address, { contact: ['mailto:a@example.test'] })).body['contact']).toEqual([
      'mailto:a@example.test'
    ])
    const refused = await client.post(address, { contact: ['tel:+49'] })
    expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:unsupportedContact'])
    const several = await client.post(address, { contact: ['mailto:a@example.test,b@example.test'] })
    expect(several.body['type']).toBe('urn:ietf:params:acme:error:invalidContact')
    expect((await client.post(address, { contact: [] })).body['contact']).toEqual([])
  })

  test('that is deactivated can do nothing more', async () => {
    const client = house.client()
    const address = (await client.register()).headers.get('location') ?? ''
    expect((await client.post(address, { status: 'deactivated' })).body['status']).toBe('deactivated')
    const after = await client.post(address, null)
    expect([after.status, after.body['type']]).toEqual([401, 'urn:ietf:params:acme:error:unauthorized'])
    expect((await client.register()).status).toBe(401)
  })

  test('takes another key, and the old one opens nothing any more', async () => {
    const client = house.client()
    const address = (await client.register()).headers.get('location') ?? ''
    const other = house.client()
    const { keyChange = '' } = await client.directory()
    const inner = await innerJws(other, keyChange, { account: address, oldKey: client.jwk })
    expect((await client.post(keyChange, inner)).status).toBe(200)
    expect((await client.post(address, null)).body['type']).toBe('urn:ietf:params:acme:error:malformed')
    other.kid = address
    expect((await other.post(address, null)).status).toBe(200)
    // A key that has an account is not taken for another one (RFC 8555 7.3.5).
    const third = house.client()
    await third.register()
    const taken = await third.post(
      keyChange,
      await innerJws(other, keyChange, { account: third.kid, oldKey: third.jwk })
    )
    expect([taken.status, taken.headers.get('location')]).toEqual([409, address])
  })

  test('lists its orders page by page', async () => {
    const client = house.client()
    const address = (await client.register()).headers.get('location') ?? ''
    const { newOrder = '' } = await client.directory()
    for (let number = 0; number < 51; number++)
      await client.post(newOrder, { identifiers: [{ type: 'dns', value: `o${number}.example.test` }] })
    const first = await client.post(`${address}/orders`, null)
    expect(first.body['orders']).toHaveLength(50)
    const next = /<([^>]+)>;rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    const second = await client.post(next, null)
    expect(second.body['orders']).toHaveLength(1)
    expect(second.headers.get('link')).not.toContain('rel="next"')
  })
})

async function innerJws(by: ReturnType<AcmeHouse['client']>, url: string, payload: unknown): Promise<unknown> {
  const { sign } = await import('node:crypto')
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const [header, body] = [encode({ alg: 'ES256', jwk: by.jwk, url }), encode(payload)]
  const signature = sign('sha256', Buffer.from(`${header}.${body}`), {
    key: by.key,
    dsaEncoding: 'ieee-p1363'
  }).toString('base64url')
  return { protected: header, payload: body, signature }
}

describe('an order for approved names', () => {
  test('is ready at once and ends in a certificate with its chain, an alternate one with the root, and the names asked for', async () => {
    const client = house.client()
    await client.register()
    const names = ['www.example.test', '*.example.test', 'example.test']
    const { order, final, pem } = await client.obtain(names)
    expect([order.status, order.body['status']]).toEqual([201, 'ready'])
    expect(order.headers.get('location')).toMatch(/^https:\/\/acme\.example\.test\/acme\/office\/order\/\d+$/)
    expect([final.status, final.body['status']]).toEqual([200, 'valid'])
    const [leaf, issuer, ...rest] = certificates(pem)
    expect(rest).toEqual([])
    expect(leaf?.subjectAltName?.split(', ').toSorted()).toEqual(names.map((name) => `DNS:${name}`).toSorted())
    expect(issuer?.subject).toBe('CN=ACME Issuing')
    expect(leaf?.verify(issuer?.publicKey ?? leaf.publicKey)).toBe(true)
    const answer = await client.post(String(final.body['certificate']), null)
    expect(answer.headers.get('content-type')).toBe('application/pem-certificate-chain')
    const alternate = /<([^>]+)>;rel="alternate"/.exec(answer.headers.get('link') ?? '')?.[1] ?? ''
    expect(certificates((await client.post(alternate, null)).text).map(({ subject }) => subject)).toEqual([
      leaf?.subject,
      'CN=ACME Issuing',
      'CN=ACME Root'
    ])
    const authorizations = order.body['authorizations'] as string[]
    const first = await client.post(authorizations[0] ?? '', null)
    expect(first.body).toMatchObject({ status: 'valid', challenges: [] })
  })

  test('uses what the account holds already', async () => {
    const client = house.client()
    await client.register()
    const first = await client.obtain(['again.example.test'])
    const second = await client.obtain(['again.example.test'])
    expect(second.order.body['authorizations']).toEqual(first.order.body['authorizations'])
    const { rows } = await house.alice.call('certificate.list', { text: 'again.example.test' })
    expect(rows).toHaveLength(2)
  })

  test('of another account is not shown', async () => {
    const [one, two] = [house.client(), house.client()]
    await one.register()
    await two.register()
    const { order, final } = await one.obtain(['private.example.test'])
    for (const url of [
      String(order.headers.get('location')),
      String(final.body['certificate']),
      String((order.body['authorizations'] as string[])[0])
    ]) {
      const reply = await two.post(url, null)
      expect([reply.status, reply.body['type']]).toEqual([403, 'urn:ietf:params:acme:error:unauthorized'])
    }
  })

  test('is audited in the name of its account', () => {
    const row = house.audit({ operation: 'certificate.issue' }, 1)[0]
    expect(row).toMatchObject({ channel: 'acme', outcome: 'ok' })
    expect(row?.actor).toMatch(/^ACME office account \d+$/)
  })
})

describe('a certificate', () => {
  test('is revoked by the account that got it, once', async () => {
    const client = house.client()
    await client.register()
    const { pem } = await client.obtain(['gone.example.test'])
    const { revokeCert = '' } = await client.directory()
    const certificate = certificates(pem)[0]?.raw.toString('base64url')
    expect((await client.post(revokeCert, { certificate, reason: 4 })).status).toBe(200)
    const again = await client.post(revokeCert, { certificate })
    expect([again.status, again.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:alreadyRevoked'])
    const { rows } = await house.alice.call('certificate.list', { text: 'gone.example.test' })
    expect(rows[0]).toMatchObject({ state: 'revoked' })
  })

  test('is revoked with its own key, without an account', async () => {
    const client = house.client()
    await client.register()
    const { pem, certificateKey } = await client.obtain(['own-key.example.test'])
    const stranger = house.client()
    const { revokeCert = '' } = await stranger.directory()
    const certificate = certificates(pem)[0]?.raw.toString('base64url')
    const jwk = certificateKey.publicKey.export({ format: 'jwk' })
    const wrong = await stranger.post(revokeCert, { certificate }, { kid: null })
    expect([wrong.status, wrong.body['type']]).toEqual([403, 'urn:ietf:params:acme:error:unauthorized'])
    const right = await stranger.post(
      revokeCert,
      { certificate, reason: 1 },
      { kid: null, jwk, key: certificateKey.privateKey }
    )
    expect(right.status).toBe(200)
  })

  test('is revoked by another account that holds authorizations for all its names, and by no other', async () => {
    const [owner, heir, stranger] = [house.client(), house.client(), house.client()]
    for (const client of [owner, heir, stranger]) await client.register()
    const { pem } = await owner.obtain(['heir.example.test'])
    const certificate = certificates(pem)[0]?.raw.toString('base64url')
    const { revokeCert = '' } = await owner.directory()
    expect((await stranger.post(revokeCert, { certificate })).body['type']).toBe(
      'urn:ietf:params:acme:error:unauthorized'
    )
    await heir.obtain(['heir.example.test'])
    expect((await heir.post(revokeCert, { certificate })).status).toBe(200)
  })

  test('is not revoked for a reason that only the authority may give', async () => {
    const client = house.client()
    await client.register()
    const { pem } = await client.obtain(['reason.example.test'])
    const { revokeCert = '' } = await client.directory()
    const certificate = certificates(pem)[0]?.raw.toString('base64url')
    for (const reason of [2, 6, 8, 9, 10, 99, '1', -1])
      expect((await client.post(revokeCert, { certificate, reason })).body['type'], String(reason)).toBe(
        'urn:ietf:params:acme:error:badRevocationReason'
      )
  })
})

describe('renewal', () => {
  test('with the same key is a renewal and with another a rekey of the certificate before', async () => {
    const client = house.client()
    await client.register()
    const names = ['renewed.example.test']
    const first = await client.obtain(names)
    const second = await client.obtain(names)
    const { newOrder = '' } = await client.directory()
    const order = await client.post(newOrder, { identifiers: [{ type: 'dns', value: names[0] }] })
    await client.post(String(order.body['finalize']), {
      csr: Buffer.from(csrFor(names, second.certificateKey)).toString('base64url')
    })
    const { rows } = await house.alice.call('request.list', { text: 'renewed.example.test' })
    expect(rows.map(({ kind }) => kind)).toEqual(['renew', 'rekey', 'new'])
    expect(first.final.body['status']).toBe('valid')
  })

  test('information says when, and an order that replaces is refused a second time (RFC 9773)', async () => {
    const client = house.client()
    await client.register()
    const { pem } = await client.obtain(['ari.example.test'])
    const id = certificateId(certificates(pem)[0] as X509Certificate)
    const { renewalInfo = '', newOrder = '' } = await client.directory()
    const info = await fetch(`${renewalInfo.replace(house.said, house.reach)}/${id}`)
    expect([info.status, info.headers.get('retry-after')]).toEqual([200, '21600'])
    const { suggestedWindow } = (await info.json()) as { suggestedWindow: { start: string; end: string } }
    const [start, end] = [Date.parse(suggestedWindow.start), Date.parse(suggestedWindow.end)]
    expect(start).toBeGreaterThan(house.clock.now())
    expect(end).toBeGreaterThan(start)
    const identifiers = [{ type: 'dns', value: 'ari.example.test' }]
    const order = await client.post(newOrder, { identifiers, replaces: id })
    expect([order.status, order.body['replaces']]).toEqual([201, id])
    const second = await client.post(newOrder, { identifiers, replaces: id })
    expect([second.status, second.body['type']]).toEqual([409, 'urn:ietf:params:acme:error:alreadyReplaced'])
    const other = await client.post(newOrder, {
      identifiers: [{ type: 'dns', value: 'other.example.test' }],
      replaces: id
    })
    expect(other.body['type']).toBe('urn:ietf:params:acme:error:malformed')
    const stranger = house.client()
    await stranger.register()
    expect((await stranger.post(newOrder, { identifiers, replaces: id })).body['type']).toBe(
      'urn:ietf:params:acme:error:unauthorized'
    )
    for (const wrong of ['x', 'AAAA.AAAA', `${id}.AA`])
      expect((await fetch(`${renewalInfo.replace(house.said, house.reach)}/${wrong}`)).status).toBeGreaterThanOrEqual(
        400
      )
  })

  test('of a revoked certificate is asked for at once (RFC 9773 4.2)', async () => {
    const client = house.client()
    await client.register()
    const { pem } = await client.obtain(['late.example.test'])
    const leaf = certificates(pem)[0] as X509Certificate
    const { revokeCert = '', renewalInfo = '' } = await client.directory()
    await client.post(revokeCert, { certificate: leaf.raw.toString('base64url') })
    const info = (await (
      await fetch(`${renewalInfo.replace(house.said, house.reach)}/${certificateId(leaf)}`)
    ).json()) as { suggestedWindow: { end: string } }
    expect(Date.parse(info.suggestedWindow.end)).toBeLessThan(house.clock.now())
  })
})

/** RFC 9773 4.1, worked out from what Node reads in the certificate. */
function certificateId(leaf: X509Certificate): string {
  const serial = leaf.serialNumber.length % 2 === 1 ? `0${leaf.serialNumber}` : leaf.serialNumber
  const octets = Number.parseInt(serial.slice(0, 2), 16) >= 0x80 ? `00${serial}` : serial
  const raw = leaf.raw
  const at = raw.indexOf(Buffer.from('0603551d23', 'hex'))
  // OID, OCTET STRING, SEQUENCE, [0] key identifier.
  const key = raw.subarray(at + 5 + 2 + 2)
  return `${key.subarray(2, 2 + (key[1] ?? 0)).toString('base64url')}.${Buffer.from(octets, 'hex').toString('base64url')}`
}

test('a certificate follows in the subject what its credential says, whatever the CSR asks for', async () => {
  await house.service('named', { eab: 'random' })
  const { credential, hmacKey } = await house.alice.call('acme.eab-create', {
    service: 'named',
    name: 'gate',
    names: ['gate.example.test'],
    subject: [
      { type: 'CN', value: 'gate.example.test' },
      { type: 'O', value: 'Example Works' }
    ]
  })
  expect(credential).toMatchObject({ state: 'pending', maxAccounts: 1 })
  const client = house.client('named')
  const { newAccount = '', newOrder = '' } = await client.directory()
  const made = await client.register({
    externalAccountBinding: binding(client.jwk, credential.keyId, hmacKey, newAccount)
  })
  expect(made.status).toBe(201)
  const { pem } = await client.obtain(['gate.example.test'])
  expect(certificates(pem)[0]?.subject).toBe('CN=gate.example.test\nO=Example Works')
  const outside = await client.post(newOrder, { identifiers: [{ type: 'dns', value: 'other.example.test' }] })
  expect([outside.status, outside.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:rejectedIdentifier'])
  expect((await house.alice.call('acme.eab-list', {})).credentials[0]).toMatchObject({ state: 'bound', accounts: 1 })
})

test('an order that needs an approver stays processing, and is valid in the moment of the approval', async () => {
  const waiting = await startAcmeHouse({}, 'one')
  try {
    const client = waiting.client()
    await client.register()
    const { order, final } = await client.obtain(['wait.example.test'])
    expect([final.body['status'], final.headers.get('retry-after')]).toEqual(['processing', '10'])
    const { rows } = await waiting.alice.call('request.list', { state: ['pending-approval'] })
    await waiting.alice.call('request.approve', { id: rows[0]?.id ?? 0, comment: '' })
    const done = await client.post(String(order.headers.get('location')), null)
    expect(done.body['status']).toBe('valid')
    expect(certificates((await client.post(String(done.body['certificate']), null)).text)).toHaveLength(2)
    const refused = await client.obtain(['no.example.test'])
    const open = await waiting.alice.call('request.list', { state: ['pending-approval'] })
    await waiting.alice.call('request.decline', { id: open.rows[0]?.id ?? 0, reason: 'not ours' })
    const after = await client.post(String(refused.order.headers.get('location')), null)
    expect(after.body).toMatchObject({ status: 'invalid', error: { type: 'urn:ietf:params:acme:error:unauthorized' } })
  } finally {
    await waiting.stop()
  }
})

test('the key of a certificate may be used for another order, and the operator sees accounts and orders', async () => {
  const client = house.client()
  await client.register()
  const key = subscriberKey()
  expect(key.publicKey.asymmetricKeyType).toBe('ec')
  await client.obtain(['seen.example.test'])
  const { rows } = await house.alice.call('acme.orders', { service: 'office', limit: 1 })
  expect(rows[0]).toMatchObject({ status: 'valid', identifiers: [{ type: 'dns', value: 'seen.example.test' }] })
  const { order, authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
  expect(order.certificateId).not.toBeNull()
  expect(authorizations).toMatchObject([{ status: 'valid', basis: 'policy', challenges: [] }])
  const accounts = await house.alice.call('acme.accounts', { service: 'office', limit: 1 })
  expect(accounts.rows[0]).toMatchObject({ thumbprint: client.thumbprint, keyType: 'P-256', orders: 1 })
  await house.alice.call('acme.account-revoke', { id: accounts.rows[0]?.id ?? 0 })
  expect((await client.post(client.kid ?? '', null)).status).toBe(401)
})
