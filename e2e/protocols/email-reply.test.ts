import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acmeClient, type AcmeClient, type AcmeReply } from '../../src-main/testing/acme-client.ts'
import { makeCsr } from '../../src-main/testing/engine.ts'
import { smallNames, type SmallNames } from '../../src-main/testing/name-server.ts'
import { startWithAlice, type Person, type TestEngine } from '../../src-main/testing/test-engine.ts'
import { systemClock } from '../../src-main/world/clock.ts'
import { nodeNet } from '../../src-main/world/node-net.ts'
import { startMailSink, type MailSink } from '../world/mail-sink.ts'
import { startMailbox, type MailboxWorld } from '../world/mailbox-world.ts'

const said = 'https://acme.example.test'
const ca = 'acme@ca.example.test'
const problem = 'urn:ietf:params:acme:error:'
const dkim = generateKeyPairSync('rsa', { modulusLength: 2048 })

let names: SmallNames
let sink: MailSink
let box: MailboxWorld
let made: TestEngine & { readonly alice: Person }
let alice: Person
let client: AcmeClient
beforeAll(async () => {
  names = smallNames()
  const key = dkim.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  for (const domain of ['example.test', 'other.test'])
    names.put(`s1._domainkey.${domain}`, 'TXT', [`v=DKIM1; k=rsa; p=${key}`])
  names.put('_dmarc.example.test', 'TXT', ['v=DMARC1; p=reject; adkim=r'])
  names.put('_dmarc.strict.test', 'TXT', ['v=DMARC1; p=reject'])
  sink = await startMailSink(true, 'ca', 'sending secret')
  box = await startMailbox()
  made = await startWithAlice({ clock: systemClock, net: { ...nodeNet, datagram: names.datagram } })
  alice = made.alice
  await alice.call('settings.update', {
    settings: {
      dnsSource: 'given',
      dnsServers: ['192.0.2.53'],
      mailServer: { host: 'localhost', port: sink.port, security: 'starttls', user: 'ca', from: ca, trust: sink.trust },
      replyMailbox: mailbox()
    }
  })
  await alice.call('mail.set-password', { password: 'sending secret' })
  await alice.call('mail.set-password', { password: box.password, use: 'receive' })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Mail Root', key: 'P-256', validity: '20y' })
  const issuing = { name: 'issuing', issuer: 'root', subject: 'CN=Mail Issuing', key: 'P-256', validity: '5y' }
  await alice.call('authority.create', issuing)
  const { starters } = await alice.call('profile.starters', {})
  const smime = starters.find(({ name }) => name === 'smime')?.content
  if (smime === undefined) throw new Error('there is no starter for S/MIME')
  await alice.call('profile.create', {
    name: 'mail',
    authority: 'issuing',
    content: { ...smime, approval: 'auto', proof: { ...smime.proof, mailboxes: 'required', caa: 'enforce' } }
  })
  await alice.call('acme.create', { name: 'mail', profile: 'mail', eab: 'none', settings: serviceSettings })
  const reach = await made.engine.listenPublic({ host: '127.0.0.1', port: 0 })
  client = acmeClient(reach, said, 'mail')
  await client.register()
})
afterAll(async () => {
  await made.stop()
  await box.stop()
  await sink.stop()
})

const serviceSettings = {
  baseAddress: said,
  challenges: ['email-reply-00' as const],
  limits: { mailsPerAddressPerHour: 100 }
}
const mailbox = (change: object = {}) => ({
  address: ca,
  host: 'localhost',
  port: box.port,
  security: 'starttls' as const,
  user: box.user,
  folder: 'INBOX',
  trust: box.trust,
  ...change
})

interface Asked {
  readonly order: AcmeReply
  readonly authorization: string
  readonly challenge: { readonly url: string; readonly token: string; readonly from: string }
  /** The message as the mail server got it. */
  readonly message: string
  readonly part1: string
  readonly messageId: string
}

/** Orders a certificate for an address and waits for the message that goes to it. */
async function asked(address: string): Promise<Asked> {
  const { newOrder = '' } = await client.directory()
  const order = await client.post(newOrder, { identifiers: [{ type: 'email', value: address }] })
  expect(order.status, order.text).toBe(201)
  const [authorization = ''] = order.body['authorizations'] as string[]
  const before = sink.messages.length
  const shown = await client.post(authorization, null)
  const [challenge] = shown.body['challenges'] as [Asked['challenge'] & { type: string }]
  expect(challenge).toMatchObject({ type: 'email-reply-00', from: ca, status: 'pending' })
  await until(() => sink.messages.length > before)
  const message = sink.messages.at(-1) ?? ''
  const field = (name: string) => new RegExp(`^${name}: (.*)\r?$`, 'm').exec(message)?.[1]?.trim() ?? ''
  return {
    order,
    authorization,
    challenge,
    message,
    part1: field('Subject').replace('ACME: ', ''),
    messageId: field('Message-ID')
  }
}

