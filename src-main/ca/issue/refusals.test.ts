import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import { listAudit } from '../../store/audit.ts'
import { updateAuthority, getAuthority } from '../../store/authorities.ts'
import { countRequestsByState } from '../../store/tallies.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { updateProfile } from '../../store/profiles.ts'
import { getKey } from '../../store/keys.ts'
import { revokeCertificate } from '../../store/revocations.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { starterContent } from '../profile/starters.ts'
import {
  makeAuthority,
  makeCsr,
  makeEngine,
  makeProfile,
  subscriberKey,
  type CsrParts,
  type EngineParts,
  type TestEngine
} from '../../testing/engine.ts'
import { openReservations } from './reservations.ts'
import { issue } from './issue.ts'
import type { IssuanceRequest } from './request.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

async function refused(current: TestEngine, request: IssuanceRequest): Promise<ChanceryError> {
  const before = countRequestsByState(reader(current.store))
  const error: unknown = await issue(current.ca, request).then(
    () => undefined,
    (caught: unknown) => caught
  )
  if (!(error instanceof ChanceryError)) throw new Error(`not refused: ${String(error)}`)
  expect(countRequestsByState(reader(current.store))).toEqual(before)
  expect(openReservations(current.ca)).toEqual([])
  const [row] = listAudit(reader(current.store), {}, null, 1)
  expect(row).toMatchObject({ operation: 'certificate.issue', outcome: 'refused' })
  return error
}

interface Case {
  readonly name: string
  readonly rule: string
  readonly content?: Partial<ProfileContent>
  readonly csr?: Partial<CsrParts>
  readonly request?: Partial<IssuanceRequest>
  readonly parts?: Partial<EngineParts>
}

const tls = starterContent('tls-server')
const names = tls.alternativeNames
const dnsRule = profileContent.parse({ keyAlgorithms: ['P-256'], alternativeNames: { rules: [{ type: 'dns' }] } })
  .alternativeNames.rules[0]!
const dns = (value: string): Partial<CsrParts> => ({ subject: 'O=Example', names: [{ kind: 'dns', value }] })
const year = 365 * 86_400_000

