import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closedNet } from '../../world/closed-net.ts'
import type { HttpReply } from '../../world/net.ts'
import { smallNames, type SmallNames } from '../../testing/name-server.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

const day = 86_400_000
let made: TestEngine & { readonly alice: Person }
let names: SmallNames
let page: HttpReply
beforeEach(async () => {
  names = smallNames()
  page = { status: 404, headers: {}, body: new Uint8Array() }
  made = await startWithAlice({ net: closedNet({ datagram: names.datagram, http: async () => page }) })
  await made.alice.call('settings.update', {
    settings: { idleLockMinutes: 0, dnsSource: 'given', dnsServers: ['192.0.2.53'] }
  })
})
afterEach(() => made.stop())

const add = async (name: string, method: 'txt' | 'file' = 'txt') => {
  const { domain } = await made.alice.call('domain.add', { name, method })
  if (domain.publish === null) throw new Error('nothing is to be published')
  return domain.publish
}

describe('a domain', () => {
  test('says what to publish, and is verified once the record is there', async () => {
    const publish = await add('Example.Test')
    expect(publish).toMatchObject({ kind: 'txt', name: '_pki-validation.example.test' })
    expect(Buffer.from(publish.value, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    const before = await made.alice.call('domain.verify', { name: 'example.test' })
    expect(before.domain).toMatchObject({ state: 'failed', nextAction: 'publish', verifiedAt: null })
    expect(before.evidence.find(({ kind }) => kind === 'domain')).toMatchObject({ outcome: 'failed' })
    names.put('_pki-validation.example.test', 'TXT', ['something else', publish.value])
    const { domain, evidence } = await made.alice.call('domain.verify', { name: 'example.test' })
    expect(domain).toMatchObject({
      state: 'verified',
      basis: 'validated',
      method: 'txt',
      covers: 'subtree',
      nextAction: 'none'
    })
    const proof = evidence.find(({ kind, outcome }) => kind === 'domain' && outcome === 'verified')
    expect(proof).toMatchObject({ id: domain.evidenceId, method: 'txt', from: 'the resolver 192.0.2.53 port 53' })
    const { file } = await made.alice.call('validation.raw', { id: proof?.id ?? 0 })
    expect(Buffer.from(file.base64, 'base64').toString()).toBe(`something else\n${publish.value}`)
  })

  test('whose zone is not signed has DNSSEC not performed, and no other perspective is told as such', async () => {
    const publish = await add('example.test')
    names.put('_pki-validation.example.test', 'TXT', [publish.value])
    const { evidence } = await made.alice.call('domain.verify', { name: 'example.test' })
    expect(evidence.find(({ kind }) => kind === 'dnssec')).toMatchObject({
      outcome: 'not-performed',
      rule: 'dnssec.insecure'
    })
    expect(evidence.find(({ kind }) => kind === 'mpic')).toMatchObject({
      outcome: 'not-performed',
      rule: 'mpic.not-set-up'
    })
  })

  test('in a zone that nobody can validate is not proven by an answer', async () => {
    const publish = await add('example.com')
    names.put('_pki-validation.example.com', 'TXT', [publish.value])
    const { domain, evidence } = await made.alice.call('domain.verify', { name: 'example.com' })
    expect(domain.state).toBe('failed')
    expect(evidence.every(({ outcome }) => outcome !== 'verified')).toBe(true)
    expect(domain.lastReason).toMatch(/DNSSEC|validated/)
  })

  test('uses each random value once', async () => {
    const publish = await add('example.test')
    names.put('_pki-validation.example.test', 'TXT', [publish.value])
    await made.alice.call('domain.verify', { name: 'example.test' })
    await expect(made.alice.call('domain.verify', { name: 'example.test' })).rejects.toMatchObject({ code: 'conflict' })
    const next = await add('example.test')
    expect(next.value).not.toBe(publish.value)
    const again = await made.alice.call('domain.verify', { name: 'example.test' })
    expect(again.domain).toMatchObject({ state: 'verified', nextAction: 'verify' })
    expect(again.evidence[0]).toMatchObject({ outcome: 'not-performed', kind: 'mpic' })
    expect(again.evidence.find(({ kind }) => kind === 'domain')).toMatchObject({ outcome: 'failed' })
  })

  test('does not take a random value that is older than 30 days (BR 3.2.2.4)', async () => {
    const publish = await add('example.test')
    names.put('_pki-validation.example.test', 'TXT', [publish.value])
    made.clock.advance(30 * day)
    await expect(made.alice.call('domain.verify', { name: 'example.test' })).rejects.toThrow(/older than 30 days/)
  })

  test('proven by a file covers that very name', async () => {
    const publish = await add('www.example.test', 'file')
    expect(publish.kind === 'file' ? publish.url : '').toMatch(
      /^http:\/\/www\.example\.test\/\.well-known\/pki-validation\/[0-9a-f]{32}\.txt$/
    )
    expect(publish.kind === 'file' && publish.url.includes(publish.value)).toBe(false)
    names.put('www.example.test', 'A', ['192.0.2.7'])
    page = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(publish.value) }
    const wrong = await made.alice.call('domain.verify', { name: 'www.example.test' })
    expect(wrong.domain).toMatchObject({ state: 'failed' })
    page = {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: Buffer.from(`${publish.value}\n`)
    }
    await made.alice.call('settings.update', { settings: { proofAddresses: 'any' } })
    const { domain } = await made.alice.call('domain.verify', { name: 'www.example.test' })
    expect(domain).toMatchObject({ state: 'verified', covers: 'exact', method: 'file' })
  })

  test('ends with its re-use period, is told of once before and once after, and can be proven again', async () => {
    await made.alice.call('settings.update', { settings: { proofReuseDays: 60 } })
    const publish = await add('example.test')
    names.put('_pki-validation.example.test', 'TXT', [publish.value])
    await made.alice.call('domain.verify', { name: 'example.test' })
    const show = async () => (await made.alice.call('domain.show', { name: 'example.test' })).domain
    const told = async (operation: string) =>
      (await made.alice.call('audit.list', { operation, limit: 10 })).rows.length
    const round = async () => {
      made.engine.jobs.wake()
      await made.engine.jobs.settle()
    }
    made.clock.advance(31 * day)
    await round()
    await round()
    expect(await show()).toMatchObject({ state: 'verified', nextAction: 'renew-soon' })
    expect(await told('proof.ends-soon')).toBe(1)
    made.clock.advance(29 * day)
    await round()
    await round()
    expect(await show()).toMatchObject({ state: 'expired', nextAction: 'prove-again' })
    expect(await told('proof.ended')).toBe(1)
    const ledger = await made.alice.call('validation.evidence', { kind: 'domain', outcome: 'expired' })
    expect(ledger.rows).toMatchObject([{ outcome: 'expired', subject: 'example.test' }])
    expect((await made.alice.call('validation.evidence', { kind: 'domain', outcome: 'verified' })).rows).toEqual([])
  })

  test.each([
    ['*.example.test', /covers the wildcard too/],
    ['co.uk', /public suffix/],
    ['github.io', /public suffix/],
    ['not a name', /not a domain/]
  ])('is not %s', async (name, why) => {
    await expect(made.alice.call('domain.add', { name })).rejects.toThrow(why)
  })

  test('approved by decision says by whom and why, and never counts for the public', async () => {
    const { domain, evidence } = await made.alice.call('domain.authorize', {
      name: 'example.test',
      basis: 'contract 17'
    })
    expect(domain).toMatchObject({
      state: 'verified',
      basis: 'asserted',
      basisNote: 'contract 17',
      expiresForTls: null
    })
    expect(evidence).toMatchObject([
      { method: 'operator', reason: expect.stringMatching(/^alice approved .*contract 17/) }
    ])
    await made.alice.call('domain.disable', { name: 'example.test' })
    expect((await made.alice.call('domain.list', { state: 'inactive' })).domains).toHaveLength(1)
    await made.alice.call('domain.remove', { name: 'example.test' })
    expect((await made.alice.call('validation.evidence', { subject: 'example' })).rows).toHaveLength(1)
  })
})

describe('a requester', () => {
  const requester = async (name: string): Promise<Person> => {
    const passphrase = `${name} walks along the river`
    await made.alice.call('operator.create', { name, displayName: name, roles: ['requester'], passphrase })
    const person = made.person()
    await person.call('session.sign-in', { operator: name, passphrase })
    return person
  }

  test('adds no domain where approved ones only are certified', async () => {
    const bob = await requester('bob')
    await expect(bob.call('domain.add', { name: 'example.test' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('owns the name that was added first where each belongs to one', async () => {
    await made.alice.call('organization.update', { organization: 'Default', names: 'new-per-requester' })
    const [bob, carol] = [await requester('bob'), await requester('carol')]
    expect((await bob.call('domain.add', { name: 'example.test' })).domain.ownerName).toBe('bob')
    await expect(carol.call('domain.add', { name: 'example.test' })).rejects.toMatchObject({
      code: 'refused-by-policy',
      reasons: [{ rule: 'proof.owner' }]
    })
  })

  test('puts no other value in the place of one that somebody else waits for; staff may, and anybody may once it lapsed', async () => {
    await made.alice.call('settings.update', { settings: { idleLockMinutes: 0 } })
    await made.alice.call('organization.update', { organization: 'Default', names: 'approved-or-new' })
    const [bob, carol] = [await requester('bob'), await requester('carol')]
    const valueOf = async (person: Person) =>
      (await person.call('domain.add', { name: 'example.test' })).domain.publish?.value
    const first = await valueOf(bob)
    await expect(carol.call('domain.add', { name: 'example.test' })).rejects.toMatchObject({
      code: 'refused-by-policy',
      reasons: [{ rule: 'proof.started' }]
    })
    expect(await valueOf(bob)).not.toBe(first)
    expect(await valueOf(made.alice)).toBeDefined()
    await expect(bob.call('domain.add', { name: 'example.test' })).rejects.toMatchObject({ code: 'refused-by-policy' })
    made.clock.advance(30 * day)
    await carol.call('session.sign-in', { operator: 'carol', passphrase: 'carol walks along the river' })
    expect(await valueOf(carol)).toBeDefined()
  })

  test('hands no token over', async () => {
    const bob = await requester('bob')
    await expect(bob.call('mailbox.add', { address: 'bob@example.test', handOver: true })).rejects.toMatchObject({
      code: 'forbidden'
    })
  })
})

describe('a mailbox', () => {
  const anna = { address: 'Anna@Example.Test' }

  test('is verified by the token that was handed over, which is told as the decision that it is', async () => {
    const { token, mailbox } = await made.alice.call('mailbox.add', { ...anna, handOver: true })
    expect(mailbox).toMatchObject({
      address: 'Anna@example.test',
      state: 'unverified',
      nextAction: 'enter-token',
      triesLeft: 5
    })
    const { mailbox: after, evidence } = await made.alice.call('mailbox.verify', { ...anna, token: token ?? '' })
    expect(after).toMatchObject({ state: 'verified', method: 'operator', tokenSentAt: null })
    expect(evidence).toMatchObject([{ outcome: 'verified', rule: 'mailbox.handed-over' }])
    await expect(made.alice.call('mailbox.verify', { ...anna, token: token ?? '' })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  test('takes five wrong tokens and then none, not even the right one', async () => {
    const { token } = await made.alice.call('mailbox.add', { ...anna, handOver: true })
    for (let left = 4; left >= 0; left--)
      await expect(made.alice.call('mailbox.verify', { ...anna, token: 'guess' })).rejects.toThrow(`${left} tr`)
    await expect(made.alice.call('mailbox.verify', { ...anna, token: token ?? '' })).rejects.toMatchObject({
      code: 'conflict'
    })
    expect((await made.alice.call('mailbox.show', anna)).mailbox).toMatchObject({
      state: 'failed',
      nextAction: 'send-token'
    })
  })

  test('takes no token after 24 hours (S/MIME BR 3.2.2.2)', async () => {
    const { token } = await made.alice.call('mailbox.add', { ...anna, handOver: true })
    made.clock.advance(day)
    await expect(made.alice.call('mailbox.verify', { ...anna, token: token ?? '' })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  test('gets no second token within a minute, and the first counts no more after the second', async () => {
    const first = await made.alice.call('mailbox.add', { ...anna, handOver: true })
    await expect(made.alice.call('mailbox.add', { ...anna, handOver: true })).rejects.toMatchObject({
      code: 'slowed-down'
    })
    made.clock.advance(60_000)
    await made.alice.call('mailbox.add', { ...anna, handOver: true })
    await expect(made.alice.call('mailbox.verify', { ...anna, token: first.token ?? '' })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })

  test('gets no mail where no server is set up, and says so', async () => {
    await expect(made.alice.call('mailbox.add', anna)).rejects.toMatchObject({ code: 'not-ready' })
    expect((await made.alice.call('mailbox.list', {})).mailboxes).toEqual([])
    await expect(made.alice.call('mail.test', { to: 'anna@example.test' })).rejects.toMatchObject({ code: 'not-ready' })
    await made.alice.call('mail.set-password', { password: 'secret' })
    await made.alice.call('mail.set-password', { password: '' })
  })

  test('is removed, its evidence stays', async () => {
    const { token } = await made.alice.call('mailbox.add', { ...anna, handOver: true })
    await made.alice.call('mailbox.verify', { ...anna, token: token ?? '' })
    await made.alice.call('mailbox.remove', anna)
    const { rows } = await made.alice.call('validation.evidence', { kind: 'mailbox' })
    expect(rows).toHaveLength(1)
    expect((await made.alice.call('validation.show', { id: rows[0]?.id ?? 0 })).evidence.subject).toBe(
      'Anna@example.test'
    )
  })
})

describe('organizations', () => {
  test('the first one was made on the day of the first run', async () => {
    const { organizations } = await made.alice.call('organization.list', {})
    expect(organizations).toMatchObject([{ name: 'Default', createdAt: made.clock.now(), updatedAt: made.clock.now() }])
  })

  test('there is one from the beginning, and more can be added, changed and removed', async () => {
    expect((await made.alice.call('organization.list', {})).organizations).toMatchObject([
      { name: 'Default', names: 'approved-only' }
    ])
    await made.alice.call('organization.create', { name: 'Branch', names: 'approved-or-new' })
    await made.alice.call('domain.add', { name: 'branch.test', organization: 'Branch' })
    await expect(made.alice.call('organization.remove', { organization: 'Branch' })).rejects.toMatchObject({
      code: 'conflict'
    })
    await made.alice.call('domain.remove', { name: 'branch.test', organization: 'Branch' })
    expect((await made.alice.call('organization.show', { organization: 'branch' })).organization.domains).toBe(0)
    await made.alice.call('organization.remove', { organization: 'Branch' })
    await expect(made.alice.call('organization.remove', { organization: 'Default' })).rejects.toMatchObject({
      code: 'conflict'
    })
  })
})

test('settings that no lookup could use are refused', async () => {
  const update = (settings: object) => made.alice.reply('settings.update', { settings })
  expect(await update({ dnsServers: ['192.0.2.300'] })).toMatchObject({ ok: false })
  expect(await update({ dnsServers: [] })).toMatchObject({ ok: false })
  expect(await update({ dnsTrustAnchors: ['example.test. DS 1 13 2 ABCD'] })).toMatchObject({ ok: false })
  expect(await update({ dnsTrustAnchors: [`example.test. IN DS 12345 13 2 ${'AB'.repeat(32)}`] })).toMatchObject({
    ok: true
  })
})