interface Answer {
  readonly from?: string
  readonly digest?: string
  readonly body?: string
  readonly type?: string
  readonly inReplyTo?: string | null
  readonly more?: readonly string[]
  /** Signing domain; null for none. */
  readonly signedBy?: string | null
  readonly headerList?: readonly string[]
}

const subscriber = generateKeyPairSync('rsa', { modulusLength: 3072 })
const csrOf = (...addresses: readonly string[]): Uint8Array =>
  makeCsr({ key: subscriber, subject: '', names: addresses.map((value) => ({ kind: 'email' as const, value })) })
const digestOf = (token: string): string =>
  createHash('sha256').update(`${token}.${client.thumbprint}`).digest('base64url')
const block = (digest: string): string =>
  ['-----BEGIN ACME RESPONSE-----', digest, '-----END ACME RESPONSE-----', ''].join('\r\n')

/** Answers as a mail program does, or with what a test changes about that. */
async function answered(one: Asked, address: string, change: Answer = {}): Promise<string> {
  const digest = change.digest ?? digestOf(one.part1 + one.challenge.token)
  const thread = change.inReplyTo === undefined ? one.messageId : change.inReplyTo
  const text = [
    `From: Anna <${change.from ?? address}>`,
    `To: ${ca}`,
    `Subject: Re: ACME: ${one.part1}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${one.part1}.${Math.random()}@example.test>`,
    ...(thread === null ? [] : [`In-Reply-To: ${thread}`]),
    ...(change.more ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${change.type ?? 'text/plain; charset=us-ascii'}`,
    '',
    change.body ?? `Here it is.\r\n${block(digest)}`
  ].join('\r\n')
  const signedBy = change.signedBy === undefined ? address.slice(address.indexOf('@') + 1) : change.signedBy
  if (signedBy === null) return text
  const privateKey = dkim.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const { signatures } = await dkimSign(Buffer.from(text), {
    signingDomain: signedBy,
    selector: 's1',
    privateKey,
    signatureData: [
      {
        signingDomain: signedBy,
        selector: 's1',
        privateKey,
        ...(change.headerList === undefined ? {} : { headerList: [...change.headerList] })
      }
    ]
  })
  return signatures + text
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await done()); tries++) {
    if (tries > 300) throw new Error('it did not happen within 30 s')
    await pause(100)
  }
}

/** Tells the service that the answer is on its way, and waits for the verdict. */
async function judged(one: Asked): Promise<Record<string, unknown>> {
  await client.post(one.challenge.url, {})
  let body: Record<string, unknown> = {}
  await until(async () => {
    body = { ...(await client.post(one.challenge.url, null)).body }
    return body['status'] !== 'processing'
  })
  return body
}

async function refused(address: string, change: Answer): Promise<{ type: unknown; detail: string }> {
  const one = await asked(address)
  box.deliver(await answered(one, address, change))
  const challenge = await judged(one)
  expect(challenge['status'], JSON.stringify(challenge)).toBe('invalid')
  expect((await client.post(one.authorization, null)).body['status']).toBe('invalid')
  expect((await client.post(String(one.order.headers.get('location')), null)).body['status']).toBe('invalid')
  const { type, detail } = challenge['error'] as { type: string; detail: string }
  return { type: type.replace(problem, ''), detail }
}

describe('an answer by mail', () => {
  test('proves the address, and its S/MIME certificate is issued (RFC 8823 3)', async () => {
    const address = 'anna@example.test'
    const one = await asked(address)
    expect(one.message).toMatch(/^Auto-Submitted: auto-generated; type=acme\r$/m)
    expect(one.message).toMatch(new RegExp(`^From: ${ca}\r$`, 'm'))
    expect(one.message).toMatch(new RegExp(`^To: ${address}\r$`, 'm'))
    expect(sink.encrypted).toBe(true)
    // Both parts have 128 bits and more, and the second never goes by mail.
    expect(Buffer.from(one.part1, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(Buffer.from(one.challenge.token, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(one.message).not.toContain(one.challenge.token)
    box.deliver(await answered(one, address))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
    const ready = await client.post(String(one.order.headers.get('location')), null)
    expect(ready.body['status']).toBe('ready')
    const csr = csrOf(address)
    const final = await client.post(String(ready.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
    expect(final.body['status'], final.text).toBe('valid')
    const pem = (await client.post(String(final.body['certificate']), null)).text
    expect(new X509Certificate(pem).subjectAltName).toBe(`email:${address}`)
    const { rows } = await alice.call('validation.evidence', { kind: 'mailbox', subject: address })
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'verified', method: 'email-reply-00', rule: 'mailbox.email-reply-00' })
      ])
    )
    const proof = rows.find(({ rawBytes }) => rawBytes > 0)
    const raw = await alice.call('validation.raw', { id: proof?.id ?? 0 })
    expect(Buffer.from(raw.file.base64, 'base64').toString()).toContain('DKIM-Signature: ')
    expect(proof?.steps.join('\n')).toMatch(/DKIM signature of example\.test .* is good/)
    expect(box.unread()).toBe(0)
  })

  test('may have a text among its alternatives, in another encoding, before or after the client says that it was sent', async () => {
    const address = 'ben@example.test'
    const one = await asked(address)
    const digest = digestOf(one.part1 + one.challenge.token)
    const quoted = block(`${digest.slice(0, 20)}=\r\n${digest.slice(20)}`)
    const body = [
      '--sep',
      'Content-Type: text/html',
      '',
      '<p>Here it is.</p>',
      '--sep',
      'Content-Type: text/plain',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      quoted,
      '--sep--',
      ''
    ].join('\r\n')
    await client.post(one.challenge.url, {})
    await pause(500)
    box.deliver(await answered(one, address, { body, type: 'multipart/alternative; boundary="sep"' }))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
  })

  test.each([
    ['from another sender', { from: 'mallory@example.test' }, 'unauthorized', /comes from mallory@example\.test/],
    ['without a signature', { signedBy: null }, 'unauthorized', /no DKIM signature of example\.test is good/],
    [
      'signed by another domain',
      { signedBy: 'other.test' },
      'unauthorized',
      /signed by other\.test, not by example\.test/
    ],
    [
      'whose signature leaves the subject out',
      { headerList: ['From', 'To', 'Date', 'Message-ID', 'In-Reply-To', 'Content-Type'] },
      'unauthorized',
      /no DKIM signature of example\.test is good/
    ],
    ['with the digest of another account', { digest: 'A'.repeat(43) }, 'incorrectResponse', /another digest/],
    [
      'of more than 64 KiB',
      { body: `${block('A'.repeat(43))}${'x'.repeat(70)}\r\n`.repeat(700) },
      'incorrectResponse',
      /longer than 65536/
    ],
    ['to another message', { inReplyTo: '<other@ca.example.test>' }, 'incorrectResponse', /not the challenge/],
    ['through a mailing list', { more: ['List-Id: <all.example.test>'] }, 'incorrectResponse', /mailing list/],
    ['in HTML alone', { type: 'text/html' }, 'incorrectResponse', /media type text\/html/],
    ['without the block', { body: 'I agree.\r\n' }, 'incorrectResponse', /has no block/]
  ] as const)('%s is refused', async (_what, change, type, why) => {
    const said = await refused('carol@example.test', change)
    expect(said).toEqual({ type, detail: expect.stringMatching(why) })
  })

  test('tells in its evidence which fields a signature left out', async () => {
    const { rows } = await alice.call('validation.evidence', { kind: 'mailbox', outcome: 'failed', subject: 'carol' })
    expect(rows.flatMap(({ steps }) => steps).join('\n')).toContain('does not cover subject (RFC 8823 3.2)')
  })

  test('that was used already proves nothing again', async () => {
    const address = 'dora@example.test'
    const first = await asked(address)
    const answer = await answered(first, address)
    box.deliver(answer)
    expect(await judged(first)).toMatchObject({ status: 'valid' })
    // Without the proof that it has, the account needs another, with tokens of its own.
    await client.post(first.authorization, { status: 'deactivated' })
    const second = await asked(address)
    expect(second.part1).not.toBe(first.part1)
    expect(second.challenge.token).not.toBe(first.challenge.token)
    const before = box.read()
    box.deliver(answer)
    await client.post(second.challenge.url, {})
    await until(() => box.read() > before)
    expect((await client.post(second.challenge.url, null)).body['status']).toBe('processing')
    expect(made.log()).toContain('a message answers no challenge that waits')
    // With the old digest under the new subject it is a wrong answer.
    box.deliver(await answered(second, address, { digest: digestOf(first.part1 + first.challenge.token) }))
    expect(await judged(second)).toMatchObject({ status: 'invalid', error: { type: `${problem}incorrectResponse` } })
  })

  test('of a subdomain is taken under the signature of the domain above, where service and DMARC allow that', async () => {
    const change = { signedBy: 'example.test' }
    expect(await refused('eve@mail.example.test', change)).toMatchObject({ type: 'unauthorized' })
    await alice.call('acme.update', { service: 'mail', settings: { mailSignature: 'aligned' } })
    const one = await asked('eve@mail.example.test')
    box.deliver(await answered(one, 'eve@mail.example.test', change))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
    await alice.call('acme.update', { service: 'mail', settings: { mailSignature: 'exact' } })
  })

  test('of an own domain that does not sign is taken where the service names it, unless its DMARC policy forbids', async () => {
    const settings = { mailUnsignedDomains: ['corp.test', 'strict.test'] }
    await alice.call('acme.update', { service: 'mail', settings })
    const one = await asked('fred@corp.test')
    box.deliver(await answered(one, 'fred@corp.test', { signedBy: null }))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
    expect(await refused('fred@strict.test', { signedBy: null })).toMatchObject({
      type: 'unauthorized',
      detail: expect.stringMatching(/asks by DMARC to reject/)
    })
  })
})

describe('an order for mail', () => {
  test('is refused where issuemail names another authority (RFC 9495)', async () => {
    names.put('closed.test', 'CAA', ['0 issuemail other-ca.test'])
    names.put('s1._domainkey.closed.test', 'TXT', [
      `v=DKIM1; k=rsa; p=${dkim.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
    ])
    const address = 'gina@closed.test'
    const one = await asked(address)
    box.deliver(await answered(one, address))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
    const csr = csrOf(address)
    const order = await client.post(String(one.order.headers.get('location')), null)
    const final = await client.post(String(order.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
    expect([final.status, final.body['type']], final.text).toEqual([403, `${problem}caa`])
  })

  test('names addresses of an order only, without an asterisk, and as many messages an hour as the service sends', async () => {
    const { newOrder = '' } = await client.directory()
    const wild = await client.post(newOrder, { identifiers: [{ type: 'email', value: '*@example.test' }] })
    expect(wild.body['type']).toBe(`${problem}malformed`)
    await alice.call('acme.update', { service: 'mail', settings: { limits: { mailsPerAddressPerHour: 1 } } })
    await asked('henry@example.test')
    const again = await client.post(newOrder, { identifiers: [{ type: 'email', value: 'henry@example.test' }] })
    expect([again.status, again.body['type']]).toEqual([429, `${problem}rateLimited`])
    await alice.call('acme.update', { service: 'mail', settings: { limits: { mailsPerAddressPerHour: 100 } } })
  })

  test('holds a CSR to the addresses of the order', async () => {
    const address = 'ida@example.test'
    const one = await asked(address)
    box.deliver(await answered(one, address))
    await judged(one)
    const csr = csrOf(address, 'boss@example.test')
    const order = await client.post(String(one.order.headers.get('location')), null)
    const final = await client.post(String(order.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
    expect(final.body).toMatchObject({ type: `${problem}badCSR`, detail: expect.stringMatching(/names more/) })
  })
})

describe('the mailbox for answers', () => {
  const look = async (change: object) => {
    await alice.call('settings.update', { settings: { replyMailbox: mailbox(change) } })
    return alice.reply('mail.test-replies')
  }

  test('is read over STARTTLS, and gets no password where that is missing or its certificate is of somebody else', async () => {
    expect(await look({})).toMatchObject({ ok: true, value: { unread: 0 } })
    expect(await look({ port: box.plainPort })).toMatchObject({ ok: false, failure: { code: 'io' } })
    expect(await look({ trust: '' })).toMatchObject({ ok: false, failure: { code: 'io' } })
    expect(await look({ folder: 'Nowhere' })).toMatchObject({ ok: false, failure: { code: 'io' } })
    expect(await look({ port: box.plainPort, security: 'none' })).toMatchObject({ ok: true })
    expect(await look({})).toMatchObject({ ok: true })
  })

  test('that cannot be read is told with the challenge that waits, which goes on when it can', async () => {
    const address = 'john@example.test'
    const one = await asked(address)
    await alice.call('mail.set-password', { password: 'wrong', use: 'receive' })
    await client.post(one.challenge.url, {})
    const { rows } = await alice.call('acme.orders', { limit: 1 })
    await until(async () => {
      const { authorizations } = await alice.call('acme.order', { id: rows[0]?.id ?? 0 })
      return /could not be read/.test(authorizations[0]?.challenges[0]?.attempts[0]?.summary ?? '')
    })
    await alice.call('mail.set-password', { password: box.password, use: 'receive' })
    box.deliver(await answered(one, address))
    expect(await judged(one)).toMatchObject({ status: 'valid' })
  })
})
