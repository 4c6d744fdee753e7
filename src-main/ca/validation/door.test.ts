import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Evidence, ProofRule } from '../../../src-shared/model/validation.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { makeCsr } from '../../testing/engine.ts'
import { smallNames, type SmallNames } from '../../testing/name-server.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'
import { closedNet } from '../../world/closed-net.ts'

const day = 86_400_000
const hour = 3_600_000
let made: TestEngine & { readonly alice: Person }
let alice: Person
let names: SmallNames
beforeEach(async () => {
  names = smallNames()
  made = await startWithAlice({ net: closedNet({ datagram: names.datagram }) })
  alice = made.alice
  await alice.call('settings.update', {
    settings: { idleLockMinutes: 0, dnsSource: 'given', dnsServers: ['192.0.2.53'] }
  })
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root', key: 'P-256', validity: '20y' })
  await alice.call('authority.update', {
    authority: 'root',
    settings: authoritySettings.parse({ caaIdentities: ['ca.example'] })
  })
})
afterEach(() => made.stop())

async function profile(name: string, starter: 'tls-server' | 'smime', proof: Partial<ProofRule>, more: object = {}) {
  const { starters } = await alice.call('profile.starters', {})
  const content = starters.find((one) => one.name === starter)?.content
  if (content === undefined) throw new Error(`there is no starter ${starter}`)
  const rules = content.alternativeNames.rules.map((rule) => ({ ...rule, wildcard: rule.type === 'dns' }))
  await alice.call('profile.create', {
    name,
    authority: 'root',
    content: {
      ...content,
      approval: 'auto',
      keyAlgorithms: ['P-256'],
      keyUsage: { critical: true, bits: ['digitalSignature'] },
      alternativeNames: { ...content.alternativeNames, rules },
      proof,
      ...more
    }
  })
}

interface Asked {
  readonly reasons: readonly Reason[]
  readonly evidence: readonly Evidence[]
  readonly requestId: number | null
}

/** Asks for a certificate and says what came of it. */
async function ask(
  profileName: string,
  asked: readonly { type: 'dns' | 'email' | 'ip'; value: string }[]
): Promise<Asked> {
  const csr = Buffer.from(makeCsr({ subject: '', names: [] })).toString('base64')
  try {
    const { request } = await alice.call('request.submit', {
      profile: profileName,
      csr,
      asked: { alternativeNames: [...asked] }
    })
    const { evidence } = await alice.call('validation.request', { id: request.id })
    return { reasons: [], evidence, requestId: request.id }
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    const { rows } = await alice.call('validation.evidence', { limit: 20 })
    return { reasons: error.reasons, evidence: rows, requestId: null }
  }
}

const dns = (value: string) => [{ type: 'dns', value }] as const
const rulesOf = ({ reasons }: Asked): string[] => reasons.map(({ where, rule }) => `${where} ${rule}`)
const of = ({ evidence }: Asked, kind: Evidence['kind']): Evidence | undefined =>
  evidence.find((one) => one.kind === kind)

async function prove(name: string): Promise<void> {
  const { domain } = await alice.call('domain.add', { name })
  names.put(`_pki-validation.${name}`, 'TXT', [domain.publish?.value ?? ''])
  await alice.call('domain.verify', { name })
}

describe('a profile that asks for no proof', () => {
  test('asks nobody, stores nothing, and its requests say: not required', async () => {
    await profile('plain', 'tls-server', {})
    const asked = await ask('plain', dns('www.example.test'))
    expect(asked.evidence.map(({ id, kind, outcome }) => `${id} ${kind} ${outcome}`)).toEqual(
      ['domain', 'mailbox', 'caa', 'dnssec', 'mpic'].map((kind) => `0 ${kind} not-required`)
    )
    expect(names.asked).toEqual([])
    expect((await alice.call('validation.evidence', {})).rows).toEqual([])
  })
})

