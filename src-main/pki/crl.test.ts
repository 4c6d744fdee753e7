import 'reflect-metadata'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { X509Crl } from '@peculiar/x509'
import * as pkijs from 'pkijs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { revocationReasonCodes, type RevocationReason } from '../../src-shared/model/revocation.ts'
import { vector, vectors } from '../testing/vectors.ts'
import { assembleSigned } from './certificate-builder.ts'
import { buildTbsCrl, CrlBuilder } from './crl-builder.ts'
import { parseCrl } from './crl.ts'
import { hexOf } from './der/hex.ts'
import { DerReader } from './der/reader.ts'
import { SEQUENCE } from './der/tags.ts'
import { encode } from './der/writer.ts'
import { crlNumberExtension } from './extensions/crl.ts'
import { findExtension } from './extensions/decode.ts'
import { authorityKeyIdentifierExtension } from './extensions/key-identifiers.ts'
import type { CrlFields, NewCrlEntry } from './model.ts'
import { nameFromText } from './name.ts'
import { verifySignature } from './verify.ts'

const suite = vectors('pkits/crls', '.crl')
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
const issuer = nameFromText('C=DE,O=Example,CN=CRL Issuer')

const fields = (change: Partial<CrlFields> = {}): CrlFields => ({
  signatureAlgorithm: 'ecdsa-sha256',
  issuer: issuer.der,
  thisUpdate: Date.UTC(2026, 0, 1),
  nextUpdate: Date.UTC(2026, 0, 8),
  extensions: [
    authorityKeyIdentifierExtension({ keyId: new Uint8Array(20), issuer: [], serial: null }),
    crlNumberExtension('05')
  ],
  ...change
})

const build = (entries: Iterable<NewCrlEntry>, change?: Partial<CrlFields>, expected?: number): Uint8Array => {
  const builder = new CrlBuilder(fields(change), expected)
  for (const entry of entries) builder.add(entry)
  return Uint8Array.from(builder.assemble(sign('sha256', builder.tbs(), privateKey)))
}

describe('CRLs of the NIST suite', () => {
  it('are read as pkijs and @peculiar/x509 read them', () => {
    expect(suite).toHaveLength(173)
    for (const { name, bytes } of suite) {
      const ours = parseCrl(bytes)
      const pki = pkijs.CertificateRevocationList.fromBER(bytes)
      expect(Buffer.from(pki.tbsView).equals(ours.tbs), name).toBe(true)
      const theirs = new X509Crl(Buffer.from(bytes))
      expect(
        [...ours.entries()].map((e) => [
          e.serial === '-01' ? 'ff' : e.serial,
          e.revokedAt,
          revocationReasonCodes[e.reason]
        ]),
        name
      ).toEqual(
        theirs.entries.map((e) => [e.serialNumber.replace(/^00(?=.)/, ''), e.revocationDate.getTime(), e.reason ?? 0])
      )
      expect(ours.entryCount, name).toBe(theirs.entries.length)
      expect(ours.thisUpdate, name).toBe(theirs.thisUpdate.getTime())
      expect(ours.nextUpdate ?? undefined, name).toBe(theirs.nextUpdate?.getTime())
      expect(
        ours.extensions.map((e) => e.oid),
        name
      ).toEqual(theirs.extensions.map((e) => e.type))
    }
  })

  it('find their entries by serial, in indirect CRLs by serial and issuer', () => {
    for (const { name, bytes } of suite) {
      const crl = parseCrl(bytes)
      for (const entry of crl.entries()) {
        const key = (entry.certificateIssuer ?? crl.issuer).key
        expect(crl.find(entry.serial, key)?.revokedAt, name).toBe(entry.revokedAt)
        expect(crl.find(entry.serial, 'another issuer'), name).toBeUndefined()
      }
      expect(crl.find('0123456789abcdef'), name).toBeUndefined()
    }
  })

  it('carry the issuer of an entry on to those after it (RFC 5280 5.3.3)', () => {
    const issuers = [...parseCrl(vector('pkits/crls/indirectCRLCA5CRL.crl')).entries()].map(
      (entry) => entry.certificateIssuer?.text
    )
    expect(new Set(issuers).size).toBeGreaterThan(1)
    expect(issuers.filter((text) => text !== undefined).length).toBeGreaterThan(2)
  })

  it('of version 1 are read', () => {
    const tbs = buildTbsCrl(fields({ extensions: [] }), [{ serial: '01', revokedAt: Date.UTC(2026, 0, 1) }])
    const reader = new DerReader(tbs, 'TBSCertList')
    reader.enter(SEQUENCE)
    reader.integer()
    const withoutVersion = encode(SEQUENCE, (w) => w.raw(tbs.subarray(reader.offset)))
    const crl = parseCrl(assembleSigned(withoutVersion, 'ecdsa-sha256', new Uint8Array(8)))
    expect(crl.version).toBe(1)
    expect(crl.entryCount).toBe(1)
  })
})

