import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { appleAttestationRoot } from '../../pki/apple-certificates.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { readPem } from '../../pki/pem.ts'
import { verifySignature } from '../../pki/verify.ts'
import { yubicoIntermediates, yubicoRoots } from '../../pki/yubico-certificates.ts'
import {
  appleExtensions,
  appleObject,
  cbor,
  deviceKey,
  freshnessOf,
  maker,
  stepObject,
  yubiKeySerial
} from '../../testing/attested-device.ts'
import { feed, mutate, MUTATIONS, random } from '../../testing/mutations.ts'
import { deviceCertificate, keyStatement } from '../../testing/vectors/yubikey-attestation.ts'
import { checkAppleAttestation } from './apple.ts'
import { certificatesIn, readAttestationObject } from './attestation-object.ts'
import { AttestationRefused, certificateOfPem, type MakerTrust } from './chain.ts'
import { checkYubiKeyAttestation } from './yubikey.ts'

const at = Date.UTC(2026, 10, 20, 12)
const token = 'kQ5m4tN7nq1cT2mYb8yXvQ'
const keyAuthorization = `${token}.${'t'.repeat(43)}`

describe('the root of Apple that is built in', () => {
  const [block] = readPem(appleAttestationRoot)
  const root = parseCertificate(block?.bytes ?? new Uint8Array())

  test('is the Apple Enterprise Attestation Root CA, byte for byte', () => {
    expect(root.subject.text).toBe('CN=Apple Enterprise Attestation Root CA,O=Apple Inc.,C=US')
    expect(createHash('sha256').update(root.der).digest('hex')).toBe(
      'ccf59ef8fcb3017d97f8b5fa6fa90e7a3f9283f76b55ac6cf6eda8b8b949f05b'
    )
  })

  test('signs itself, as an authority, until 2047', () => {
    const { id } = root.signatureAlgorithm
    expect(id !== null && verifySignature(root.publicKey, id, root.tbs, root.signature)).toBe(true)
    expect(findExtension(root, 'basicConstraints')).toMatchObject({ ca: true })
    expect(new Date(root.notAfter).getUTCFullYear()).toBe(2047)
  })

  test('is no root that the test maker could pass for: the same names with other keys end nowhere', () => {
    const [key, other] = [deviceKey(), maker('Apple Enterprise')]
    const object = appleObject(other.attest(key, appleExtensions({ serial: 'A', freshness: freshnessOf(token) })))
    const trust = { maker: 'Apple', roots: [appleAttestationRoot], intermediates: [], ownRoots: [] }
    expect(() => checkAppleAttestation(readAttestationObject(object), trust, token, at, [])).toThrow(
      /does not end at a root of Apple:/
    )
  })
})

test('the statement of a real YubiKey stands under the roots of Yubico, and without a signature of its key it is refused', () => {
  const trust = { maker: 'Yubico', roots: yubicoRoots, intermediates: yubicoIntermediates, ownRoots: [] }
  const chain = [keyStatement, deviceCertificate].map((pem) => certificateOfPem(pem).der)
  const object = readAttestationObject(stepObject(chain, deviceKey('P-256'), keyAuthorization))
  const steps: string[] = []
  expect(() => checkYubiKeyAttestation(object, trust, keyAuthorization, at, steps)).toThrow(
    /not one of the attested key/
  )
  expect(steps[0]).toContain('Yubico PIV Root CA Serial 263751')
  expect(steps[1]).toBe('Serial number: 13078782.')
})

test('the signature of a YubiKey comes as a CBOR byte string within the byte string', () => {
  const made = maker('Orchard')
  const trust = { maker: 'Yubico', roots: [made.root], intermediates: [], ownRoots: [] }
  const key = deviceKey('P-256')
  const chain = made.attest(key, [yubiKeySerial(7)])
  const check = (object: Uint8Array) =>
    checkYubiKeyAttestation(readAttestationObject(object), trust, keyAuthorization, at, [])
  expect(check(stepObject(chain, key, keyAuthorization)).identifiers).toEqual(['7'])
  expect(() => check(cbor({ fmt: 'step', attStmt: { sig: cbor(7), x5c: chain } }))).toThrow(/sig is not a byte string/)
  expect(() => check(cbor({ fmt: 'step', attStmt: { sig: new Uint8Array(700), x5c: chain } }))).toThrow(/at most 600/)
})

describe(`${MUTATIONS} altered answers`, () => {
  const made = maker('Orchard')
  const trust: MakerTrust = { maker: 'the maker', roots: [made.root], intermediates: [], ownRoots: [] }
  const key = deviceKey('P-256')
  const apple = appleObject(
    made.attest(key, appleExtensions({ serial: 'C02XK1ABCDEF', udid: 'u-1', freshness: freshnessOf(token) }))
  )
  const step = stepObject(made.attest(key, [yubiKeySerial(7)]), key, keyAuthorization)

  test('are read as an attestation object with its certificates, or refused, and nothing else', () => {
    const { accepted, refused } = feed(57, [apple, step], (bytes) => void certificatesIn(readAttestationObject(bytes)))
    expect(refused).toBeGreaterThan(MUTATIONS / 4)
    expect(accepted).toBeGreaterThan(0)
  })

  test('of which 2,000 are checked to the end: what is taken is about this very key and device', () => {
    const below = random(58)
    const spki = key.publicKey.export({ format: 'der', type: 'spki' })
    const tally = { taken: 0, refused: 0 }
    for (let turn = 0; turn < 2000; turn++) {
      const bytes = mutate(turn % 2 === 0 ? apple : step, below)
      try {
        const object = readAttestationObject(bytes)
        const attested =
          object.format === 'apple'
            ? checkAppleAttestation(object, trust, token, at, [])
            : checkYubiKeyAttestation(object, trust, keyAuthorization, at, [])
        expect(Buffer.from(attested.spki).equals(spki)).toBe(true)
        expect(['C02XK1ABCDEF,u-1', '7']).toContain(attested.identifiers.join())
        tally.taken++
      } catch (error) {
        if (!(error instanceof AttestationRefused) && !(error instanceof ChanceryError)) throw error
        tally.refused++
      }
    }
    // A fault goes unseen where nothing stands on the byte, such as the algorithm that a YubiKey's answer names.
    expect(tally.taken).toBeLessThan(100)
    expect(tally.refused).toBeGreaterThan(1900)
  })
})