describe('a profile that wants every domain proven', () => {
  beforeEach(() => profile('proven', 'tls-server', { domains: 'required' }))

  test('refuses a name without a proof, naming rule and name, and keeps that as evidence', async () => {
    const asked = await ask('proven', [...dns('www.example.test'), ...dns('other.test')])
    expect(rulesOf(asked)).toEqual(['dns:www.example.test proof.domain', 'dns:other.test proof.domain'])
    expect(asked.evidence).toMatchObject([
      { kind: 'domain', subject: 'other.test', outcome: 'failed', requestId: null },
      { kind: 'domain', subject: 'www.example.test', outcome: 'failed' }
    ])
  })

  test('certifies all names and wildcards below a domain that a record proves, and the request rests on that proof', async () => {
    await prove('example.test')
    const asked = await ask('proven', [...dns('a.b.example.test'), ...dns('*.example.test'), ...dns('example.test')])
    expect(asked.reasons).toEqual([])
    const { domain } = await alice.call('domain.show', { name: 'example.test' })
    const rows = asked.evidence.filter(({ kind }) => kind === 'domain')
    expect(rows).toHaveLength(3)
    for (const row of rows)
      expect(row).toMatchObject({
        outcome: 'verified',
        method: 'txt',
        restsOn: domain.evidenceId,
        requestId: asked.requestId
      })
  })

  test.each(['badexample.test', 'example.test.attacker.test', 'test'])(
    'does not take %s for a name below it',
    async (name) => {
      await prove('example.test')
      expect(rulesOf(await ask('proven', dns(name)))).toContain(`dns:${name} proof.domain`)
    }
  )

  test('refuses the day after the proof ended, and says when that was', async () => {
    await alice.call('settings.update', { settings: { proofReuseDays: 10 } })
    await prove('example.test')
    made.clock.advance(10 * day - 1)
    expect((await ask('proven', dns('example.test'))).reasons).toEqual([])
    made.clock.advance(1)
    const late = await ask('proven', dns('example.test'))
    expect(late.reasons).toMatchObject([
      { rule: 'proof.domain', message: expect.stringMatching(/ended on 2026-11-30/) }
    ])
  })

  test('refuses a domain that was disabled, and a method that the profile does not take', async () => {
    await prove('example.test')
    await alice.call('domain.disable', { name: 'example.test' })
    expect((await ask('proven', dns('example.test'))).reasons[0]?.message).toMatch(/inactive/)
    await alice.call('domain.disable', { name: 'example.test', disabled: false })
    await profile('by file', 'tls-server', { domains: 'required', methods: ['file'] })
    expect((await ask('by file', dns('example.test'))).reasons[0]?.message).toMatch(/does not take that method/)
  })

  test('takes the decision of a person only where no public relies on it', async () => {
    await alice.call('domain.authorize', { name: 'example.test', basis: 'own domain' })
    const asked = await ask('proven', dns('example.test'))
    expect(of(asked, 'domain')).toMatchObject({ outcome: 'verified', method: 'operator' })
    await profile('public', 'tls-server', { domains: 'required' }, { publicTrust: 'tls' })
    expect(rulesOf(await ask('public', dns('example.test')))).toContain('dns:example.test proof.domain')
  })

  test('wants an address proven too, and no stored domain proves one', async () => {
    expect(rulesOf(await ask('proven', [...dns('example.test'), { type: 'ip', value: '192.0.2.9' }]))).toContain(
      'ip:192.0.2.9 proof.domain'
    )
  })

  test('and other perspectives refuses what only this machine saw', async () => {
    await profile('corroborated', 'tls-server', { domains: 'required', mpic: 'required' })
    await prove('example.test')
    const asked = await ask('corroborated', dns('example.test'))
    expect(rulesOf(asked)).toEqual(['dns:example.test mpic.not-set-up'])
    expect(of(asked, 'mpic')).toMatchObject({ outcome: 'not-performed' })
  })
})