const cases: readonly Case[] = [
  { name: 'a channel to which the profile is not offered', rule: 'profile.channel', request: { channel: 'acme' } },
  {
    name: 'a requester without a role of the profile',
    rule: 'profile.role',
    content: { requesterRoles: ['approver'] }
  },
  {
    name: 'a key algorithm that the profile does not list',
    rule: 'key.algorithm',
    content: { keyAlgorithms: ['P-384'] }
  },
  {
    name: 'an attribute that does not match its pattern',
    rule: 'subject.pattern',
    content: {
      subject: {
        ...tls.subject,
        attributes: [{ type: 'CN', source: 'from-request', value: null, required: true, pattern: 'srv-[0-9]+' }]
      }
    }
  },
  {
    name: 'a missing attribute',
    rule: 'subject.required',
    content: {
      subject: {
        ...tls.subject,
        attributes: [{ type: 'O', source: 'from-request', value: null, required: true, pattern: null }]
      }
    }
  },
  {
    name: 'an attribute that no rule names where others are refused',
    rule: 'subject.attribute',
    content: { subject: { ...tls.subject, others: 'refuse' } },
    csr: { subject: 'CN=www.example.test,title=Boss' }
  },
  {
    name: 'an empty subject where one is wanted',
    rule: 'subject.empty',
    content: { subject: { ...tls.subject, mayBeEmpty: false, commonNameFromAlternativeName: false } },
    csr: { subject: '' }
  },
  {
    name: 'a country of three letters',
    rule: 'name.length',
    request: {
      asked: {
        subject: [
          { type: 'C', value: 'DEU' },
          { type: 'CN', value: 'www.example.test' }
        ]
      }
    }
  },
  {
    name: 'a type of alternative name that no rule names',
    rule: 'san.type',
    csr: { names: [{ kind: 'uri', value: 'https://www.example.test/' }] }
  },
  { name: 'a DNS name with an underscore', rule: 'san.dns', csr: dns('a_b.example.test') },
  { name: 'a DNS name with a label of 64 characters', rule: 'san.dns', csr: dns(`${'a'.repeat(64)}.example.test`) },
  { name: 'a DNS name that is an address', rule: 'san.dns', csr: dns('192.0.2.1') },
  { name: 'a wildcard where none is allowed', rule: 'san.wildcard', csr: dns('*.example.test') },
  {
    name: 'a wildcard on a public suffix',
    rule: 'san.wildcard-suffix',
    content: { alternativeNames: { ...names, rules: [{ ...dnsRule, wildcard: true }] } },
    csr: dns('*.co.uk')
  },
  {
    name: 'an alternative name outside its pattern',
    rule: 'san.pattern',
    content: { alternativeNames: { ...names, rules: [{ ...dnsRule, pattern: '.*\\.corp\\.test' }] } }
  },
  {
    name: 'too many alternative names',
    rule: 'san.max',
    content: { alternativeNames: { ...names, rules: [{ ...dnsRule, max: 1 }] } },
    csr: {
      names: [
        { kind: 'dns', value: 'a.example.test' },
        { kind: 'dns', value: 'b.example.test' }
      ]
    }
  },
  {
    name: 'no alternative name where one is wanted',
    rule: 'san.required',
    csr: { subject: 'CN=Web server', names: [] }
  },
  {
    name: 'names under two registrable domains',
    rule: 'san.registrable-domain',
    content: { alternativeNames: { ...names, singleRegistrableDomain: true } },
    csr: {
      names: [
        { kind: 'dns', value: 'a.example.com' },
        { kind: 'dns', value: 'a.example.org' }
      ]
    }
  },
  {
    name: 'a validity longer than the profile allows',
    rule: 'validity.maximum',
    request: { asked: { subject: [{ type: 'CN', value: 'www.example.test' }], validity: { duration: '3y' } } }
  },
  {
    name: 'a validity that begins before the allowed backdating',
    rule: 'validity.backdated',
    request: {
      asked: {
        subject: [{ type: 'CN', value: 'www.example.test' }],
        validity: { notBefore: Date.UTC(2026, 10, 1), notAfter: Date.UTC(2027, 0, 1) }
      }
    }
  },
  {
    name: 'a validity past the end of the issuer',
    rule: 'validity.after-issuer',
    content: { validity: { kind: 'duration', duration: '15y' }, maximumValidity: null }
  },
  {
    name: 'a fixed end that is past',
    rule: 'validity.past',
    content: { validity: { kind: 'until', notAfter: Date.UTC(2026, 10, 20, 11, 58) }, maximumValidity: null }
  },
  {
    name: 'a validity put in by an approver where nobody may choose',
    rule: 'validity.not-choosable',
    content: { maximumValidity: null },
    request: { overrides: { validity: { duration: '10d' } } }
  },
  {
    name: 'a signature algorithm that does not go with the issuing key',
    rule: 'signature.algorithm',
    content: { signatureAlgorithm: 'rsa-pkcs1-sha256' }
  },
  {
    name: 'keyCertSign in a certificate that is no authority',
    rule: 'key-usage.authority',
    content: { keyUsage: { critical: true, bits: ['digitalSignature', 'keyCertSign'] } }
  },
  {
    name: 'an extension that would stand twice',
    rule: 'extension.doubled',
    content: { customExtensions: [{ oid: '2.5.29.15', critical: true, der: 'AwIHgA==' }] }
  },
  {
    name: 'a custom extension that is not DER',
    rule: 'extension.der',
    content: { customExtensions: [{ oid: '1.2.3.4', critical: false, der: 'AwI=' }] }
  },
  {
    name: 'a profile pattern that is no expression',
    rule: 'profile.pattern',
    content: {
      subject: {
        ...tls.subject,
        attributes: [{ type: 'CN', source: 'from-request', value: null, required: false, pattern: '(' }]
      }
    }
  },
  {
    name: 'a name outside the name constraints of the issuer',
    rule: 'name-constraints',
    parts: {
      issuingContent: {
        nameConstraints: { critical: true, permitted: [{ type: 'dns', value: 'corp.test' }], excluded: [] }
      }
    }
  },
  {
    name: 'an authority under a path length that is used up',
    rule: 'authority.path-length',
    content: { ...starterContent('subordinate-ca'), approval: 'auto' },
    csr: { subject: 'CN=Sub,O=Example', names: [] },
    parts: { issuingContent: { basicConstraints: { critical: true, authority: true, pathLength: 0 } } }
  },
  {
    name: 'basic constraints and class that disagree',
    rule: 'profile.class',
    content: { certificateClass: 'authority' }
  },
  { name: 'a renewal without the certificate that it follows', rule: 'renewal.previous', request: { kind: 'renew' } }
]

