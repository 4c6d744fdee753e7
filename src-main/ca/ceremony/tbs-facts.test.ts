import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ChanceryError } from '../../../src-shared/errors.ts'
import { buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { buildTbsCrl } from '../../pki/crl-builder.ts'
import { basicConstraintsExtension } from '../../pki/extensions/basic-constraints.ts'
import { subjectKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import { keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import type { CertificateFields, CrlFields } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'
import { markedName, unmarkedText } from './rehearsal-mark.ts'
import { factsOfTbs, requireAsRehearsed } from './tbs-facts.ts'

const spki = (curve: string): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ec', { namedCurve: curve }).publicKey.export({ format: 'der', type: 'spki' }))
const day = 86_400_000
const start = Date.UTC(2026, 10, 20)

const extensions = (keyId: number, pathLength: number | null): CertificateFields['extensions'] => [
  basicConstraintsExtension({ ca: true, pathLength }),
  keyUsageExtension(['keyCertSign', 'cRLSign']),
  subjectKeyIdentifierExtension(new Uint8Array(20).fill(keyId))
]

function certificate(change: Partial<CertificateFields> = {}): Uint8Array {
  return buildTbsCertificate({
    serial: '1f',
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: nameFromText('CN=Root,O=Example').der,
    subject: nameFromText('CN=Root,O=Example').der,
    notBefore: start,
    notAfter: start + 7305 * day,
    publicKey: spki('prime256v1'),
    extensions: extensions(1, null),
    ...change
  })
}

function crl(change: Partial<CrlFields> = {}, revoked = 0): Uint8Array {
  const fields: CrlFields = {
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: nameFromText('CN=Root').der,
    thisUpdate: start,
    nextUpdate: start + 180 * day,
    extensions: [],
    ...change
  }
  return buildTbsCrl(
    fields,
    Array.from({ length: revoked }, (_, at) => ({ serial: `0${at + 1}`, revokedAt: start }))
  )
}

/** @returns the names of what differs */
function differences(kind: 'certificate' | 'crl', before: Uint8Array, now: Uint8Array): string[] {
  try {
    requireAsRehearsed(factsOfTbs({ kind, tbs: before }), factsOfTbs({ kind, tbs: now }), 'It')
    return []
  } catch (error) {
    return (error as ChanceryError).reasons.map(({ where }) => where)
  }
}

describe('a certificate of the real run', () => {
  test('may differ from the rehearsed one in key, key identifier, serial, time and mark', () => {
    const name = markedName('CN=Root,O=Example').der
    const rehearsed = certificate({ issuer: name, subject: name })
    const later = start + 60 * day
    const real = certificate({
      serial: '7fffff',
      publicKey: spki('prime256v1'),
      extensions: extensions(2, null),
      notBefore: later,
      // Twenty years from another day may have a leap day more.
      notAfter: later + 7306 * day
    })
    expect(differences('certificate', rehearsed, real)).toEqual([])
  })

  test.each([
    ['subject', { subject: nameFromText('CN=Root,O=Exemple').der }],
    ['issuer', { issuer: nameFromText('CN=Other').der }],
    ['key algorithm', { publicKey: spki('secp384r1') }],
    ['signature algorithm', { signatureAlgorithm: 'ecdsa-sha384' as const }],
    ['days', { notAfter: start + 3650 * day }]
  ])('is refused for another %s', (what, change) => {
    expect(differences('certificate', certificate(), certificate(change))).toEqual([what])
  })

  test('is refused for another extension, one that is missing, and one that is not critical any more', () => {
    const constrained = certificate({ extensions: extensions(1, 0) })
    expect(differences('certificate', certificate(), constrained)).toEqual(['extension 1, Basic constraints'])
    const fewer = certificate({ extensions: extensions(1, null).slice(0, 2) })
    expect(differences('certificate', certificate(), fewer)).toEqual(['extension 3, Subject key identifier'])
    const soft = certificate({ extensions: extensions(1, null).map((one) => ({ ...one, critical: false })) })
    expect(differences('certificate', certificate(), soft)).toHaveLength(2)
  })

  test('is refused where the rehearsal never came to it', () => {
    expect(() => requireAsRehearsed(undefined, factsOfTbs({ kind: 'certificate', tbs: certificate() }), 'It')).toThrow(
      'It was not rehearsed'
    )
  })
})

describe('a CRL of the real run', () => {
  test('may have other revoked serials and another day', () => {
    const later = start + 30 * day
    const real = crl({ thisUpdate: later, nextUpdate: later + 180 * day }, 5)
    expect(differences('crl', crl({ issuer: markedName('CN=Root').der }), real)).toEqual([])
  })

  test('is refused for another life or issuer', () => {
    expect(differences('crl', crl(), crl({ nextUpdate: start + 90 * day }))).toEqual(['days'])
    expect(differences('crl', crl(), crl({ issuer: nameFromText('CN=Other').der }))).toEqual(['issuer'])
  })
})

describe('the mark of a rehearsal', () => {
  test.each([
    ['CN=Root', 'CN=REHEARSAL Root'],
    ['CN=Root,O=Example,C=DE', 'CN=REHEARSAL Root,O=Example,C=DE'],
    ['OU=Roots,O=Example', 'OU=REHEARSAL Roots,O=Example'],
    [`CN=${'r'.repeat(60)},O=Example`, `CN=${'r'.repeat(60)},O=REHEARSAL Example`]
  ])('stands in %s and goes again', (text, marked) => {
    const name = markedName(text)
    expect(name.text).toBe(marked)
    expect(unmarkedText(name)).toBe(nameFromText(text).text)
  })

  test('needs room', () => {
    expect(() => markedName(`CN=${'r'.repeat(60)},C=DE`)).toThrow('has no room for the mark')
  })
})
