import { describe, expect, it } from 'vitest'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AskedContent, MergeRow, Overrides } from '../../../src-shared/model/request.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import type { z } from 'zod'
import { parseCertificate } from '../../pki/certificate.ts'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { parseCsr } from '../../pki/csr.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'
import { askedFromCsr } from './asked-from-csr.ts'
import { compileProfile } from './compile.ts'
import { resolve, type Resolution } from './resolve.ts'
import { staticExtensions } from './static-extensions.ts'
import { utcText, NO_EXPIRY } from './resolve-validity.ts'

const now = Date.UTC(2026, 10, 20, 12, 0, 0)
const publicKey = parsePublicKeyInfo(new Uint8Array(subscriberKey().publicKey.export({ format: 'der', type: 'spki' })))

function resolved(
  content: Partial<z.input<typeof profileContent>>,
  asked: AskedContent = {},
  overrides: Overrides | null = null,
  issuerEnd = Date.UTC(2036, 0, 1)
): Resolution {
  const parsed: ProfileContent = profileContent.parse({ keyAlgorithms: ['P-256'], ...content })
  const settings = authoritySettings.parse({ addresses: { cps: 'https://pki.example.test/cps' } })
  return resolve({
    profile: compileProfile(parsed),
    fixed: staticExtensions(
      parsed,
      { name: 'Issuing A', settings, keyIdentifier: new Uint8Array(20) },
      'http://pki.example.test/'
    ),
    issuer: {
      keyAlgorithm: 'P-256',
      signatureAlgorithm: null,
      validity: { notBefore: Date.UTC(2026, 0, 1), notAfter: issuerEnd }
    },
    asked,
    overrides,
    publicKey,
    now
  })
}

const row = (of: Resolution, field: string): MergeRow | undefined =>
  of.rows.find((candidate) => candidate.field === field)
const rule = (of: Resolution): string[] => of.reasons.map((reason) => reason.rule)
const cn = (value: string): AskedContent => ({ subject: [{ type: 'CN', value }] })

describe('the subject', () => {
  it('takes constants before overrides before the request, and says so row by row', () => {
    const attributes = [
      { type: 'C', source: 'fixed' as const, value: 'DE' },
      { type: 'O', source: 'default' as const, value: 'Example' },
      { type: 'OU' },
      { type: 'CN' }
    ]
    const asked = {
      subject: [
        { type: 'CN', value: 'asked' },
        { type: 'C', value: 'FR' },
        { type: 'title', value: 'Boss' }
      ]
    }
    const of = resolved({ subject: { attributes } }, asked, {
      subject: [
        { type: 'CN', value: 'override' },
        { type: 'C', value: 'IT' }
      ]
    })
    expect(of.candidate.subjectText).toBe('C=DE,O=Example,CN=override')
    expect(row(of, 'subject.C')).toMatchObject({ asked: 'FR', override: 'IT', result: 'DE', outcome: 'fixed' })
    expect(row(of, 'subject.O')).toMatchObject({ asked: null, result: 'Example', outcome: 'defaulted' })
    expect(row(of, 'subject.OU')).toMatchObject({ result: null, outcome: 'absent' })
    expect(row(of, 'subject.CN')).toMatchObject({
      asked: 'asked',
      override: 'override',
      result: 'override',
      outcome: 'overridden'
    })
    expect(row(of, 'subject.title')).toMatchObject({ asked: 'Boss', result: null, outcome: 'dropped' })
    expect(of.reasons).toEqual([])
  })

  it('keeps several values of one type in their order', () => {
    const of = resolved(
      { subject: { attributes: [{ type: 'DC' }, { type: 'CN' }] } },
      {
        subject: [
          { type: 'DC', value: 'test' },
          { type: 'DC', value: 'example' },
          { type: 'CN', value: 'a' }
        ]
      }
    )
    expect(of.candidate.subjectText).toBe('DC=test,DC=example,CN=a')
  })

  it('takes a commonName from the first alternative name where the profile says so, at the place of its rule', () => {
    const content = {
      subject: { attributes: [{ type: 'CN' }, { type: 'O' }], commonNameFromAlternativeName: true },
      alternativeNames: { rules: [{ type: 'dns' as const }] }
    }
    const asked: AskedContent = {
      subject: [{ type: 'O', value: 'Example' }],
      alternativeNames: [{ type: 'dns', value: 'www.example.test' }]
    }
    const of = resolved(content, asked)
    expect(of.candidate.subjectText).toBe('CN=www.example.test,O=Example')
    expect(row(of, 'subject.CN')?.outcome).toBe('added')
    const long = `${'a'.repeat(60)}.example.test`
    expect(
      resolved(content, { alternativeNames: [{ type: 'dns', value: long }], subject: [{ type: 'O', value: 'x' }] })
        .candidate.subjectText
    ).toBe('O=x')
  })

  it('makes the alternative names critical when it is empty', () => {
    const of = resolved(
      { subject: { mayBeEmpty: true }, alternativeNames: { rules: [{ type: 'email' }] } },
      { alternativeNames: [{ type: 'email', value: 'bob@example.test' }] }
    )
    expect(of.reasons).toEqual([])
    expect(of.candidate.extensions.find(({ oid }) => oid === '2.5.29.17')?.critical).toBe(true)
  })

  it('may not be empty together with the alternative names', () => {
    expect(rule(resolved({ subject: { mayBeEmpty: true } }))).toEqual(['subject.nobody'])
  })
})

