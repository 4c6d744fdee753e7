import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { accountLabel } from '../../validation/dns-01.ts'
import type { HttpRequest, Net } from '../../world/net.ts'
import { csrFor, type AcmeClient, type AcmeReply } from '../../testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../testing/acme-house.ts'
import { subscriberKey } from '../../testing/engine.ts'

/** What the outside says; a test fills it in. */
interface Outside {
  readonly texts: Map<string, readonly string[]>
  readonly files: Map<string, string>
  readonly asked: HttpRequest[]
}

let outside: Outside
let house: AcmeHouse
let client: AcmeClient
beforeEach(async () => {
  outside = { texts: new Map(), files: new Map(), asked: [] }
  house = await startAcmeHouse(netOf(outside))
  client = house.client()
  await client.register()
})
afterEach(() => house.stop())

function netOf({ texts, files, asked }: Outside): Partial<Net> {
  return {
    resolve: async (name, family) => {
      if (name.startsWith('nowhere') || family === 6) throw new ChanceryError('not-found', `${name} has no address.`)
      return [name.startsWith('inside') ? '127.0.0.1' : '11.22.33.44']
    },
    resolveText: async (name) => {
      const found = texts.get(name)
      if (found === undefined) throw new ChanceryError('not-found', `${name} has no text record.`)
      return found
    },
    http: async (request) => {
      asked.push(request)
      const body = files.get(request.url)
      const location = body?.startsWith('-> ') === true ? body.slice(3) : undefined
      return {
        status: location !== undefined ? 302 : body === undefined ? 404 : 200,
        headers: location === undefined ? {} : { location },
        body: Buffer.from(body ?? 'no such file')
      }
    }
  }
}

interface Challenge {
  readonly type: string
  readonly url: string
  readonly token: string
}

async function ordered(
  identifiers: readonly Record<string, unknown>[]
): Promise<{ order: AcmeReply; authorization: AcmeReply; challenges: readonly Challenge[] }> {
  const { newOrder = '' } = await client.directory()
  const order = await client.post(newOrder, { identifiers })
  const [url = ''] = (order.body['authorizations'] ?? []) as string[]
  if (url === '') return { order, authorization: order, challenges: [] }
  const authorization = await client.post(url, null)
  return { order, authorization, challenges: authorization.body['challenges'] as Challenge[] }
}

const named = (challenges: readonly Challenge[], type: string): Challenge => {
  const found = challenges.find((one) => one.type === type)
  if (found === undefined) throw new Error(`no challenge ${type}`)
  return found
}

/** Polls like a client. */
async function settled(url: string): Promise<AcmeReply> {
  for (let turn = 0; turn < 200; turn++) {
    const reply = await client.post(url, null)
    if (reply.body['status'] !== 'pending' && reply.body['status'] !== 'processing') return reply
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`${url} is not decided`)
}

const location = (reply: AcmeReply): string => String(reply.headers.get('location'))

