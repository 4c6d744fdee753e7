import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acmeClient, binding, csrFor, type AcmeClient, type AcmeReply } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { makeCsr, subscriberKey, type CsrParts } from '../../testing/engine.ts'
import { holdAcmeOrder } from '../../store/acme.ts'

const day = 86_400_000
let house: AcmeHouse
beforeAll(async () => {
  house = await startAcmeHouse()
})
afterAll(() => house.stop())

const registered = async (service: string): Promise<AcmeClient> => {
  const client = house.client(service)
  await client.register()
  return client
}
const order = async (client: AcmeClient, ...names: readonly string[]): Promise<AcmeReply> => {
  const { newOrder = '' } = await client.directory()
  return client.post(newOrder, { identifiers: names.map((value) => ({ type: 'dns', value })) })
}
const finalized = async (client: AcmeClient, name: string, key: CsrParts['key']): Promise<AcmeReply> => {
  const made = await order(client, name)
  const csr = Buffer.from(csrFor([name], key)).toString('base64url')
  return client.post(String(made.body['finalize']), { csr })
}

describe('a profile says how certificates are renewed (RA-015 to RA-017)', () => {
  const service = async (name: string, renewal: { renew: boolean; rekey: boolean }): Promise<AcmeClient> => {
    const { starters } = await house.alice.call('profile.starters', {})
    const content = starters.find((one) => one.name === 'tls-server')?.content
    if (content === undefined) throw new Error('there is no starter for TLS servers')
    const changed = { ...content, approval: 'auto' as const, renewal: { ...content.renewal, ...renewal } }
    await house.alice.call('profile.create', { name, content: changed, authority: 'issuing' })
    await house.service(name, { profile: name })
    return registered(name)
  }

  test('with the same key only: another key is refused as badCSR, the same one is recorded as a renewal', async () => {
    const client = await service('same-key', { renew: true, rekey: false })
    const key = subscriberKey()
    expect((await finalized(client, 'a.example.test', key)).body['status']).toBe('valid')
    const refused = await finalized(client, 'a.example.test', subscriberKey())
    expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:badCSR'])
    expect(refused.body['detail']).toContain('does not allow to rekey')
    expect((await finalized(client, 'a.example.test', key)).body['status']).toBe('valid')
    const { rows } = await house.alice.call('request.list', { text: 'a.example.test' })
    expect(rows.map(({ kind }) => kind).slice(0, 2)).toEqual(['renew', 'new'])
  })

  test('with another key only: the same one is refused as badCSR', async () => {
    const client = await service('other-key', { renew: false, rekey: true })
    const key = subscriberKey()
    expect((await finalized(client, 'b.example.test', key)).body['status']).toBe('valid')
    const refused = await finalized(client, 'b.example.test', key)
    expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:badCSR'])
    expect((await finalized(client, 'b.example.test', subscriberKey())).body['status']).toBe('valid')
  })
})

