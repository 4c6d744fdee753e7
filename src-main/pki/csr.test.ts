import 'reflect-metadata'
import { generateKeyPairSync, sign, webcrypto } from 'node:crypto'
import { Pkcs10CertificateRequest } from '@peculiar/x509'
import * as pkijs from 'pkijs'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { vectors } from '../testing/vectors.ts'
import { assembleSigned } from './certificate-builder.ts'
import { buildCsrInfo } from './csr-builder.ts'
import { checkCsr, parseCsr, verifyCsr } from './csr.ts'
import { hexOf } from './der/hex.ts'
import { DerWriter } from './der/writer.ts'
import { basicConstraintsExtension } from './extensions/basic-constraints.ts'
import { findExtension } from './extensions/decode.ts'
import { keyUsageExtension } from './extensions/key-usage.ts'
import { nameFromText } from './name.ts'

const requests = new Map(vectors('csr', '.csr').map(({ name, bytes }) => [name.replace('.csr', ''), bytes]))
const request = (name: string): Uint8Array => requests.get(name)!

const outcome: Readonly<Record<string, ErrorCode | 'verifies'>> = {
  'p256-extensions': 'verifies',
  'p256-attributes': 'verifies',
  p384: 'verifies',
  p521: 'verifies',
  ed25519: 'verifies',
  'rsa-2048': 'verifies',
  'rsa-3072-sha384': 'verifies',
  'rsa-sha1': 'verifies',
  'rsa-pss': 'verifies',
  'rsa-pss-sha512-long-salt': 'verifies',
  'empty-subject': 'verifies',
  'multi-valued': 'verifies',
  'rsa-md5': 'bad-signature',
  secp256k1: 'invalid-input',
  'explicit-curve': 'malformed',
  'compressed-point': 'malformed'
}

describe('requests made by OpenSSL', () => {
  it('are all covered', () => {
    expect([...requests.keys()].toSorted()).toEqual(Object.keys(outcome).toSorted())
  })

  for (const [name, expected] of Object.entries(outcome)) {
    it(`${name}: ${expected}`, () => {
      const csr = parseCsr(request(name))
      if (expected === 'verifies') expect(() => checkCsr(csr)).not.toThrow()
      else expect(() => checkCsr(csr)).toThrow(expect.objectContaining({ code: expected }))
      expect(verifyCsr(csr)).toBe(expected === 'verifies')
    })

    it(`${name} is read as @peculiar/x509 and pkijs read it`, () => {
      const bytes = request(name)
      const csr = parseCsr(bytes)
      const peculiar = new Pkcs10CertificateRequest(Buffer.from(bytes))
      expect(csr.extensions.map((e) => e.oid)).toEqual(peculiar.extensions.map((e) => e.type))
      expect(csr.attributes.map((a) => a.oid)).toEqual(peculiar.attributes.map((a) => a.type))
      expect(hexOf(csr.signature)).toBe(Buffer.from(peculiar.signature).toString('hex'))
      const pki = pkijs.CertificationRequest.fromBER(bytes)
      expect(Buffer.from(pki.tbsView).equals(csr.info)).toBe(true)
      expect(pki.subject.typesAndValues).toHaveLength(csr.subject.value.flat().length)
    })
  }

  it('give their extensions, attributes and names', () => {
    const csr = parseCsr(request('p256-extensions'))
    expect(findExtension(csr, 'subjectAltName')).toEqual([
      { kind: 'dns', value: 'www.example.test' },
      { kind: 'dns', value: 'example.test' },
      { kind: 'ip', value: '192.0.2.1' },
      { kind: 'ip', value: '2001:db8::1' },
      { kind: 'email', value: 'a@example.test' },
      { kind: 'uri', value: 'https://example.test/' },
      { kind: 'upn', value: 'alice@example.test' }
    ])
    expect(findExtension(csr, 'tlsFeature')).toEqual([5])
    const attributes = parseCsr(request('p256-attributes'))
    expect(attributes.challengePassword).toBe('Secret pass')
    expect(attributes.unstructuredName).toBe('Lab device 7')
    expect(attributes.subject.text).toBe('C=DE,O=Example GmbH,OU=Labor Süd,OU=Team 2,CN=device-7')
    expect(findExtension(attributes, 'basicConstraints')).toEqual({ ca: true, pathLength: 0 })
    expect(parseCsr(request('empty-subject')).subject.isEmpty).toBe(true)
    expect(parseCsr(request('multi-valued')).subject.text).toBe(
      'DC=test,DC=example,OU=Sales+CN=J. Smith\\, \\"Jim\\",emailAddress=jim@example.test'
    )
  })

  it('do not verify when one bit of what they say or of the signature changes', () => {
    for (const [name, expected] of Object.entries(outcome)) {
      if (expected !== 'verifies') continue
      const bytes = request(name)
      const csr = parseCsr(bytes)
      const last = Uint8Array.from(bytes)
      last[last.length - 1]! ^= 1
      expect(verifyCsr(parseCsr(last)), name).toBe(false)
      const info = Uint8Array.from(bytes)
      const key = bytes.length - csr.signature.length - 60
      info[key]! ^= 1
      expect(
        (() => {
          try {
            return verifyCsr(parseCsr(info))
          } catch {
            return false
          }
        })(),
        name
      ).toBe(false)
    }
  })
})

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
const signed = (info: Uint8Array): Uint8Array => assembleSigned(info, 'ecdsa-sha256', sign('sha256', info, privateKey))
const subject = nameFromText('CN=Sub CA,O=Example').der