describe('an order for a name that is to be proven', () => {
  test('is pending with a challenge for each way, proven over HTTP with a redirect, finalized, and its proof is used again', async () => {
    const { order, authorization, challenges } = await ordered([{ type: 'dns', value: 'www.elsewhere.test' }])
    expect([order.body['status'], authorization.body['status']]).toEqual(['pending', 'pending'])
    expect(challenges.map(({ type }) => type)).toEqual(['http-01', 'dns-01', 'tls-alpn-01'])
    const { url, token } = named(challenges, 'http-01')
    expect(token.length).toBeGreaterThanOrEqual(22)
    const first = `http://www.elsewhere.test/.well-known/acme-challenge/${token}`
    outside.files.set(first, '-> https://www.elsewhere.test/moved')
    outside.files.set('https://www.elsewhere.test/moved', `${token}.${client.thumbprint}\r\n`)
    const answered = await client.post(url, {})
    expect([answered.status, answered.body['status']]).toEqual([200, 'processing'])
    expect(answered.headers.get('link')).toContain('rel="up"')
    expect((await settled(url)).body['status']).toBe('valid')
    expect(outside.asked.map(({ url: at, connectTo }) => [at, connectTo])).toEqual([
      [first, '11.22.33.44'],
      ['https://www.elsewhere.test/moved', '11.22.33.44']
    ])
    const shown = await client.post(location(authorization), null)
    expect(shown.body['challenges']).toMatchObject([{ type: 'http-01', status: 'valid' }])
    expect((await client.post(location(order), null)).body['status']).toBe('ready')
    const csr = Buffer.from(csrFor(['www.elsewhere.test'], subscriberKey())).toString('base64url')
    expect((await client.post(String(order.body['finalize']), { csr })).body['status']).toBe('valid')
    const again = await ordered([{ type: 'dns', value: 'www.elsewhere.test' }])
    expect(again.order.body['status']).toBe('ready')
  })

  test('fails with the reason that was seen, on challenge and order, and the operator sees the exact bytes', async () => {
    const { order, challenges } = await ordered([{ type: 'dns', value: 'www.elsewhere.test' }])
    const { url, token } = named(challenges, 'http-01')
    outside.files.set(`http://www.elsewhere.test/.well-known/acme-challenge/${token}`, 'It works')
    await client.post(url, {})
    const failed = await settled(url)
    expect(failed.body).toMatchObject({ status: 'invalid', error: { type: 'urn:ietf:params:acme:error:unauthorized' } })
    const after = await client.post(location(order), null)
    expect(after.body).toMatchObject({
      status: 'invalid',
      error: { subproblems: [{ identifier: { type: 'dns', value: 'www.elsewhere.test' } }] }
    })
    const { rows } = await house.alice.call('acme.orders', { limit: 1 })
    const { authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
    const [attempt] = authorizations[0]?.challenges.find(({ type }) => type === 'http-01')?.attempts ?? []
    expect(attempt).toMatchObject({ outcome: 'failed', seen: Buffer.from('It works').toString('base64') })
    expect(attempt?.summary).toContain('"It works"')
    expect(attempt?.steps).toEqual([
      'www.elsewhere.test has the address 11.22.33.44.',
      expect.stringContaining('status 200, 8 bytes')
    ])
  })

  test.each([
    ['to another port', 'http://www.elsewhere.test:8080/', 'unauthorized'],
    ['to another scheme', 'ftp://www.elsewhere.test/', 'unauthorized'],
    ['for ever', 'http://www.elsewhere.test/again', 'connection'],
    ['to a service of this machine', 'http://inside.test/', 'connection']
  ])('is not proven by a redirect %s', async (_how, target, type) => {
    const { challenges } = await ordered([{ type: 'dns', value: 'www.elsewhere.test' }])
    const { url, token } = named(challenges, 'http-01')
    outside.files.set(`http://www.elsewhere.test/.well-known/acme-challenge/${token}`, `-> ${target}`)
    outside.files.set('http://www.elsewhere.test/again', '-> http://www.elsewhere.test/again')
    await client.post(url, {})
    if (type === 'unauthorized')
      expect((await settled(url)).body).toMatchObject({ error: { type: `urn:ietf:params:acme:error:${type}` } })
    else {
      // What did not answer is tried again; the first attempt is there at once.
      await expect.poll(async () => (await attempts()).length, { timeout: 4000 }).toBeGreaterThan(0)
      expect((await attempts())[0]).toMatchObject({ outcome: 'failed' })
      expect(outside.asked.every(({ connectTo }) => connectTo === '11.22.33.44')).toBe(true)
    }
  })

  test('is proven by a text record under its own name, or under the label of the account', async () => {
    await house.alice.call('acme.update', { service: 'office', settings: { challenges: ['dns-01', 'dns-account-01'] } })
    const digest = (token: string): string =>
      createHash('sha256').update(`${token}.${client.thumbprint}`).digest('base64url')
    const wild = await ordered([{ type: 'dns', value: '*.elsewhere.test' }])
    expect(wild.authorization.body).toMatchObject({
      wildcard: true,
      identifier: { type: 'dns', value: 'elsewhere.test' }
    })
    const byDns = named(wild.challenges, 'dns-01')
    outside.texts.set('_acme-challenge.elsewhere.test', ['old', digest(byDns.token)])
    await client.post(byDns.url, {})
    expect((await settled(byDns.url)).body['status']).toBe('valid')
    const other = await ordered([{ type: 'dns', value: 'b.elsewhere.test' }])
    const byAccount = named(other.challenges, 'dns-account-01')
    outside.texts.set(`${accountLabel(client.kid ?? '')}._acme-challenge.b.elsewhere.test`, [digest(byAccount.token)])
    await client.post(byAccount.url, {})
    expect((await settled(byAccount.url)).body['status']).toBe('valid')
    const missing = await ordered([{ type: 'dns', value: 'c.elsewhere.test' }])
    const lacking = named(missing.challenges, 'dns-01')
    await client.post(lacking.url, {})
    expect((await settled(lacking.url)).body).toMatchObject({
      error: { detail: expect.stringContaining(digest(lacking.token)) }
    })
  })

  test('under the label of the account is asked of other perspectives as the record that it is', async () => {
    const { alice } = house
    const { profile } = await alice.call('profile.show', { profile: 'web' })
    const proof = { ...profile.content.proof, mpic: 'required' as const }
    await alice.call('profile.create', { name: 'seen', content: { ...profile.content, proof }, authority: 'issuing' })
    await alice.call('mpic.configure', {
      settings: { url: 'https://mpic.example.test/', mode: 'enforce' },
      apiKey: 'sesame-74219'
    })
    await house.service('seen', { profile: 'seen', settings: { challenges: ['dns-account-01'] } })
    client = house.client('seen')
    await client.register()
    const { challenges } = await ordered([{ type: 'dns', value: 'd.elsewhere.test' }])
    const byAccount = named(challenges, 'dns-account-01')
    const digest = createHash('sha256').update(`${byAccount.token}.${client.thumbprint}`).digest('base64url')
    const label = `${accountLabel(client.kid ?? '')}._acme-challenge`
    outside.texts.set(`${label}.d.elsewhere.test`, [digest])
    await client.post(byAccount.url, {})
    expect((await settled(byAccount.url)).body['status']).toBe('valid')
    const sent = outside.asked.find(({ url }) => url.startsWith('https://mpic.example.test/'))
    expect(JSON.parse(Buffer.from(sent?.body ?? []).toString())).toMatchObject({
      domain_or_ip_target: 'd.elsewhere.test',
      dcv_check_parameters: { dns_name_prefix: label, challenge_value: digest, dns_record_type: 'TXT' }
    })
    const { rows } = await alice.call('validation.evidence', { kind: 'mpic', subject: 'd.elsewhere.test' })
    expect(rows).toMatchObject([{ method: 'txt', outcome: 'not-performed' }])
  })

  test('offers a wildcard to DNS only and an address to everything but DNS (RFC 8555 8.4, RFC 8738 7)', async () => {
    expect((await ordered([{ type: 'dns', value: '*.elsewhere.test' }])).challenges.map(({ type }) => type)).toEqual([
      'dns-01'
    ])
    expect((await ordered([{ type: 'ip', value: '2001:DB8::1' }])).challenges.map(({ type }) => type)).toEqual([
      'http-01',
      'tls-alpn-01'
    ])
  })

  test('certifies an address that was proven (RFC 8738)', async () => {
    const { order, authorization, challenges } = await ordered([{ type: 'ip', value: '11.22.33.44' }])
    expect(authorization.body['identifier']).toEqual({ type: 'ip', value: '11.22.33.44' })
    const { url, token } = named(challenges, 'http-01')
    outside.files.set(`http://11.22.33.44/.well-known/acme-challenge/${token}`, `${token}.${client.thumbprint}`)
    await client.post(url, {})
    expect((await settled(url)).body['status']).toBe('valid')
    expect((await client.post(location(order), null)).body['status']).toBe('ready')
  })

  test('is proven through an ancestor that was authorized with all below it (RFC 9444)', async () => {
    const { newAuthz = '' } = await client.directory()
    const made = await client.post(newAuthz, {
      identifier: { type: 'dns', value: 'deep.test', subdomainAuthAllowed: true }
    })
    expect([made.status, made.body['subdomainAuthAllowed']]).toEqual([201, true])
    const challenges = made.body['challenges'] as Challenge[]
    expect(challenges.map(({ type }) => type)).toEqual(['dns-01'])
    const { url, token } = named(challenges, 'dns-01')
    outside.texts.set('_acme-challenge.deep.test', [
      createHash('sha256').update(`${token}.${client.thumbprint}`).digest('base64url')
    ])
    await client.post(url, {})
    expect((await settled(url)).body['status']).toBe('valid')
    expect(
      (
        await ordered([
          { type: 'dns', value: 'a.b.deep.test' },
          { type: 'dns', value: '*.deep.test' }
        ])
      ).order.body['status']
    ).toBe('ready')
    expect((await ordered([{ type: 'dns', value: 'notdeep.test' }])).order.body['status']).toBe('pending')
    const wrong = await ordered([{ type: 'dns', value: 'x.deep.test', ancestorDomain: 'other.test' }])
    expect(wrong.order.body['type']).toBe('urn:ietf:params:acme:error:malformed')
  })

  test('is not proven for another requester where the service wants everybody to prove anew', async () => {
    await house.alice.call('acme.update', { service: 'office', settings: { names: 'new-per-requester' } })
    expect((await ordered([{ type: 'dns', value: 'www.example.test' }])).order.body['status']).toBe('pending')
  })
})

test('an attempt that found no address is kept, and the challenge stays processing for the next', async () => {
  const { challenges } = await ordered([{ type: 'dns', value: 'nowhere.elsewhere.test' }])
  const { url } = named(challenges, 'http-01')
  await client.post(url, {})
  await expect.poll(async () => (await attempts()).length, { timeout: 4000 }).toBe(1)
  expect((await client.post(url, null)).body['status']).toBe('processing')
  expect((await attempts())[0]?.summary).toContain('has no A or AAAA record')
})

async function attempts(): Promise<readonly { readonly outcome: string; readonly summary: string }[]> {
  const { rows } = await house.alice.call('acme.orders', { limit: 1 })
  const { authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
  return authorizations.flatMap(({ challenges }) => challenges.flatMap((one) => one.attempts))
}