test('the subject comes from the credential, whatever the CSR says (RA-014)', async () => {
  await house.service('gates', { eab: 'random' })
  const { credential, hmacKey } = await house.alice.call('acme.eab-create', {
    service: 'gates',
    name: 'gate',
    names: ['gate.example.test'],
    subject: [
      { type: 'CN', value: 'gate.example.test' },
      { type: 'O', value: 'Example Works' }
    ]
  })
  const client = house.client('gates')
  const { newAccount = '' } = await client.directory()
  await client.register({ externalAccountBinding: binding(client.jwk, credential.keyId, hmacKey, newAccount) })
  const made = await order(client, 'gate.example.test')
  const csr = makeCsr({
    subject: 'CN=gate.example.test,O=Somebody Else',
    names: [{ kind: 'dns', value: 'gate.example.test' }],
    key: subscriberKey()
  })
  const final = await client.post(String(made.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
  expect(final.body['status']).toBe('valid')
  const { rows } = await house.alice.call('certificate.list', { text: 'gate.example.test' })
  expect(rows[0]?.subject).toContain('Example Works')
  expect(rows[0]?.subject).not.toContain('Somebody Else')
  const outside = await order(client, 'other.example.test')
  expect(outside.body['type']).toBe('urn:ietf:params:acme:error:rejectedIdentifier')
})

describe('a credential with a validity of its own', () => {
  const profile = 'chosen'
  const revise = async (change: object): Promise<void> => {
    const { profile: shown } = await house.alice.call('profile.show', { profile })
    await house.alice.call('profile.revise', { profile, content: { ...shown.content, ...change } })
  }
  const credential = { service: 'chosen', name: 'one', validity: '30d' }
  const ordered = async (client: AcmeClient, span: object): Promise<AcmeReply> => {
    const { newOrder = '' } = await client.directory()
    return client.post(newOrder, { identifiers: [{ type: 'dns', value: 'v.example.test' }], ...span })
  }
  const lastSpan = async (made: AcmeReply, client: AcmeClient): Promise<number> => {
    const csr = Buffer.from(csrFor(['v.example.test'], subscriberKey())).toString('base64url')
    const final = await client.post(String(made.body['finalize']), { csr })
    expect(final.body['status']).toBe('valid')
    const { rows } = await house.alice.call('certificate.list', { text: 'v.example.test' })
    const [newest] = rows.toSorted((a, b) => b.id - a.id)
    return Math.round(((newest?.notAfter ?? 0) - (newest?.notBefore ?? 0)) / day)
  }
  let client: AcmeClient
  beforeAll(async () => {
    const { starters } = await house.alice.call('profile.starters', {})
    const content = starters.find((one) => one.name === 'tls-server')?.content
    if (content === undefined) throw new Error('there is no starter for TLS servers')
    const changed = { ...content, approval: 'auto' as const, maximumValidity: '90d' }
    await house.alice.call('profile.create', { name: profile, content: changed, authority: 'issuing' })
    await house.service('chosen', { profile, eab: 'random' })
    const { credential: made, hmacKey } = await house.alice.call('acme.eab-create', credential)
    client = house.client('chosen')
    const { newAccount = '' } = await client.directory()
    await client.register({ externalAccountBinding: binding(client.jwk, made.keyId, hmacKey, newAccount) })
  })

  test('gives it to every order that says no end of its own', async () => {
    expect(await lastSpan(await ordered(client, {}), client)).toBe(30)
  })

  test('lets an order ask for less, and refuses one that asks for more', async () => {
    const now = house.clock.now()
    const iso = (days: number): string => new Date(now + days * day).toISOString()
    expect(await lastSpan(await ordered(client, { notAfter: iso(10) }), client)).toBe(10)
    const within = await ordered(client, { notBefore: iso(5), notAfter: iso(34) })
    expect(await lastSpan(within, client)).toBe(29)
    for (const span of [{ notAfter: iso(31) }, { notBefore: iso(5), notAfter: iso(35) }]) {
      const refused = await ordered(client, span)
      expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:malformed'])
      expect(refused.body['detail']).toContain('under the credential "one" are valid for 30 days')
    }
  })

  test('is refused, when it is made and when it is used, under a profile that does not allow it', async () => {
    await expect(
      house.alice.call('acme.eab-create', { ...credential, name: 'two', validity: '91d' })
    ).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(
        '91 days is longer than the 90 days that the profile chosen allows. Choose a shorter validity.'
      )
    })
    const { credential: kept } = await house.alice.call('acme.eab-create', { ...credential, name: 'kept' })
    await revise({ validity: { kind: 'duration', duration: '7d' }, maximumValidity: '10d' })
    const csr = Buffer.from(csrFor(['v.example.test'], subscriberKey())).toString('base64url')
    const finalize = async (): Promise<AcmeReply> =>
      client.post(String((await ordered(client, {})).body['finalize']), { csr })
    expect((await finalize()).body['detail']).toContain('the profile allows at most 10 days')
    await revise({ maximumValidity: null })
    const refused = await finalize()
    expect([refused.status, refused.body['type']]).toEqual([400, 'urn:ietf:params:acme:error:badCSR'])
    expect(refused.body['detail']).toContain('The profile chosen sets the validity itself by now.')
    await expect(house.alice.call('acme.eab-rotate', { id: kept.id })).rejects.toMatchObject({ code: 'invalid-input' })
    await revise({ maximumValidity: '60d' })
    const { credential: next } = await house.alice.call('acme.eab-rotate', { id: kept.id })
    expect(next.validity).toBe('30d')
    expect((await finalize()).body['status']).toBe('valid')
  })
})

test('a name that is approved no more ends what accounts hold by it, and the orders that wait on it', async () => {
  await house.service('changing', { preapproved: ['*.example.test', 'kept.test'] })
  const client = await registered('changing')
  const ready = await order(client, 'gone.example.test')
  const kept = await order(client, 'kept.test')
  await house.alice.call('acme.update', { service: 'changing', preapproved: ['kept.test'] })
  const [ended = ''] = ready.body['authorizations'] as string[]
  expect((await client.post(ended, null)).body['status']).toBe('revoked')
  expect((await client.post(String(ready.headers.get('location')), null)).body['status']).toBe('invalid')
  expect((await client.post(String(kept.headers.get('location')), null)).body['status']).toBe('ready')
  expect((await order(client, 'gone.example.test')).body['status']).toBe('pending')
  expect(house.audit({}, 5).map(({ operation }) => operation)).toContain('acme.end-approved')
})

test('a wildcard that the profile does not allow is refused with what allows it', async () => {
  await house.service('narrow', { profile: 'plain' })
  const refused = await order(await registered('narrow'), '*.example.test')
  expect(refused.body['type']).toBe('urn:ietf:params:acme:error:rejectedIdentifier')
  expect(refused.body['detail']).toContain('The operator allows them in the rule for DNS names of the profile plain.')
})

