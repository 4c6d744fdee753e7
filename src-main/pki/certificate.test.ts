import { createHash, X509Certificate } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate as AsnCertificate } from '@peculiar/asn1-x509'
import * as pkijs from 'pkijs'
import { describe, expect, it } from 'vitest'
import { keyAlgorithmIds, signatureChoices } from '../../src-shared/model/algorithm.ts'
import { testKeyPair } from '../testing/key-pair.ts'
import { vector, vectors } from '../testing/vectors.ts'
import { assembleSigned, buildTbsCertificate } from './certificate-builder.ts'
import { parseCertificate } from './certificate.ts'
import { hexOf } from './der/hex.ts'
import { DerWriter, encode } from './der/writer.ts'
import { authorityKeyIdentifierExtension, subjectKeyIdentifierExtension } from './extensions/key-identifiers.ts'
import { subjectAltNameExtension } from './extensions/alternative-names.ts'
import { objectBytes } from './encoded-object.ts'
import { basicConstraintsExtension } from './extensions/basic-constraints.ts'
import { findExtension } from './extensions/decode.ts'
import { extKeyUsageExtension, keyUsageExtension } from './extensions/key-usage.ts'
import type { CertificateFields } from './model.ts'
import { emptyName, encodeName, nameFromText } from './name.ts'
import { keyIdSha1, parsePublicKeyInfo } from './spki.ts'
import { verifyMlDsa, verifySignature } from './verify.ts'

const suite = vectors('pkits/certs', '.crt')

const p256 = testKeyPair('P-256')

const fields = (change: Partial<CertificateFields> = {}): CertificateFields => ({
  serial: '0123456789abcdef',
  signatureAlgorithm: 'ecdsa-sha256',
  issuer: nameFromText('C=DE,O=Example,CN=Issuer').der,
  subject: nameFromText('CN=www.example.test').der,
  notBefore: Date.UTC(2026, 0, 1),
  notAfter: Date.UTC(2027, 0, 1),
  publicKey: p256.spki,
  extensions: [
    basicConstraintsExtension({ ca: false, pathLength: null }),
    keyUsageExtension(['digitalSignature']),
    extKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
    subjectAltNameExtension([{ kind: 'dns', value: 'www.example.test' }]),
    subjectKeyIdentifierExtension(keyIdSha1(parsePublicKeyInfo(p256.spki))),
    authorityKeyIdentifierExtension({ keyId: new Uint8Array(20).fill(7), issuer: [], serial: null })
  ],
  ...change
})

const issue = (change: Partial<CertificateFields> = {}): Uint8Array => {
  const tbs = buildTbsCertificate(fields(change))
  return assembleSigned(tbs, 'ecdsa-sha256', p256.sign(tbs, 'ecdsa-sha256'))
}

describe('parsing the NIST suite', () => {
  it('reads every certificate and agrees with node:crypto on names, serial, times and key', () => {
    expect(suite).toHaveLength(405)
    for (const { name, bytes } of suite) {
      const ours = parseCertificate(bytes)
      const node = new X509Certificate(bytes)
      // node:crypto leaves out that a serial is negative
      expect(ours.serial.toUpperCase().replace('-', ''), name).toBe(
        node.serialNumber.replace('-', '').padStart(ours.serial.replace('-', '').length, '0')
      )
      expect(ours.notBefore, name).toBe(Date.parse(node.validFrom))
      expect(ours.notAfter, name).toBe(Date.parse(node.validTo))
      expect(
        ours.subject.value
          .flat()
          .map((attribute) => attribute.value)
          .join('\n'),
        name
      ).toBe(
        node.subject === undefined
          ? ''
          : node.subject
              .split('\n')
              .map((line) => line.slice(line.indexOf('=') + 1))
              .join('\n')
      )
      if (ours.publicKey.facts.kind !== 'other')
        expect(
          Buffer.from(ours.publicKey.der).equals(node.publicKey.export({ format: 'der', type: 'spki' })),
          name
        ).toBe(true)
    }
  })

  it('agrees with @peculiar/asn1-x509 and pkijs on every extension and on the signed bytes', () => {
    for (const { name, bytes } of suite) {
      const ours = parseCertificate(bytes)
      const asn = AsnConvert.parse(bytes, AsnCertificate)
      const asnExtensions = [...(asn.tbsCertificate.extensions ?? [])].map((e) => ({
        oid: e.extnID,
        critical: e.critical,
        value: hexOf(new Uint8Array(e.extnValue.buffer))
      }))
      expect(
        ours.extensions.map((e) => ({ ...e, value: hexOf(e.value) })),
        name
      ).toEqual(asnExtensions)
      expect(ours.signatureAlgorithm.oid, name).toBe(asn.signatureAlgorithm.algorithm)
      const pki = pkijs.Certificate.fromBER(bytes)
      expect(Buffer.from(pki.tbsView).equals(ours.tbs), name).toBe(true)
    }
  })

  it('puts every certificate together again from its parts', () => {
    for (const { name, bytes } of suite) {
      const c = parseCertificate(bytes)
      // The suite itself writes a few signatures whose bits do not fill octets.
      if (c.signature.length === 0) continue
      const again = encode(0x30, (w) => w.raw(c.tbs).raw(c.signatureAlgorithm.der).bitOctets(c.signature))
      expect(Buffer.from(again).equals(bytes), name).toBe(true)
    }
  })

  it('keeps a negative and a long serial readable', () => {
    expect(parseCertificate(vector('pkits/certs/ValidNegativeSerialNumberTest14EE.crt')).serial).toBe('ff')
    expect(parseCertificate(vector('pkits/certs/InvalidNegativeSerialNumberTest15EE.crt')).serial).toBe('-01')
    expect(parseCertificate(vector('pkits/certs/ValidLongSerialNumberTest16EE.crt')).serial).toHaveLength(40)
  })
})

