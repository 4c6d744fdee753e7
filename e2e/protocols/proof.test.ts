import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authoritySettings } from '../../src-shared/model/authority.ts'
import { acmeClient, csrFor, type AcmeClient, type AcmeReply } from '../../src-main/testing/acme-client.ts'
import { startWithAlice, type Person, type TestEngine } from '../../src-main/testing/test-engine.ts'
import { authorizationDigest } from '../../src-main/validation/challenge.ts'
import { subscriberKey } from '../../src-main/testing/engine.ts'
import { systemClock } from '../../src-main/world/clock.ts'
import { nodeNet } from '../../src-main/world/node-net.ts'
import { startBindWorld, type BindWorld } from '../world/bind-world.ts'
import { startMailSink } from '../world/mail-sink.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let bind: BindWorld
let web: Server
let webPort = 0
/** What the web server answers, by host name. */
const sites = new Map<string, Answer>()
let made: TestEngine & { readonly alice: Person }
let alice: Person
beforeAll(async () => {
  bind = await startBindWorld('good.test', ['plain.test', 'bogus.test'])
  web = createServer((request, response) => {
    const site = sites.get((request.headers.host ?? '').replace(/:\d+$/, ''))
    if (site === undefined) response.writeHead(404).end()
    else site(request, response)
  }).listen(0, '127.0.0.1')
  await once(web, 'listening')
  const address = web.address()
  webPort = typeof address === 'object' && address !== null ? address.port : 0
  // Port 80 of the loopback is not ours to take: what goes there is led to the web server of the test.
  const net = {
    ...nodeNet,
    http: (request: Parameters<typeof nodeNet.http>[0]) => {
      const url = new URL(request.url)
      if (url.port === '') url.port = String(webPort)
      return nodeNet.http({ ...request, url: url.href, headers: { ...request.headers, host: url.hostname } })
    }
  }
  made = await startWithAlice({ clock: systemClock, net })
  alice = made.alice
  await alice.call('settings.update', {
    settings: {
      dnsSource: 'given',
      dnsServers: [`127.0.0.1:${bind.port}`],
      // The zone is not signed at all, which this anchor says it is.
      dnsTrustAnchors: [bind.anchor, `bogus.test. DS 12345 13 2 ${'AB'.repeat(32)}`],
      proofAddresses: 'any'
    }
  })
})
afterAll(async () => {
  await made.stop()
  web.close()
  web.closeAllConnections()
  await bind.stop()
})

async function published(name: string): Promise<void> {
  const { domain } = await alice.call('domain.add', { name })
  await bind.publish(
    name.split('.').slice(-2).join('.'),
    `_pki-validation.${name}. 60 TXT "${domain.publish?.value ?? ''}"`
  )
}

describe('a record that BIND serves', () => {
  test('proves a domain of a signed zone, and DNSSEC is verified, with the signatures as raw proof', async () => {
    await published('good.test')
    const { domain, evidence } = await alice.call('domain.verify', { name: 'good.test' })
    expect(domain).toMatchObject({ state: 'verified', method: 'txt' })
    const dnssec = evidence.find(({ kind }) => kind === 'dnssec')
    expect(dnssec).toMatchObject({ outcome: 'verified', rule: 'dnssec.secure' })
    const { file } = await alice.call('validation.raw', { id: dnssec?.id ?? 0 })
    const raw = Buffer.from(file.base64, 'base64').toString()
    expect(raw).toContain(domain.publish === null ? '_pki-validation.good.test. 60 IN TXT' : '?')
    expect(raw).toMatch(/IN RRSIG TXT 13 /)
  })

  test('proves one of a zone that is not signed, and DNSSEC is not performed', async () => {
    await published('plain.test')
    const { domain, evidence } = await alice.call('domain.verify', { name: 'plain.test' })
    expect(domain.state).toBe('verified')
    expect(evidence.find(({ kind }) => kind === 'dnssec')).toMatchObject({
      outcome: 'not-performed',
      rule: 'dnssec.insecure'
    })
  })

  test('proves nothing where DNSSEC says that it is forged', async () => {
    await published('bogus.test')
    const { domain, evidence } = await alice.call('domain.verify', { name: 'bogus.test' })
    expect(domain).toMatchObject({ state: 'failed', verifiedAt: null })
    expect(evidence.find(({ kind }) => kind === 'dnssec')).toMatchObject({ outcome: 'failed', rule: 'dnssec.bogus' })
    expect(evidence.some(({ outcome }) => outcome === 'verified')).toBe(false)
  })
})