describe('alternative names', () => {
  const rules = [
    { type: 'dns' as const, wildcard: true },
    { type: 'ip' as const },
    { type: 'email' as const },
    { type: 'upn' as const },
    { type: 'uri' as const },
    { type: 'sid' as const },
    { type: 'directory' as const },
    { type: 'registered-id' as const },
    { type: 'other' as const }
  ]
  const ask = (type: (typeof rules)[number]['type'], value: string): Resolution =>
    resolved(
      { subject: { attributes: [{ type: 'CN' }] }, alternativeNames: { rules } },
      { ...cn('x'), alternativeNames: [{ type, value }] }
    )

  it.each([
    ['dns', 'WWW.Example.Test', 'www.example.test'],
    ['dns', 'bücher.example', 'xn--bcher-kva.example'],
    ['dns', '*.example.test', '*.example.test'],
    ['dns', 'localhost', 'localhost'],
    ['ip', '192.0.2.1', '192.0.2.1'],
    ['ip', '2001:DB8:0:0::1', '2001:db8::1'],
    ['email', 'Bob@EXAMPLE.test', 'Bob@example.test'],
    ['email', 'jörg@bücher.example', 'jörg@xn--bcher-kva.example'],
    ['uri', 'https://www.example.test/a?b=c#d', 'https://www.example.test/a?b=c#d'],
    ['uri', 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['uri', 'spiffe://example.test/web', 'spiffe://example.test/web'],
    ['upn', 'bob@corp.example.test', 'bob@corp.example.test'],
    ['sid', 'S-1-5-21-1004336348-1177238915-682003330-512', 'S-1-5-21-1004336348-1177238915-682003330-512'],
    ['directory', 'CN=Bob,O=Example', 'CN=Bob,O=Example'],
    ['registered-id', '1.2.3.4', '1.2.3.4'],
    [
      'other',
      '1.3.6.1.4.1.311.25.1:04101122334455667788AABBCCDDEEFF0011',
      '1.3.6.1.4.1.311.25.1:04101122334455667788aabbccddeeff0011'
    ]
  ] as const)('%s %s is written as %s', (type, value, written) => {
    const of = ask(type, value)
    expect(of.reasons).toEqual([])
    expect(row(of, `alternativeNames.${type}`)?.result).toBe(written)
  })

  it.each([
    ['dns', 'a..example.test'],
    ['dns', '-a.example.test'],
    ['dns', 'example.test.'],
    ['dns', 'a.*.example.test'],
    ['dns', '*'],
    ['dns', 'ex ample.test'],
    ['dns', 'xn--zzzzzz--.example'],
    ['dns', `${'a.'.repeat(127)}aa`],
    ['ip', '192.0.2.256'],
    ['ip', '192.0.2.1/24'],
    ['ip', 'fe80::1%eth0'],
    ['ip', '1'],
    ['email', 'bob'],
    ['email', '@example.test'],
    ['email', '.bob@example.test'],
    ['email', '"b o b"@example.test'],
    ['email', `${'a'.repeat(65)}@example.test`],
    ['uri', '/relative'],
    ['uri', 'http://'],
    ['uri', 'http://a_b/'],
    ['uri', 'http://example.test/ä'],
    ['upn', 'bob'],
    ['upn', 'a@b@c'],
    ['sid', 'S-2-5'],
    ['directory', 'nonsense'],
    ['registered-id', '9.9'],
    ['other', '1.2.3:zz'],
    ['other', '1.2.3:0405']
  ] as const)('%s %s is refused with its value', (type, value) => {
    const of = ask(type, value)
    expect(rule(of)).toContain(`san.${type}`)
    expect(row(of, `alternativeNames.${type}`)?.outcome).toBe('refused')
  })

  it('are never lost without a word: what is left out has a row that says why', () => {
    const of = resolved(
      {
        subject: { attributes: [{ type: 'CN' }] },
        alternativeNames: { rules: [{ type: 'dns', source: 'fixed', values: ['fixed.example.test'] }], others: 'drop' }
      },
      {
        ...cn('x'),
        alternativeNames: [
          { type: 'dns', value: 'asked.example.test' },
          { type: 'email', value: 'bob@example.test' }
        ]
      }
    )
    expect(row(of, 'alternativeNames.dns')).toMatchObject({
      asked: 'asked.example.test',
      result: 'fixed.example.test',
      outcome: 'fixed'
    })
    expect(row(of, 'alternativeNames.dns')?.why).toContain('asked.example.test is left out')
    expect(row(of, 'alternativeNames.email')).toMatchObject({
      asked: 'bob@example.test',
      result: null,
      outcome: 'dropped'
    })
  })

  it('are written once when given twice, and take the commonName in', () => {
    const of = resolved(
      {
        subject: { attributes: [{ type: 'CN' }] },
        alternativeNames: { rules: [{ type: 'dns', required: true }], includeCommonName: true }
      },
      {
        ...cn('www.example.test'),
        alternativeNames: [
          { type: 'dns', value: 'a.example.test' },
          { type: 'dns', value: 'A.example.test' }
        ]
      }
    )
    expect(of.candidate.namesText).toBe('a.example.test www.example.test')
    expect(row(of, 'alternativeNames.dns')?.why).toContain('given twice')
    const alone = resolved(
      {
        subject: { attributes: [{ type: 'CN' }] },
        alternativeNames: { rules: [{ type: 'dns', required: true }], includeCommonName: true, required: true }
      },
      cn('www.example.test')
    )
    expect(alone.reasons).toEqual([])
    expect(alone.candidate.namesText).toBe('www.example.test')
  })
})

describe('the validity', () => {
  const year = { kind: 'duration' as const, duration: '1y' }
  const named = { subject: { attributes: [{ type: 'CN' }] } }
  const span = (of: Resolution): string =>
    `${utcText(of.candidate.validity.notBefore)} ${utcText(of.candidate.validity.notAfter)}`

  it('begins five minutes ago and ends one second before its duration is over', () => {
    expect(span(resolved({ ...named, validity: year }, cn('x')))).toBe(
      '2026-11-20 11:55:00 UTC 2027-11-20 11:54:59 UTC'
    )
  })

  it('is cut at the end of the issuer where the profile says so, and refused otherwise', () => {
    const end = Date.UTC(2027, 0, 1)
    const cut = resolved({ ...named, validity: year, atIssuerEnd: 'clip' }, cn('x'), null, end)
    expect(cut.candidate.validity.notAfter).toBe(end)
    expect(cut.reasons).toEqual([])
    expect(rule(resolved({ ...named, validity: year }, cn('x'), null, end))).toEqual(['validity.after-issuer'])
  })

  it('follows the request within the maximum, and an approver before the request', () => {
    const content = { ...named, validity: year, maximumValidity: '2y' }
    expect(span(resolved(content, { ...cn('x'), validity: { duration: '10d' } }))).toBe(
      '2026-11-20 11:55:00 UTC 2026-11-30 11:54:59 UTC'
    )
    expect(
      span(resolved(content, { ...cn('x'), validity: { duration: '10d' } }, { validity: { duration: '1h' } }))
    ).toBe('2026-11-20 11:55:00 UTC 2026-11-20 12:54:59 UTC')
    const dropped = resolved({ ...named, validity: year }, { ...cn('x'), validity: { duration: '10d' } })
    expect(row(dropped, 'validity')?.outcome).toBe('dropped')
  })

  it('may have no end', () => {
    const of = resolved({ ...named, validity: { kind: 'until', notAfter: NO_EXPIRY } }, cn('x'), null, NO_EXPIRY)
    expect(of.reasons).toEqual([])
    expect(certificateOf(of).validity.notAfter).toMatchObject({ text: '99991231235959Z', form: 'generalized' })
  })

  it('is written as GeneralizedTime from 2050 on', () => {
    const of = resolved(
      { ...named, validity: { kind: 'until', notAfter: Date.UTC(2050, 0, 1) } },
      cn('x'),
      null,
      NO_EXPIRY
    )
    expect(certificateOf(of).validity.notAfter.text).toBe('20500101000000Z')
  })
})

function certificateOf({ candidate }: Resolution): ReturnType<typeof parseCertificate> {
  const tbs = buildTbsCertificate({
    serial: '01',
    signatureAlgorithm: candidate.signatureAlgorithm,
    issuer: candidate.subjectDer,
    subject: candidate.subjectDer,
    notBefore: candidate.validity.notBefore,
    notAfter: candidate.validity.notAfter,
    publicKey: candidate.publicKey,
    extensions: candidate.extensions
  })
  return parseCertificate(assembleSigned(tbs, candidate.signatureAlgorithm, new Uint8Array(8)))
}

describe('extensions', () => {
  const named = { subject: { attributes: [{ type: 'CN' }] } }

  it('carry what profile, authority and installation say', () => {
    const of = resolved(
      {
        ...named,
        policies: { list: [{ oid: '1.2.3.4' }] },
        ocspNoCheck: true,
        mustStaple: true,
        keyUsage: { bits: ['digitalSignature'] },
        extendedKeyUsage: { oids: ['1.3.6.1.5.5.7.3.1'] },
        basicConstraints: { authority: false }
      },
      cn('x')
    )
    const certificate = certificateOf(of)
    expect(findExtension(certificate, 'crlDistributionPoints')?.[0]?.fullName).toEqual([
      { kind: 'uri', value: 'http://pki.example.test/crl/Issuing%20A.crl' }
    ])
    expect(findExtension(certificate, 'authorityInfoAccess')?.map(({ location }) => location)).toEqual([
      { kind: 'uri', value: 'http://pki.example.test/aia/Issuing%20A.cer' }
    ])
    expect(findExtension(certificate, 'certificatePolicies')).toEqual([
      { oid: '1.2.3.4', qualifiers: [{ kind: 'cps', uri: 'https://pki.example.test/cps' }] }
    ])
    expect(findExtension(certificate, 'tlsFeature')).toEqual([5])
    expect(findExtension(certificate, 'ocspNoCheck')).toBeNull()
    expect(findExtension(certificate, 'authorityKeyIdentifier')?.keyId).toEqual(new Uint8Array(20))
  })

  it('come from the request only where the profile lists them, and never those that Chancery makes', () => {
    const extensions = [
      { oid: '1.2.3.4', critical: false, der: 'BQA=' },
      { oid: '1.2.3.5', critical: false, der: 'BQA=' },
      { oid: '2.5.29.19', critical: true, der: 'MAMBAf8=' }
    ]
    const of = resolved(
      {
        ...named,
        extensionsFromRequest: ['1.2.3.4', '2.5.29.19', '2.5.29.15'],
        keyUsage: { bits: ['digitalSignature'] }
      },
      { ...cn('x'), extensions, keyUsage: ['keyAgreement'] }
    )
    expect(of.reasons).toEqual([])
    expect(row(of, 'extension.1.2.3.4')?.outcome).toBe('taken')
    expect(row(of, 'extension.1.2.3.5')?.outcome).toBe('dropped')
    expect(row(of, 'extension.2.5.29.19')?.outcome).toBe('dropped')
    expect(of.candidate.keyUsage).toEqual(['keyAgreement'])
    expect(certificateOf(of).extension('2.5.29.19')).toBeUndefined()
  })

  it('asked for twice are refused', () => {
    const twice = { oid: '1.2.3.4', critical: false, der: 'BQA=' }
    expect(
      rule(resolved({ ...named, extensionsFromRequest: ['1.2.3.4'] }, { ...cn('x'), extensions: [twice, twice] }))
    ).toContain('extension.doubled')
  })
})

describe('a CSR', () => {
  it('is read whole: subject, names, usages and every other extension', () => {
    const csr = makeCsr({
      subject: 'CN=a+OU=b,O=c',
      names: [
        { kind: 'dns', value: 'a.test' },
        { kind: 'upn', value: 'a@b' }
      ],
      extensions: [
        { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) },
        { oid: '2.5.29.15', critical: true, value: Uint8Array.of(3, 2, 7, 0x80) },
        { oid: '2.5.29.37', critical: false, value: Uint8Array.from(Buffer.from('300a06082b06010505070301', 'hex')) }
      ]
    })
    expect(askedFromCsr(parseCsr(csr))).toEqual({
      subject: [
        { type: 'CN', value: 'a' },
        { type: 'OU', value: 'b' },
        { type: 'O', value: 'c' }
      ],
      alternativeNames: [
        { type: 'dns', value: 'a.test' },
        { type: 'upn', value: 'a@b' }
      ],
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      extensions: [{ oid: '1.2.3.4', critical: true, der: 'BQA=' }]
    })
  })

  it('with a name of a kind that no profile can speak of keeps it in sight', () => {
    const asked = askedFromCsr(parseCsr(makeCsr({ names: [{ kind: 'edi', value: 'a507a1050c03616263' }] })))
    const of = resolved({ subject: { attributes: [{ type: 'CN' }] } }, asked)
    expect(rule(of)).toEqual(['san.type'])
    expect(row(of, 'alternativeNames.unsupported')?.outcome).toBe('refused')
  })
})