describe('a certificate of RFC 8410 10.2', () => {
  // An X25519 key certified with Ed25519; the RFC's own encoding writes `critical FALSE` and `cA FALSE` (errata 6936).
  const certificate = parseCertificate(
    Buffer.from(
      'MIIBLDCB36ADAgECAghWAUdKKo3DMDAFBgMrZXAwGTEXMBUGA1UEAwwOSUVURiBUZXN0IERlbW8wHhcNMTYwODAxMTIxOTI0WhcNNDAxMjMxMjM1OTU5WjAZMRcwFQYDVQQDDA5JRVRGIFRlc3QgRGVtbzAqMAUGAytlbgMhAIUg8AmJMKdUdIt93LQ+91oNvzoNJjga9OukqY6qm05qo0UwQzAPBgNVHRMBAf8EBTADAQEAMA4GA1UdDwEBAAQEAwIDCDAgBgNVHQ4BAQAEFgQUmx9e7e0EM4Xk97xiPFl1uQvIuzswBQYDK2VwA0EAryMB/t3J5v/BzKc9dNZIpDmAgs3babFOTQbs+BolzlDUwsPrdGxO3YNGhW7Ibz3OGhhlxXrCe1Cgw1AH9efZBw==',
      'base64'
    )
  )
  const issuerKey = Buffer.from('MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=', 'base64')

  it('is read and verifies', () => {
    expect(certificate.subject.text).toBe('CN=IETF Test Demo')
    expect(certificate.serial).toBe('5601474a2a8dc330')
    expect(certificate.publicKey.facts).toMatchObject({ kind: 'other', label: 'X25519' })
    expect(findExtension(certificate, 'keyUsage')).toEqual(['keyAgreement'])
    expect(verifySignature(issuerKey, certificate.signatureAlgorithm, certificate.tbs, certificate.signature)).toBe(
      true
    )
  })
})

describe('an ML-DSA certificate of the RFC 9881 examples', () => {
  it('is read and verifies, with and without node:crypto', () => {
    const c = parseCertificate(objectBytes(vector('rfc9881/ML-DSA-44.pem'), 'certificate'))
    expect(c.subject.text).toBe('O=IETF,CN=LAMPS WG')
    expect(c.publicKey.facts).toMatchObject({ kind: 'ml-dsa', id: 'ML-DSA-44' })
    expect(findExtension(c, 'keyUsage')).toEqual(['keyCertSign', 'cRLSign'])
    expect(verifySignature(c.publicKey, c.signatureAlgorithm, c.tbs, c.signature)).toBe(true)
    expect(verifyMlDsa('ml-dsa-44', c.publicKey.keyBytes, c.tbs, c.signature)).toBe(true)
  })
})