describe('a file of a web server', { concurrent: true }, () => {
  /** Publishes what a site makes of the value. @returns what came of looking at it */
  async function looked(
    label: string,
    make: (value: string) => Answer
  ): Promise<{ state: string; lastReason: string }> {
    const name = `${label}.plain.test`
    const { domain } = await alice.call('domain.add', { name, method: 'file' })
    sites.set(name, make(domain.publish?.value ?? ''))
    await bind.publish('plain.test', `${name}. 60 A 127.0.0.1`)
    return (await alice.call('domain.verify', { name })).domain
  }
  const plain = { 'content-type': 'text/plain' }

  test('proves the name', async () => {
    expect(await looked('file', (value) => (_q, reply) => reply.writeHead(200, plain).end(`${value}\n`))).toMatchObject(
      {
        state: 'verified',
        covers: 'exact'
      }
    )
  })

  test('is followed along redirects to http and https on their ports, and no other', async () => {
    const moved = await looked(
      'moved',
      (value) => (request, reply) =>
        request.url === '/there'
          ? reply.writeHead(200, plain).end(value)
          : reply.writeHead(301, { location: 'http://moved.plain.test/there' }).end()
    )
    expect(moved.state).toBe('verified')
    const port = await looked(
      'port',
      () => (_q, reply) => reply.writeHead(302, { location: `http://port.plain.test:${webPort}/` }).end()
    )
    expect(port.lastReason).toMatch(/only 80 and 443 are followed \(BR 3\.2\.2\.4\.18\)/)
    const other = await looked(
      'other',
      () => (_q, reply) => reply.writeHead(303, { location: 'http://other.plain.test/there' }).end()
    )
    expect(other.lastReason).toMatch(/status 303/)
    const round = await looked(
      'round',
      () => (_q, reply) => reply.writeHead(302, { location: 'http://round.plain.test/again' }).end()
    )
    expect(round.lastReason).toMatch(/redirects more than 10 times/)
    const scheme = await looked(
      'scheme',
      () => (_q, reply) => reply.writeHead(302, { location: 'file:///etc/passwd' }).end()
    )
    expect(scheme.lastReason).toMatch(/not an http or https address/)
  })

  test('is not a page that is there for every address', async () => {
    const { lastReason } = await looked(
      'page',
      (value) => (_q, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end(value)
    )
    expect(lastReason).toMatch(/served as "text\/html"/)
    const wrong = await looked('wrong', () => (_q, reply) => reply.writeHead(200, plain).end('something else'))
    expect(wrong.lastReason).toMatch(/gave "something else"/)
    const gone = await looked('gone', () => (_q, reply) => reply.writeHead(404, plain).end())
    expect(gone.lastReason).toMatch(/status 404/)
  })

  test('is let go of when it is huge', async () => {
    const { lastReason, state } = await looked('huge', (value) => (_q, reply) => {
      reply.writeHead(200, plain)
      const more = (): void => {
        while (reply.write(value.repeat(1000))) if (reply.destroyed) return
      }
      reply.on('drain', more)
      more()
    })
    expect([state, lastReason]).toEqual(['failed', 'The answer is larger than the 4096 bytes allowed.'])
  })

  test('is let go of after ten seconds when it drips', async () => {
    const started = performance.now()
    const { lastReason } = await looked('slow', () => (_q, reply) => {
      reply.writeHead(200, plain)
      const drip = setInterval(() => (reply.destroyed ? clearInterval(drip) : reply.write('x')), 200)
    })
    expect(lastReason).toMatch(/no complete answer within 10000 ms/)
    expect(performance.now() - started).toBeLessThan(20_000)
  }, 40_000)
})

describe('a mailbox', () => {
  const anna = { address: 'anna@good.test' }

  test('is proven by the token that went there over STARTTLS, with the password of the vault', async () => {
    const sink = await startMailSink(true, 'ca@good.test', 'a sealed secret')
    try {
      const server = {
        host: 'localhost',
        port: sink.port,
        security: 'starttls',
        user: 'ca@good.test',
        from: 'ca@good.test'
      } as const
      await alice.call('mail.set-password', { password: 'a sealed secret' })
      await alice.call('settings.update', { settings: { mailServer: { ...server, trust: '' } } })
      await expect(alice.call('mailbox.add', anna)).rejects.toMatchObject({ code: 'io' })
      expect(sink.messages).toEqual([])
      await alice.call('settings.update', { settings: { mailServer: { ...server, trust: sink.trust } } })
      const added = await alice.call('mailbox.add', anna)
      expect(added).toMatchObject({ token: null, mailbox: { nextAction: 'enter-token' } })
      expect([sink.messages.length, sink.encrypted]).toEqual([1, true])
      const token = /^ {4}(\S+)\r?$/m.exec(sink.messages[0] ?? '')?.[1] ?? ''
      expect(Buffer.from(token, 'base64url')).toHaveLength(16)
      const { mailbox } = await alice.call('mailbox.verify', { ...anna, token })
      expect(mailbox).toMatchObject({ state: 'verified', method: 'token' })
      await alice.call('mail.set-password', { password: 'wrong' })
      await expect(alice.call('mail.test', { to: 'anna@good.test' })).rejects.toThrow(/wrong password/)
    } finally {
      await sink.stop()
    }
  })

  test('gets nothing from a server that does not offer STARTTLS', async () => {
    const sink = await startMailSink(false, '', '')
    try {
      await alice.call('settings.update', {
        settings: {
          mailServer: {
            host: 'localhost',
            port: sink.port,
            security: 'starttls',
            user: '',
            from: 'ca@good.test',
            trust: sink.trust
          }
        }
      })
      await expect(alice.call('mailbox.add', { address: 'ben@good.test' })).rejects.toMatchObject({ code: 'io' })
      expect(sink.messages).toEqual([])
    } finally {
      await sink.stop()
    }
  })
})

describe('an ACME order', () => {
  let client: AcmeClient
  beforeAll(async () => {
    await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing', key: 'P-256', validity: '5y' })
    await alice.call('authority.update', {
      authority: 'issuing',
      settings: authoritySettings.parse({ caaIdentities: ['ca.example'] })
    })
    const { starters } = await alice.call('profile.starters', {})
    const content = starters.find(({ name }) => name === 'tls-server')?.content
    if (content === undefined) throw new Error('there is no starter for TLS servers')
    await alice.call('profile.create', {
      name: 'web',
      authority: 'issuing',
      content: { ...content, approval: 'auto', proof: { domains: 'required', caa: 'enforce' } }
    })
    const said = 'https://acme.good.test'
    await alice.call('acme.create', { name: 'office', profile: 'web', eab: 'none', settings: { baseAddress: said } })
    client = acmeClient(await made.engine.listenPublic({ host: '127.0.0.1', port: 0 }), said, 'office')
    await client.register()
  })

  /** Orders a name, proves it by a record, and asks for the certificate. */
  async function obtained(name: string): Promise<{ authorization: AcmeReply; final: AcmeReply | null }> {
    const { newOrder = '' } = await client.directory()
    const order = await client.post(newOrder, { identifiers: [{ type: 'dns', value: name }] })
    const [url = ''] = (order.body['authorizations'] ?? []) as string[]
    const pending = await client.post(url, null)
    const challenge = (pending.body['challenges'] as { type: string; url: string; token: string }[]).find(
      ({ type }) => type === 'dns-01'
    )
    if (challenge === undefined) throw new Error('dns-01 is not offered')
    const digest = authorizationDigest(`${challenge.token}.${client.thumbprint}`)
    await bind.publish(name.split('.').slice(-2).join('.'), `_acme-challenge.${name}. 60 TXT "${digest}"`)
    await client.post(challenge.url, {})
    let authorization = await client.post(url, null)
    for (let tries = 200; authorization.body['status'] === 'pending' && tries > 0; tries--) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      authorization = await client.post(url, null)
    }
    if (authorization.body['status'] !== 'valid') return { authorization, final: null }
    const csr = Buffer.from(csrFor([name], subscriberKey())).toString('base64url')
    return { authorization, final: await client.post(String(order.body['finalize']), { csr }) }
  }

  test('is certified where a signed zone allows this authority and this account, on the evidence of its challenge', async () => {
    await bind.publish('good.test', 'www.good.test. 60 CAA 0 issue "ca.example; validationmethods=dns-01"')
    const { final } = await obtained('www.good.test')
    expect(final?.body['status']).toBe('valid')
    const { rows } = await alice.call('request.list', {})
    const { evidence } = await alice.call('validation.request', { id: rows[0]?.id ?? 0 })
    expect(evidence.map(({ kind, outcome, method }) => `${kind} ${method ?? '-'} ${outcome}`).toSorted()).toEqual([
      'caa tls verified',
      'dnssec - verified',
      'domain dns-01 verified',
      'mailbox - not-required',
      'mpic - not-required'
    ])
    expect(evidence.find(({ kind }) => kind === 'domain')?.restsOn).not.toBeNull()
  })

  test('is refused with the problem caa where the records name another authority', async () => {
    await bind.publish('plain.test', 'caa.plain.test. 60 CAA 0 issue "other.example"')
    const { final } = await obtained('caa.plain.test')
    expect([final?.status, final?.body['type']]).toEqual([403, 'urn:ietf:params:acme:error:caa'])
    expect(String(final?.body['detail'])).toContain('other.example')
    const { rows } = await alice.call('validation.evidence', { outcome: 'failed', subject: 'caa.plain' })
    expect(rows).toMatchObject([{ subject: 'caa.plain.test', rule: 'caa.issuer-not-named' }])
  })

  test('fails its challenge where DNSSEC is bogus, which is told as a problem of the DNS', async () => {
    const { authorization, final } = await obtained('www.bogus.test')
    expect([final, authorization.body['status']]).toEqual([null, 'invalid'])
    const [challenge] = (authorization.body['challenges'] as { error?: { type: string; detail: string } }[]).filter(
      ({ error }) => error !== undefined
    )
    expect(challenge?.error?.type).toBe('urn:ietf:params:acme:error:dns')
    expect(challenge?.error?.detail).toMatch(/DNSSEC/)
  }, 30_000)
})