describe('CAA', () => {
  const look = async (mode: 'off' | 'warn' | 'enforce') => {
    await profile(`caa ${mode}`, 'tls-server', { caa: mode })
    return ask(`caa ${mode}`, dns('www.example.test'))
  }

  test('that names another authority refuses where it is enforced, and is told where it is not', async () => {
    names.put('example.test', 'CAA', ['0 issue other.example', '0 iodef mailto:pki@example.test'])
    const refused = await look('enforce')
    expect(rulesOf(refused)).toEqual(['dns:www.example.test caa.issuer-not-named'])
    expect(of(refused, 'caa')).toMatchObject({
      outcome: 'failed',
      detail: { foundAt: 'example.test.', iodef: ['mailto:pki@example.test'] }
    })
    const warned = await look('warn')
    expect(warned.reasons).toEqual([])
    expect(of(warned, 'caa')).toMatchObject({ outcome: 'failed', requestId: warned.requestId })
    names.asked.length = 0
    expect((await look('off')).reasons).toEqual([])
    expect(names.asked).toEqual([])
  })

  test('that names this one allows, and the answer serves for eight hours and no longer (BR 3.2.2.8)', async () => {
    names.put('example.test', 'CAA', ['0 issue ca.example'])
    const first = await look('enforce')
    expect(of(first, 'caa')).toMatchObject({ outcome: 'verified', rule: 'caa.issuer-named', restsOn: null })
    expect(of(first, 'dnssec')).toMatchObject({ outcome: 'not-performed', rule: 'dnssec.insecure' })
    names.put('example.test', 'CAA', ['0 issue other.example'])
    made.clock.advance(8 * hour - 1)
    const second = await ask('caa enforce', dns('www.example.test'))
    expect(of(second, 'caa')).toMatchObject({ outcome: 'verified', restsOn: of(first, 'caa')?.id })
    made.clock.advance(1)
    expect(rulesOf(await ask('caa enforce', dns('www.example.test')))).toEqual([
      'dns:www.example.test caa.issuer-not-named'
    ])
  })

  test('is asked again after other identities were set, whatever was answered before', async () => {
    names.put('example.test', 'CAA', ['0 issue ca.example'])
    await look('enforce')
    await alice.call('authority.update', {
      authority: 'root',
      settings: authoritySettings.parse({ caaIdentities: ['new.example'] })
    })
    expect(rulesOf(await ask('caa enforce', dns('www.example.test')))).toEqual([
      'dns:www.example.test caa.issuer-not-named'
    ])
  })

  test('that cannot be read is not performed, and nothing is issued on it', async () => {
    names.broken = true
    const asked = await look('enforce')
    expect(rulesOf(asked)).toEqual(['dns:www.example.test caa.lookup-failed'])
    expect(of(asked, 'caa')).toMatchObject({ outcome: 'not-performed' })
  })

  test('lets an authority without identities certify what is not restricted, and nothing else', async () => {
    await alice.call('authority.update', { authority: 'root', settings: authoritySettings.parse({}) })
    expect((await look('enforce')).reasons).toEqual([])
    names.put('free.test', 'CAA', ['0 issue other.example'])
    const refused = await ask('caa enforce', dns('free.test'))
    expect(refused.reasons).toMatchObject([
      { rule: 'caa.issuer-not-named', message: expect.stringMatching(/has no CAA identity that they could name/) }
    ])
  })

  test('for the wildcard is that of issuewild', async () => {
    names.put('example.test', 'CAA', ['0 issue ca.example', '0 issuewild ;'])
    await profile('caa', 'tls-server', { caa: 'enforce' })
    expect((await ask('caa', dns('www.example.test'))).reasons).toEqual([])
    expect(rulesOf(await ask('caa', dns('*.example.test')))).toEqual(['dns:*.example.test caa.issuer-not-named'])
  })

  test('with validationmethods allows the method that proved the name only (RFC 8657)', async () => {
    await prove('example.test')
    await profile('caa', 'tls-server', { caa: 'enforce', domains: 'required' })
    names.put('example.test', 'CAA', ['0 issue ca.example;validationmethods=dns-01'])
    expect(rulesOf(await ask('caa', dns('example.test')))).toEqual(['dns:example.test caa.parameters'])
    names.put('example.test', 'CAA', ['0 issue ca.example;validationmethods=dns-01,ca-txt'])
    expect((await ask('caa', dns('example.test'))).reasons).toEqual([])
  })

  test('of a mailbox is issuemail of its domain; issue says nothing about mail (RFC 9495)', async () => {
    await profile('mail', 'smime', { caa: 'enforce' })
    const anna = [{ type: 'email', value: 'anna@example.test' }] as const
    names.put('example.test', 'CAA', ['0 issue other.example'])
    expect((await ask('mail', anna)).reasons).toEqual([])
    made.clock.advance(9 * hour)
    names.put('example.test', 'CAA', ['0 issuemail other.example'])
    expect(rulesOf(await ask('mail', anna))).toEqual(['email:anna@example.test caa.issuer-not-named'])
  })

  test('is enforced for the domains of an organization that wants it, though the installation does not', async () => {
    await profile('plain', 'tls-server', {})
    await prove('example.test')
    await alice.call('organization.update', { organization: 'Default', caa: 'enforce' })
    names.put('example.test', 'CAA', ['0 issue other.example'])
    names.put('foreign.test', 'CAA', ['0 issue other.example'])
    expect(rulesOf(await ask('plain', dns('www.example.test')))).toEqual(['dns:www.example.test caa.issuer-not-named'])
    expect((await ask('plain', dns('foreign.test'))).reasons).toEqual([])
  })

  test('is not asked by an assessment, which writes nothing', async () => {
    await profile('caa', 'tls-server', { caa: 'enforce' })
    const csr = Buffer.from(makeCsr({ subject: '', names: [] })).toString('base64')
    await alice.call('request.inspect', {
      profile: 'caa',
      csr,
      asked: { alternativeNames: [...dns('www.example.test')] }
    })
    expect(names.asked).toEqual([])
    expect((await alice.call('validation.evidence', {})).rows).toEqual([])
  })
})

