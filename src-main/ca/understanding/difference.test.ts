import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCsr } from '../../pki/csr.ts'
import { subjectAltNameExtension } from '../../pki/extensions/alternative-names.ts'
import type { CertificateFields, Extension } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'
import { issue } from '../issue/issue.ts'
import { makeCsr, makeEngine, subscriberKey, type TestEngine } from '../../testing/engine.ts'
import { compareAsn1 } from './asn1-difference.ts'
import { differenceOf } from './difference.ts'

const spki = (): Uint8Array => new Uint8Array(subscriberKey().publicKey.export({ format: 'der', type: 'spki' }))
const keys = [spki(), spki()] as const
const extensionOf = (last: number, value: number): Extension => ({
  oid: `1.3.6.1.4.1.99999.${last}`,
  critical: false,
  value: new Uint8Array([0x04, 0x01, value])
})
const base: CertificateFields = {
  serial: '0a1b2c3d',
  signatureAlgorithm: 'ecdsa-sha256',
  issuer: nameFromText('CN=Issuing,O=Example').der,
  subject: nameFromText('CN=www.example.test,O=Example').der,
  notBefore: Date.UTC(2026, 0, 1),
  notAfter: Date.UTC(2027, 0, 1),
  publicKey: keys[0],
  extensions: [
    subjectAltNameExtension([{ kind: 'dns', value: 'www.example.test' }]),
    extensionOf(1, 1),
    extensionOf(2, 2)
  ]
}
const signature = new Uint8Array([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02])
const certificate = (fields: CertificateFields): { der: Uint8Array; certificateId: null } => ({
  der: assembleSigned(buildTbsCertificate(fields), fields.signatureAlgorithm, signature),
  certificateId: null
})
const differing = (before: CertificateFields, after: CertificateFields): string[] =>
  differenceOf(certificate(before), certificate(after))
    .rows.filter(({ kind }) => kind !== 'same')
    .map(({ field }) => field)

/** One change of a certificate, with the fields that must be named for it, beside the bytes as a whole. */
const changes: readonly (readonly [name: string, change: Partial<CertificateFields>, fields: readonly string[]])[] = [
  ['another serial number', { serial: '0a1b2c3e' }, ['serial']],
  ['another issuer', { issuer: nameFromText('CN=Issuing 2,O=Example').der }, ['issuer']],
  ['another common name', { subject: nameFromText('CN=mail.example.test,O=Example').der }, ['subject', 'subject.CN']],
  ['one attribute less', { subject: nameFromText('CN=www.example.test').der }, ['subject', 'subject.O']],
  ['an earlier begin', { notBefore: Date.UTC(2025, 11, 31) }, ['notBefore']],
  ['a later end', { notAfter: Date.UTC(2027, 0, 2) }, ['notAfter']],
  ['another key', { publicKey: keys[1] }, ['publicKey']],
  ['another signature algorithm', { signatureAlgorithm: 'ecdsa-sha384' }, ['signatureAlgorithm']],
  [
    'another value of an extension',
    { extensions: [...base.extensions.slice(0, 2), extensionOf(2, 3)] },
    ['extension.1.3.6.1.4.1.99999.2']
  ],
  [
    'the same extension, critical',
    { extensions: [...base.extensions.slice(0, 2), { ...extensionOf(2, 2), critical: true }] },
    ['extension.1.3.6.1.4.1.99999.2']
  ],
  [
    'an extension less',
    { extensions: base.extensions.slice(0, 2) },
    ['extension.1.3.6.1.4.1.99999.2', 'extensionOrder']
  ],
  [
    'extensions in another order',
    { extensions: [base.extensions[0], base.extensions[2], base.extensions[1]].filter((one) => one !== undefined) },
    ['extensionOrder']
  ]
]