describe('building a certificate', () => {
  it('gives bytes that node:crypto, pkijs and we read alike', () => {
    const der = issue()
    const ours = parseCertificate(der)
    const node = new X509Certificate(der)
    expect(node.subject).toBe('CN=www.example.test')
    expect(node.issuer).toBe('C=DE\nO=Example\nCN=Issuer')
    expect(node.subjectAltName).toBe('DNS:www.example.test')
    expect(node.serialNumber.toLowerCase()).toBe('0123456789abcdef')
    expect(node.verify(p256.publicKey!)).toBe(true)
    expect(ours.version).toBe(3)
    expect(hexOf(ours.tbs)).toBe(hexOf(buildTbsCertificate(fields())))
    expect(ours.validity.notBefore).toEqual({
      unixMs: Date.UTC(2026, 0, 1),
      form: 'utc',
      text: '260101000000Z',
      strict: true
    })
    expect(pkijs.Certificate.fromBER(der).extensions).toHaveLength(6)
    expect(createHash('sha1').update(ours.publicKey.keyBytes).digest('hex')).toBe(
      hexOf(findExtension(ours, 'subjectKeyIdentifier') ?? new Uint8Array())
    )
  })

  // The larger RSA keys take the same path and seconds to make.
  for (const id of keyAlgorithmIds.filter((one) => one !== 'RSA-3072' && one !== 'RSA-4096')) {
    it(`is verified by us, and by node:crypto, for every signature algorithm of ${id}`, () => {
      const key = testKeyPair(id)
      for (const algorithm of signatureChoices(id)) {
        const tbs = buildTbsCertificate(fields({ signatureAlgorithm: algorithm, publicKey: key.spki }))
        const signature = key.sign(tbs, algorithm)
        const certificate = parseCertificate(assembleSigned(tbs, algorithm, signature))
        expect(certificate.signatureAlgorithm.id).toBe(algorithm)
        expect(
          verifySignature(certificate.publicKey, certificate.signatureAlgorithm, certificate.tbs, certificate.signature)
        ).toBe(true)
        if (key.publicKey !== null) expect(new X509Certificate(certificate.der).verify(key.publicKey)).toBe(true)
        const altered = Uint8Array.from(certificate.tbs)
        altered[20]! ^= 1
        expect(
          verifySignature(certificate.publicKey, certificate.signatureAlgorithm, altered, certificate.signature)
        ).toBe(false)
      }
    })
  }

  it('writes v1 without extensions, and GeneralizedTime from 2050', () => {
    const c = parseCertificate(issue({ extensions: [], notAfter: Date.UTC(2060, 0, 1), subject: emptyName.der }))
    expect(c.version).toBe(1)
    expect(c.extensions).toEqual([])
    expect(c.validity.notAfter.form).toBe('generalized')
    expect(c.subject.isEmpty).toBe(true)
  })

  it('refuses a serial that is not positive or has more than 20 octets', () => {
    for (const serial of ['00', '-01', 'xyz', '', `01${'00'.repeat(20)}`, 'ff'.repeat(20)])
      expect(() => buildTbsCertificate(fields({ serial }))).toThrow()
    expect(() => buildTbsCertificate(fields({ serial: '7f'.repeat(20) }))).not.toThrow()
  })
})

describe('a malformed certificate', () => {
  it('is refused when an extension stands twice', () => {
    const twice = [keyUsageExtension(['digitalSignature']), keyUsageExtension(['keyAgreement'])]
    expect(() => parseCertificate(issue({ extensions: twice }))).toThrow('an extension stands twice (RFC 5280 4.2)')
  })

  it('is refused when the two signature algorithms differ', () => {
    const tbs = buildTbsCertificate(fields())
    expect(() => parseCertificate(assembleSigned(tbs, 'ecdsa-sha384', p256.sign(tbs, 'ecdsa-sha384')))).toThrow(
      'RFC 5280 4.1.1.2'
    )
  })

  it('is refused with bytes after its end, truncated, or larger than the limit', () => {
    const der = issue()
    expect(() => parseCertificate(Buffer.concat([der, Buffer.of(0)]))).toThrow(
      `1 bytes follow the end at byte ${der.length}`
    )
    for (let length = 0; length < der.length; length += 7)
      expect(() => parseCertificate(der.subarray(0, length))).toThrow('cannot be read')
    expect(() => parseCertificate(new Uint8Array(2 * 1024 * 1024))).toThrow('at most 1048576 are accepted')
  })

  it('is refused for an unknown version', () => {
    const der = Uint8Array.from(issue())
    const at = Buffer.from(der).indexOf(Buffer.from('a003020102', 'hex')) + 4
    der[at] = 3
    expect(() => parseCertificate(der)).toThrow('version 4 is not known')
  })

  it('with a time that does not exist is refused', () => {
    const der = Buffer.from(issue())
    const at = der.indexOf('260101000000Z')
    der.write('261301000000Z', at, 'latin1')
    expect(() => parseCertificate(der)).toThrow('“261301000000Z” is not a time')
  })
})

it('encodes nothing that it would not read: a name with an empty value', () => {
  expect(() => encodeName([[{ oid: '2.5.4.3', value: '' }]])).toThrow('Common name has 0 characters')
  expect(new DerWriter().finish()).toHaveLength(0)
})