describe('a request is refused with its reason, and leaves nothing but an audit row:', () => {
  it.each(cases)('$name', async ({ rule, content, csr, request, parts }) => {
    engine = await makeEngine(parts)
    const profileId =
      content === undefined
        ? engine.autoId
        : await makeProfile(engine.ca, 'case', { ...tls, approval: 'auto', ...content }, engine.issuingId)
    const error = await refused(engine, engine.request({ profileId, ...request }, makeCsr(csr)))
    expect(error.code).toBe('refused-by-policy')
    expect(error.reasons.map((reason) => reason.rule)).toContain(rule)
  })

  it.each(['root', 'issuing'] as const)('the certificate of the %s authority is revoked', async (which) => {
    const made = await makeEngine()
    engine = made
    const authority = getAuthority(reader(made.store), which === 'root' ? made.rootId : made.issuingId)
    await transaction(made.store, (tx) =>
      revokeCertificate(tx, authority?.certificateId ?? 0, {
        at: made.clock.now(),
        reason: 'cACompromise',
        invalidityAt: null
      })
    )
    const error = await refused(made, made.request())
    expect(error.reasons.map(({ rule }) => rule)).toContain('authority.revoked')
  })

  it('an RSA key of 1024 bits', async () => {
    engine = await makeEngine()
    const error = await refused(
      engine,
      engine.request({}, makeCsr({ key: generateKeyPairSync('rsa', { modulusLength: 1024 }) }))
    )
    expect(error.code).toBe('weak-key')
    expect(error.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['key.algorithm', 'weak-key.rsa-size'])
    )
  })

  it('a CSR whose signature does not verify', async () => {
    engine = await makeEngine()
    const csr = makeCsr()
    csr[csr.length - 1] = (csr[csr.length - 1] ?? 0) ^ 1
    const error = await refused(engine, engine.request({}, csr))
    expect(error.code).toBe('bad-signature')
  })

  it('a CSR for another key than the request', async () => {
    engine = await makeEngine()
    const other = engine.request({}, makeCsr())
    const error = await refused(engine, engine.request({ publicKey: other.publicKey }, makeCsr()))
    expect(error.reasons.map(({ rule }) => rule)).toContain('possession.key')
  })

  it('the public key of an authority', async () => {
    engine = await makeEngine()
    const authority = getAuthority(reader(engine.store), engine.issuingId)
    const key = getKey(reader(engine.store), authority?.keyId ?? 0)
    const error = await refused(
      engine,
      engine.request({
        publicKey: key?.spki ?? new Uint8Array(),
        proofOfPossession: { kind: 'key-held', keyId: key?.id ?? 0 }
      })
    )
    expect(error.reasons.map(({ rule }) => rule)).toContain('key.authority')
  })

  it('a key that was reported compromised', async () => {
    engine = await makeEngine()
    const csr = makeCsr({ key: subscriberKey() })
    const first = await issue(engine.ca, engine.request({}, csr))
    if (first.kind !== 'issued') throw new Error(first.kind)
    await transaction(engine.store, (tx) =>
      revokeCertificate(tx, first.certificateId, { at: 1, reason: 'keyCompromise', invalidityAt: null })
    )
    const error = await refused(engine, engine.request({}, csr))
    expect(error.reasons.map(({ rule }) => rule)).toEqual(['key.compromised'])
  })

  it('a key that was reported compromised more than a hundred certificates ago', async () => {
    engine = await makeEngine()
    const csr = makeCsr({ key: subscriberKey() })
    const first = await issue(engine.ca, engine.request({}, csr))
    if (first.kind !== 'issued') throw new Error(first.kind)
    for (let more = 0; more < 100; more++) await issue(engine.ca, engine.request({}, csr))
    await transaction(engine.store, (tx) =>
      revokeCertificate(tx, first.certificateId, { at: 1, reason: 'keyCompromise', invalidityAt: null })
    )
    const error = await refused(engine, engine.request({}, csr))
    expect(error.reasons.map(({ rule }) => rule)).toEqual(['key.compromised'])
  })

  it('an authority that is retired', async () => {
    engine = await makeEngine()
    const row = getAuthority(reader(engine.store), engine.issuingId)
    await transaction(engine.store, (tx) => updateAuthority(tx, row?.id ?? 0, row?.version ?? 0, { state: 'retired' }))
    const error = await refused(engine, engine.request())
    expect(error.reasons.map(({ rule }) => rule)).toContain('authority.state')
  })

  it('an authority whose certificate has expired', async () => {
    engine = await makeEngine()
    engine.clock.advance(11 * year)
    const error = await refused(engine, engine.request())
    expect(error.reasons.map(({ rule }) => rule)).toContain('authority.validity')
  })

  it('a profile that is disabled, or bound to another authority', async () => {
    engine = await makeEngine()
    const { autoId } = engine
    await transaction(engine.store, (tx) => updateProfile(tx, autoId, { state: 'disabled' }))
    const error = await refused(engine, engine.request({ authorityId: engine.rootId }))
    expect(error.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['profile.state', 'profile.authority'])
    )
  })

  it('all reasons at once, each naming rule and value', async () => {
    engine = await makeEngine()
    const error = await refused(
      engine,
      engine.request({
        channel: 'scep',
        asked: { subject: [{ type: 'C', value: 'DEU' }], alternativeNames: [{ type: 'dns', value: 'a_b.test' }] }
      })
    )
    expect(error.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['profile.channel', 'name.length', 'san.dns'])
    )
    expect(error.reasons.find(({ rule }) => rule === 'san.dns')?.message).toContain('a_b.test')
  })

  it('built-in profiles in the hands of anybody but the engine', async () => {
    engine = await makeEngine()
    const error = await refused(
      engine,
      engine.request({
        profileId: await builtInProfile(engine.ca, 'subordinate-authority'),
        authorityId: engine.rootId
      })
    )
    expect(error.code).toBe('forbidden')
  })
})

describe('authorities beside each other', () => {
  it('issue under their own names and keys', async () => {
    engine = await makeEngine()
    const second = await makeAuthority(engine.ca, {
      name: 'second',
      subject: 'CN=Second',
      algorithm: 'P-384',
      issuerId: engine.rootId,
      content: {}
    })
    const profileId = await makeProfile(engine.ca, 'open', { ...tls, approval: 'auto' }, null)
    const a = await issue(engine.ca, engine.request({ profileId, authorityId: engine.issuingId }))
    const b = await issue(engine.ca, engine.request({ profileId, authorityId: second }))
    if (a.kind !== 'issued' || b.kind !== 'issued') throw new Error('not issued')
    expect(parseCertificate(a.der).issuer.text).toBe('CN=Test Issuing,O=Example')
    expect(parseCertificate(b.der).issuer.text).toBe('CN=Second')
    expect(parseCertificate(b.der).signatureAlgorithm.id).toBe('ecdsa-sha384')
  })
})