describe('the difference of two certificates', () => {
  it.each(changes)('names %s and nothing else', (_name, change, fields) => {
    expect(new Set(differing(base, { ...base, ...change }))).toEqual(new Set([...fields, 'whole']))
  })

  it('finds each of any number of changes made together', () => {
    fc.assert(
      fc.property(fc.subarray([...changes.slice(0, 9)], { minLength: 1 }), (chosen) => {
        const after = chosen.reduce((fields, [, change]) => ({ ...fields, ...change }), base)
        const found = differing(base, after)
        for (const [, , fields] of chosen.filter(([name]) => name !== 'another common name'))
          expect(found).toEqual(expect.arrayContaining([...fields]))
        expect(found).toContain('whole')
      }),
      { seed: 9, numRuns: 60 }
    )
  })

  it('of a certificate with itself is empty, and every field is listed as the same', () => {
    const same = differenceOf(certificate(base), certificate(base))
    expect(same).toMatchObject({ identical: true, asn1: [], asn1More: 0 })
    expect(new Set(same.rows.map(({ kind }) => kind))).toEqual(new Set(['same']))
    expect(new Set(same.rows.map(({ field }) => field)).size).toBe(same.rows.length)
  })

  it('tells a change of the encoding alone from one of the words', () => {
    const printable = nameFromText('CN=www.example.test,O=Example').der
    const utf8 = Uint8Array.from(printable)
    const at = [...printable.keys()].filter((place) => printable[place] === 0x13 || printable[place] === 0x0c)
    for (const place of at) utf8[place] = printable[place] === 0x13 ? 0x0c : 0x13
    const { rows } = differenceOf(certificate(base), certificate({ ...base, subject: utf8 }))
    expect(rows.find(({ field }) => field === 'subject')).toMatchObject({ kind: 'changed', encodingOnly: true })
    expect(rows.find(({ field }) => field === 'subject.CN')).toMatchObject({ kind: 'same' })
  })
})

describe('the difference of two pieces of ASN.1', () => {
  it('is empty exactly when the bytes are equal', () => {
    const { der } = certificate(base)
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const other = Uint8Array.from(der)
        other[place] = (other[place] ?? 0) ^ flip
        let found
        try {
          found = compareAsn1(der, other)
        } catch {
          return // The outermost header is broken: that is no ASN.1 any more.
        }
        expect(found.differences.length).toBeGreaterThan(0)
      }),
      { seed: 11, numRuns: 1500 }
    )
    expect(compareAsn1(der, Uint8Array.from(der)).differences).toEqual([])
  })

  it('marks the innermost element, where it stands on both sides', () => {
    const [before, after] = [certificate(base).der, certificate({ ...base, serial: '0a1b2c3e' }).der]
    const { differences } = compareAsn1(before, after)
    expect(differences).toHaveLength(1)
    const [only] = differences
    expect(only).toMatchObject({ path: '1.1.2', tag: 'INTEGER', kind: 'changed' })
    expect(before[only?.beforeAt ?? 0]).toBe(0x02)
  })

  it('takes an extension that came in between as one that was added', () => {
    const [first, ...others] = base.extensions
    const after = { ...base, extensions: [first, extensionOf(9, 9), ...others].filter((one) => one !== undefined) }
    const { differences } = compareAsn1(certificate(base).der, certificate(after).der)
    expect(differences).toMatchObject([{ kind: 'added', tag: 'SEQUENCE' }])
    expect(differences[0]?.after).toContain('1.3.6.1.4.1.99999.9')
  })
})

describe('a CSR and the certificate that came of it', () => {
  let engine: TestEngine
  beforeAll(async () => {
    engine = await makeEngine()
  })
  afterAll(() => engine.close())

  it('meet in key and names; what the authority put in is added', async () => {
    const csr = makeCsr({ subject: 'CN=www.example.test,O=Elsewhere' })
    const outcome = await issue(engine.ca, engine.request({}, csr))
    if (outcome.kind !== 'issued') throw new Error('The request waits.')
    const { rows, before, after } = differenceOf(
      { der: csr, certificateId: null },
      { der: outcome.der, certificateId: outcome.certificateId }
    )
    const kindOf = (field: string): string | undefined => rows.find((row) => row.field === field)?.kind
    expect([before.kind, after.kind, after.certificateId]).toEqual(['csr', 'certificate', outcome.certificateId])
    expect(kindOf('publicKey')).toBe('same')
    expect(
      kindOf('name.DNS name.www.example.test') ?? rows.filter(({ field }) => field.startsWith('name.'))[0]?.kind
    ).toBe('same')
    expect(kindOf('issuer')).toBe('added')
    expect(kindOf('subject.O')).toBe(
      parseCertificate(outcome.der).subject.text.includes('Elsewhere') ? 'same' : 'removed'
    )
    expect(parseCsr(csr).subject.text).toContain('Elsewhere')
  })
})