describe('building a CRL', () => {
  it('gives one that verifies and that others read alike', () => {
    const entries: NewCrlEntry[] = [
      { serial: '01', revokedAt: Date.UTC(2025, 5, 1) },
      { serial: '80', revokedAt: Date.UTC(2025, 5, 1, 12, 30, 15), reason: 'keyCompromise' },
      {
        serial: 'ab'.repeat(19),
        revokedAt: Date.UTC(2051, 0, 1),
        reason: 'superseded',
        invalidityDate: Date.UTC(2025, 4, 1)
      },
      {
        serial: '0fff',
        revokedAt: Date.UTC(2025, 6, 1),
        reason: 'certificateHold',
        certificateIssuer: nameFromText('CN=Other').der
      }
    ]
    const crl = parseCrl(build(entries))
    expect(crl.version).toBe(2)
    expect(crl.issuer.text).toBe('C=DE,O=Example,CN=CRL Issuer')
    expect(findExtension(crl, 'crlNumber')).toBe('05')
    expect(verifySignature(spki, crl.signatureAlgorithm, crl.tbs, crl.signature)).toBe(true)
    expect(
      [...crl.entries()].map(({ serial, reason, invalidityDate, certificateIssuer }) => [
        serial,
        reason,
        invalidityDate,
        certificateIssuer?.text
      ])
    ).toEqual([
      ['01', 'unspecified', null, undefined],
      ['80', 'keyCompromise', null, undefined],
      ['ab'.repeat(19), 'superseded', Date.UTC(2025, 4, 1), undefined],
      ['0fff', 'certificateHold', null, 'CN=Other']
    ])
    const theirs = new X509Crl(Buffer.from(crl.der))
    expect(theirs.entries.map((e) => e.serialNumber)).toHaveLength(4)
    expect(pkijs.CertificateRevocationList.fromBER(crl.der).revokedCertificates).toHaveLength(4)
  })

  it('leaves the list out when nothing is revoked (RFC 5280 5.1.2.6)', () => {
    const crl = parseCrl(build([]))
    expect(crl.entryCount).toBe(0)
    expect(pkijs.CertificateRevocationList.fromBER(crl.der).revokedCertificates ?? []).toHaveLength(0)
  })

  it('gives the same bytes whatever was expected, through every length form', () => {
    for (const count of [1, 2, 3, 60, 1300, 70_000]) {
      const entries = function* (): Generator<NewCrlEntry> {
        for (let i = 0; i < count; i++)
          yield {
            serial: createHash('sha256').update(`${i}`).digest('hex').slice(0, 32),
            revokedAt: 1_700_000_000_000 + i * 1000,
            reason: 'keyCompromise'
          }
      }
      const tbs = hexOf(buildTbsCrl(fields(), entries()))
      expect(hexOf(buildTbsCrl(fields(), entries(), count)) === tbs).toBe(true)
      expect(
        parseCrl(assembleSigned(buildTbsCrl(fields(), entries()), 'ecdsa-sha256', new Uint8Array(70))).entryCount
      ).toBe(count)
      const builder = new CrlBuilder(fields(), 1)
      for (const entry of entries()) builder.add(entry)
      expect(hexOf(builder.tbs()) === tbs).toBe(true)
      expect(
        hexOf(builder.assemble(new Uint8Array(70))) ===
          hexOf(assembleSigned(buildTbsCrl(fields(), entries()), 'ecdsa-sha256', new Uint8Array(70)))
      ).toBe(true)
    }
  })

  it('is read back entry by entry, whatever the entries', () => {
    const reasons = Object.keys(revocationReasonCodes) as RevocationReason[]
    const hexDigits = fc
      .uint8Array({ minLength: 1, maxLength: 19 })
      .filter((b) => b[0] !== 0)
      .map((b) => hexOf(b))
    const entry = fc.record({
      serial: hexDigits,
      revokedAt: fc.integer({ min: -600_000_000, max: 4_000_000_000 }).map((s) => s * 1000),
      reason: fc.constantFrom(...reasons)
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const read = [...parseCrl(build(entries)).entries()].map(({ serial, revokedAt, reason }) => ({
          serial,
          revokedAt,
          reason
        }))
        expect(read).toEqual(entries)
      }),
      { seed: 7, numRuns: 300 }
    )
  })

  it('refuses a serial that is none and a time that cannot be', () => {
    for (const serial of ['', '00', '-01', 'zz', '0g', 'ff'.repeat(20), '1'.repeat(100)])
      expect(() => build([{ serial, revokedAt: 0 }]), serial).toThrow(
        expect.objectContaining({ code: 'invalid-input' })
      )
    expect(() => build([{ serial: '01', revokedAt: Number.NaN }])).toThrow('outside the years')
  })

  it('does not take entries once it is complete', () => {
    const builder = new CrlBuilder(fields())
    builder.tbs()
    expect(() => builder.add({ serial: '01', revokedAt: 0 })).toThrow('complete')
  })
})

describe('a malformed CRL', () => {
  it('is refused for a reason that does not exist, with the byte offset', () => {
    const der = build([{ serial: '01', revokedAt: 0, reason: 'keyCompromise' }])
    const at = Buffer.from(der).indexOf(Buffer.from('0a0101', 'hex'))
    for (const code of [7, 11, 127]) {
      const bad = Uint8Array.from(der)
      bad[at + 2] = code
      expect(() => parseCrl(bad)).toThrow(`revocation reason ${code} does not exist`)
    }
  })

  it('is refused when truncated anywhere or followed by bytes', () => {
    const der = build([{ serial: '01', revokedAt: 0 }])
    for (let length = 0; length < der.length; length++)
      expect(() => parseCrl(der.subarray(0, length))).toThrow(expect.objectContaining({ code: 'malformed' }))
    expect(() => parseCrl(Buffer.concat([der, Buffer.of(0)]))).toThrow('follow the end')
  })
})