describe('building a request', () => {
  it('gives one that we, pkijs and @peculiar/x509 verify', async () => {
    const der = signed(
      buildCsrInfo({
        subject,
        publicKey: spki,
        extensions: [
          basicConstraintsExtension({ ca: true, pathLength: 0 }),
          keyUsageExtension(['keyCertSign', 'cRLSign'])
        ],
        challengePassword: 'Gehéim',
        unstructuredName: 'x'
      })
    )
    const csr = parseCsr(der)
    checkCsr(csr)
    expect(csr.challengePassword).toBe('Gehéim')
    expect(findExtension(csr, 'keyUsage')).toEqual(['keyCertSign', 'cRLSign'])
    expect(await new Pkcs10CertificateRequest(Buffer.from(der)).verify(webcrypto)).toBe(true)
    expect(await pkijs.CertificationRequest.fromBER(der).verify()).toBe(true)
  })

  it('writes the attributes field also when it is empty (RFC 2986 4.1)', () => {
    const info = buildCsrInfo({ subject, publicKey: spki })
    expect(hexOf(info.subarray(-2))).toBe('a000')
    expect(parseCsr(signed(info)).attributes).toEqual([])
  })

  it('refuses text outside its bounds', () => {
    expect(() => buildCsrInfo({ subject, publicKey: spki, challengePassword: '' })).toThrow('1 to 255')
    expect(() => buildCsrInfo({ subject, publicKey: spki, unstructuredName: 'x'.repeat(256) })).toThrow('1 to 255')
  })
})

describe('a request against RFC 2986 or 2985', () => {
  const extensions = (): Uint8Array =>
    new DerWriter()
      .begin(0x30)
      .begin(0x30)
      .oid('2.5.29.15')
      .octets(Uint8Array.of(3, 2, 7, 0x80))
      .end()
      .end()
      .finish()

  it('with two extension requests, or one with two values, is refused', () => {
    const standard = { oid: '1.2.840.113549.1.9.14', values: [extensions()] }
    const microsoft = { oid: '1.3.6.1.4.1.311.2.1.14', values: [extensions()] }
    expect(
      parseCsr(signed(buildCsrInfo({ subject, publicKey: spki, attributes: [microsoft] }))).extensions
    ).toHaveLength(1)
    expect(() =>
      parseCsr(signed(buildCsrInfo({ subject, publicKey: spki, attributes: [standard, microsoft] })))
    ).toThrow('once, with one value')
    expect(() =>
      parseCsr(
        signed(
          buildCsrInfo({
            subject,
            publicKey: spki,
            attributes: [{ ...standard, values: [extensions(), extensions()] }]
          })
        )
      )
    ).toThrow('once, with one value')
    expect(() =>
      parseCsr(signed(buildCsrInfo({ subject, publicKey: spki, attributes: [{ ...standard, values: [] }] })))
    ).toThrow('once, with one value')
  })

  it('with another version, or no attributes field, is refused or read', () => {
    const info = Uint8Array.from(buildCsrInfo({ subject, publicKey: spki }))
    const other = Uint8Array.from(info)
    other[other.indexOf(2, 2) + 2] = 1
    expect(() => parseCsr(signed(other))).toThrow('version 2 is not known')
    const without = new DerWriter().begin(0x30).integer(0).raw(subject).raw(spki).end().finish()
    expect(verifyCsr(parseCsr(signed(without)))).toBe(true)
  })

  it('with a point off the curve is malformed, not a bad signature', () => {
    const bad = Uint8Array.from(spki)
    bad[bad.length - 1]! ^= 1
    const info = buildCsrInfo({ subject, publicKey: bad })
    expect(() => checkCsr(parseCsr(signed(info)))).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it('over its size limit is refused before anything is read', () => {
    expect(() => parseCsr(new Uint8Array(300 * 1024))).toThrow(expect.objectContaining({ code: 'too-large' }))
  })
})