test('a service that nothing serves says what is missing and where its directory will be', async () => {
  const { service } = await house.alice.call('acme.create', { name: 'unreached', profile: 'web', eab: 'none' })
  expect(service.directory).toBeNull()
  expect(service.missing).toMatch(/--https and --tls-authority.*base-address.*\/acme\/unreached\/directory/)
  const shown = await house.alice.call('acme.show', { service: 'office' })
  expect(shown.service.missing).toBeNull()
  const { service: stopped } = await house.alice.call('acme.disable', { service: 'unreached' })
  expect(stopped.missing).toContain('--no-disabled')
})

test('a service that gives names to anybody says so until its profile asks for approval', async () => {
  const { alice } = house
  const codes = async (): Promise<readonly string[]> =>
    (await alice.call('acme.show', { service: 'open' })).service.warnings.map(({ code }) => code)
  const { profile } = await alice.call('profile.create', {
    name: 'open',
    starter: 'tls-server',
    authority: 'root',
    approval: 'auto'
  })
  const { service } = await alice.call('acme.create', {
    name: 'open',
    profile: 'open',
    eab: 'none',
    preapproved: ['*.example.test']
  })
  expect(service.warnings).toEqual([{ code: 'names-for-anybody', message: expect.stringContaining('--eab random') }])
  const { content } = (await alice.call('profile.show', { profile: profile.id })).profile
  await alice.call('profile.revise', { profile: profile.id, content: { ...content, approval: 'one' }, note: '' })
  expect(await codes()).toEqual([])
})

describe('a server that was started again', () => {
  test('counts what was ordered and registered before it', async () => {
    const limits = { ordersPerAccountPerHour: 2, accountsPerAddressPerHour: 2, certificatesPerNamesPerWeek: 1 }
    await house.service('limited', { settings: { limits } })
    let reach = house.reach
    const client = acmeClient(() => reach, house.said, 'limited')
    await client.register()
    const key = subscriberKey()
    expect((await finalized(client, 'l.example.test', key)).body['status']).toBe('valid')
    house.clock.advance(60_000)
    expect((await order(client, 'm.example.test')).status).toBe(201)
    await registered('limited')
    const listener = await house.again()
    reach = listener.address
    try {
      // A nonce of the server before is not known to this one; its answer brings another.
      expect((await order(client, 'n.example.test')).body['type']).toContain('badNonce')
      const third = await order(client, 'n.example.test')
      expect([third.status, third.body['type']]).toEqual([429, 'urn:ietf:params:acme:error:rateLimited'])
      expect(Number(third.headers.get('retry-after'))).toBe(3540)
      const another = await acmeClient(() => reach, house.said, 'limited').register()
      expect(another.body['type']).toBe('urn:ietf:params:acme:error:rateLimited')
      house.clock.advance(2 * 3_600_000)
      expect((await order(client, 'l.example.test')).body['detail']).toContain('within a week')
      expect((await order(client, 'n.example.test')).status).toBe(201)
    } finally {
      await listener.close()
    }
  })
})

test('what ended without a certificate is deleted when its time is over, and certificates keep their proof', async () => {
  await house.service('tidy', { settings: { keepDays: 10, limits: { ordersPerAccountPerHour: 0 } } })
  const client = await registered('tidy')
  const issued = await client.obtain(['issued.example.test'])
  const open = await order(client, 'unproven.test')
  const certificate = String(issued.final.body['certificate'])
  const ordersOf = async (): Promise<readonly unknown[]> =>
    (await house.alice.call('acme.orders', { service: 'tidy' })).rows
  house.clock.advance(16 * day)
  house.engine.jobs.wake()
  expect(await ordersOf()).toHaveLength(2)
  house.clock.advance(2 * day)
  house.engine.jobs.wake()
  await expect.poll(async () => (await ordersOf()).length, { timeout: 10_000 }).toBe(1)
  expect((await client.post(String(open.headers.get('location')), null)).status).toBe(404)
  expect((await client.post(String((open.body['authorizations'] as string[])[0]), null)).status).toBe(404)
  expect((await client.post(certificate, null)).status).toBe(200)
  expect((await client.post(String((issued.order.body['authorizations'] as string[])[0]), null)).status).toBe(200)
})

test('an order whose request is decided before it begins to wait follows it all the same', async () => {
  const waiting = await startAcmeHouse({}, 'one')
  try {
    const client = waiting.client()
    await client.register()
    const decided = async (name: string, decide: (id: number) => Promise<unknown>): Promise<number> => {
      await client.obtain([name])
      const { rows } = await waiting.alice.call('request.list', { state: ['pending-approval'] })
      await decide(rows[0]?.id ?? 0)
      return rows[0]?.id ?? 0
    }
    const approved = await decided('a.example.test', (id) => waiting.alice.call('request.approve', { id, comment: '' }))
    const declined = await decided('d.example.test', (id) =>
      waiting.alice.call('request.decline', { id, reason: 'not ours' })
    )
    const states = []
    for (const request of [approved, declined]) {
      const url = String((await order(client, 'late.example.test')).headers.get('location'))
      await waiting.write((tx) => holdAcmeOrder(tx, Number(url.split('/').at(-1)), request))
      states.push((await client.post(url, null)).body['status'])
    }
    expect(states).toEqual(['valid', 'invalid'])
  } finally {
    await waiting.stop()
  }
})