describe('a profile that wants every mailbox proven', () => {
  const anna = [{ type: 'email', value: 'anna@example.test' }] as const
  beforeEach(() => profile('mail', 'smime', { mailboxes: 'required', mailboxDays: 30 }))

  test('refuses one without a proof, takes one whose token came back, for as many days as it says', async () => {
    expect(rulesOf(await ask('mail', anna))).toEqual(['email:anna@example.test proof.mailbox'])
    const { token } = await alice.call('mailbox.add', { address: 'anna@example.test', handOver: true })
    await alice.call('mailbox.verify', { address: 'anna@example.test', token: token ?? '' })
    expect(of(await ask('mail', anna), 'mailbox')).toMatchObject({ outcome: 'verified', method: 'operator' })
    made.clock.advance(30 * day)
    expect(rulesOf(await ask('mail', anna))).toEqual(['email:anna@example.test proof.mailbox'])
  })

  test('takes one whose domain a record proves', async () => {
    await prove('example.test')
    expect(of(await ask('mail', anna), 'mailbox')).toMatchObject({ outcome: 'verified', method: 'domain' })
  })

  test('and the same domain in both kinds of names refuses another', async () => {
    await profile(
      'both',
      'smime',
      { mailDomain: 'same' },
      {
        alternativeNames: { rules: [{ type: 'email' }, { type: 'dns' }], others: 'refuse' }
      }
    )
    expect(rulesOf(await ask('both', [...anna, ...dns('other.test')]))).toContain(
      'email:anna@example.test proof.mail-domain'
    )
    expect(rulesOf(await ask('both', [...anna, ...dns('example.test')]))).not.toContain(
      'email:anna@example.test proof.mail-domain'
    )
  })
})

test('a request that waited is looked at again when it is signed, and the proof belongs to who asked', async () => {
  await profile('slow', 'tls-server', { domains: 'required', caa: 'enforce' }, { approval: 'one' })
  await prove('example.test')
  const asked = await ask('slow', dns('example.test'))
  expect(of(asked, 'caa')).toMatchObject({ outcome: 'verified' })
  made.clock.advance(9 * hour)
  names.put('example.test', 'CAA', ['0 issue other.example'])
  const passphrase = 'bob counts the boats'
  await alice.call('operator.create', { name: 'bob', displayName: 'Bob', roles: ['approver'], passphrase })
  const bob = made.person()
  await bob.call('session.sign-in', { operator: 'bob', passphrase })
  await bob.reply('request.approve', { id: asked.requestId ?? 0, comment: 'fine' })
  const { request } = await alice.call('request.show', { id: asked.requestId ?? 0 })
  expect(request.state).toBe('failed')
  const { evidence } = await alice.call('validation.request', { id: asked.requestId ?? 0 })
  expect(evidence.filter(({ kind }) => kind === 'caa').map(({ outcome }) => outcome)).toEqual(['failed', 'expired'])
})

test('a check of a name keeps CAA, DNSSEC and perspectives as evidence, and nothing that was not run is verified', async () => {
  names.put('example.test', 'CAA', ['0 issue ca.example'])
  const { evidence } = await alice.call('validation.check', { name: 'www.Example.test' })
  expect(evidence.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    'caa verified',
    'dnssec not-performed',
    'mpic not-performed'
  ])
  await alice.call('authority.update', { authority: 'root', settings: authoritySettings.parse({}) })
  const without = await alice.call('validation.check', { name: 'www.example.test' })
  expect(without.evidence.some(({ outcome }) => outcome === 'verified')).toBe(false)
  await expect(alice.call('validation.check', { name: 'a b' })).rejects.toMatchObject({ code: 'invalid-input' })
})
