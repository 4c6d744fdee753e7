import { constants, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  keyAlgorithmIds,
  keyAlgorithms,
  signatureAlgorithmIds,
  signatureFitsKey
} from '../../src-shared/model/algorithm.ts'
import { testKeyPair } from '../testing/key-pair.ts'
import { algorithmAt, signatureAlgorithmDer } from './algorithm-identifier.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { encode } from './der/writer.ts'
import {
  checkPublicKey,
  encodePublicKeyInfo,
  keyIdSha1,
  keyIdSha256,
  parsePublicKeyInfo,
  publicKeyFingerprint,
  readRsaKey
} from './spki.ts'
import { keyObject, verifyMlDsa, verifySignature } from './verify.ts'

const data = Buffer.from('what is signed')
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const spkiOf = (key: typeof ec.publicKey): Uint8Array => new Uint8Array(key.export({ format: 'der', type: 'spki' }))
const ecSpki = spkiOf(ec.publicKey)
const rsaSpki = spkiOf(rsa.publicKey)
const algorithm = (der: Uint8Array) => algorithmAt(der, 0, der.length)

describe('signature algorithms', () => {
  it('have the encodings of RFC 4055, 5758, 8410 and 9881', () => {
    expect(hexOf(signatureAlgorithmDer('ecdsa-sha256'))).toBe('300a06082a8648ce3d040302')
    expect(hexOf(signatureAlgorithmDer('rsa-pkcs1-sha256'))).toBe('300d06092a864886f70d01010b0500')
    expect(hexOf(signatureAlgorithmDer('ed25519'))).toBe('300506032b6570')
    expect(hexOf(signatureAlgorithmDer('ml-dsa-65'))).toBe('300b0609608648016503040312')
    expect(hexOf(signatureAlgorithmDer('rsa-pss-sha256'))).toBe(
      '304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120'
    )
  })

  it('are recognised from their own encoding', () => {
    for (const id of signatureAlgorithmIds) expect(algorithm(signatureAlgorithmDer(id)).id).toBe(id)
  })

  it('are not recognised with parameters against their rule, except the absent NULL of RSA (RFC 4055 5)', () => {
    expect(algorithm(bytesOfHex('300b06092a864886f70d01010b')).id).toBe('rsa-pkcs1-sha256')
    expect(algorithm(bytesOfHex('300c06082a8648ce3d0403020500')).id).toBeNull()
    expect(algorithm(bytesOfHex('300706032b65700500')).id).toBeNull()
    expect(algorithm(bytesOfHex('300b06092a864886f70d01010a')).id).toBeNull()
    // PSS with SHA-1, the default
    expect(algorithm(bytesOfHex('300d06092a864886f70d01010a3000')).id).toBeNull()
  })
})

describe('verifying', () => {
  it('is false, never an error, for every algorithm that does not fit the key', () => {
    for (const id of signatureAlgorithmIds) {
      for (const spki of [ecSpki, rsaSpki])
        expect(verifySignature(spki, id, data, new Uint8Array(64).fill(1))).toBe(false)
    }
    for (const key of keyAlgorithmIds)
      expect(signatureFitsKey('ecdsa-sha256', keyAlgorithms[key])).toBe(keyAlgorithms[key].kind === 'ec')
  })

  it('is false, never an error, for keys and signatures that are none', () => {
    expect(verifySignature(new Uint8Array(), 'ecdsa-sha256', data, Uint8Array.of(1))).toBe(false)
    expect(verifySignature(bytesOfHex('3000'), 'ecdsa-sha256', data, Uint8Array.of(1))).toBe(false)
    expect(verifySignature(ecSpki, 'ecdsa-sha256', data, new Uint8Array())).toBe(false)
    expect(verifySignature(ecSpki, 'ecdsa-sha256', data, bytesOfHex('3006020100020100'))).toBe(false)
    const unknown = algorithm(bytesOfHex('300406022a03'))
    expect(verifySignature(ecSpki, unknown, data, sign('sha256', data, ec.privateKey))).toBe(false)
  })

  it('wants ECDSA values as DER', () => {
    const good = sign('sha256', data, ec.privateKey)
    expect(verifySignature(ecSpki, 'ecdsa-sha256', data, good)).toBe(true)
    expect(verifySignature(ecSpki, 'ecdsa-sha384', data, good)).toBe(false)
    expect(
      verifySignature(
        ecSpki,
        'ecdsa-sha256',
        data,
        sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
      )
    ).toBe(false)
    expect(verifySignature(ecSpki, 'ecdsa-sha256', data, Buffer.concat([good, Buffer.of(0)]))).toBe(false)
  })

  it('holds a PSS signature to the salt length that the algorithm says', () => {
    const padding = constants.RSA_PKCS1_PSS_PADDING
    const salt20 = sign('sha256', data, { key: rsa.privateKey, padding, saltLength: 20 })
    const salt32 = sign('sha256', data, { key: rsa.privateKey, padding, saltLength: 32 })
    const stated = algorithm(signatureAlgorithmDer('rsa-pss-sha256'))
    expect(stated.saltLength).toBe(32)
    expect(verifySignature(rsaSpki, stated, data, salt32)).toBe(true)
    expect(verifySignature(rsaSpki, stated, data, salt20)).toBe(false)
    expect(verifySignature(rsaSpki, 'rsa-pkcs1-sha256', data, salt32)).toBe(false)
  })

  it('gives the same answers for ML-DSA with and without node:crypto', () => {
    for (const id of ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'] as const) {
      const pair = testKeyPair(id)
      const { keyBytes } = parsePublicKeyInfo(pair.spki)
      const algorithm = keyAlgorithms[id].defaultSignature
      const signature = pair.sign(data, algorithm)
      for (const check of [
        (message: Uint8Array, value: Uint8Array) => verifySignature(pair.spki, algorithm, message, value),
        (message: Uint8Array, value: Uint8Array) => verifyMlDsa(algorithm, keyBytes, message, value)
      ]) {
        expect(check(data, signature)).toBe(true)
        expect(check(Buffer.from('other'), signature)).toBe(false)
        expect(check(data, signature.subarray(1))).toBe(false)
      }
    }
  })

  it('imports a key once for as long as its bytes live', () => {
    expect(keyObject(ecSpki)).toBe(keyObject(ecSpki))
    expect(keyObject(Uint8Array.from(ecSpki))).not.toBe(keyObject(ecSpki))
  })
})

describe('public keys', () => {
  it('are encoded as node:crypto encodes them', () => {
    for (const id of keyAlgorithmIds.filter((one) => one !== 'RSA-3072' && one !== 'RSA-4096')) {
      const { spki: der, publicKey } = testKeyPair(id)
      const info = parsePublicKeyInfo(der)
      expect(info.facts).toMatchObject({ id, kind: keyAlgorithms[id].kind })
      checkPublicKey(info)
      expect(hexOf(encodePublicKeyInfo(keyAlgorithms[id], info.keyBytes)) === hexOf(der)).toBe(true)
      if (publicKey !== null) expect(publicKey.export({ format: 'der', type: 'spki' }).equals(der)).toBe(true)
    }
    const info = parsePublicKeyInfo(rsaSpki)
    expect(info.facts).toMatchObject({ id: 'RSA-2048', bits: 2048 })
    expect(hexOf(encodePublicKeyInfo(keyAlgorithms['RSA-2048'], info.keyBytes))).toBe(hexOf(rsaSpki))
    expect(readRsaKey(info.keyBytes).exponent).toBe(65_537n)
  })

  it('have the identifiers of RFC 5280 4.2.1.2 and RFC 7093', () => {
    const info = { keyBytes: Buffer.from('abc'), der: Buffer.from('abc') }
    expect(hexOf(keyIdSha1(info))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(hexOf(keyIdSha256(info))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a3')
    expect(hexOf(publicKeyFingerprint(info))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  const keyBits = (hex: string): string => hexOf(encode(0x03, (w) => w.octet(0).raw(bytesOfHex(hex))))
  const spki = (algorithmHex: string, keyHex: string): Uint8Array =>
    encode(0x30, (w) => w.raw(bytesOfHex(algorithmHex)).raw(bytesOfHex(keyBits(keyHex))))
  const P256 = '301306072a8648ce3d020106082a8648ce3d030107'
  for (const [what, bytes, code, message] of [
    [
      'a point that is not on its curve',
      spki(P256, `04${'11'.repeat(64)}`),
      'malformed',
      'not a valid one of its kind'
    ],
    ['a point of another length', spki(P256, `04${'11'.repeat(63)}`), 'malformed', 'a key of 64 bytes'],
    ['the point at infinity', spki(P256, '00'), 'malformed', 'a key of 1 bytes'],
    ['a curve by NULL', spki('300b06072a8648ce3d02010500', '04'), 'malformed', 'must name its curve'],
    ['RSA without NULL', spki('300b06092a864886f70d010101', '3006020103020103'), 'malformed', 'must be NULL'],
    [
      'RSA that is no modulus and exponent',
      spki('300d06092a864886f70d0101010500', '0400'),
      'malformed',
      'not a modulus and an exponent'
    ],
    [
      'RSA with a negative modulus',
      spki('300d06092a864886f70d0101010500', '30060201ff020103'),
      'malformed',
      'not a modulus and an exponent'
    ],
    ['Ed25519 with parameters', spki('300706032b65700500', '11'.repeat(32)), 'malformed', 'have no parameters'],
    ['Ed25519 of another length', spki('300506032b6570', '11'.repeat(31)), 'malformed', 'a key of 31 bytes'],
    ['X25519', spki('300506032b656e', '11'.repeat(32)), 'invalid-input', 'Keys of the kind X25519 are not certified']
  ] as const) {
    it(`${what} is refused`, () => {
      expect(() => keyObject(bytes)).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(message) })
      )
      expect(verifySignature(bytes, 'ecdsa-sha256', data, new Uint8Array(70).fill(1))).toBe(false)
    })
  }
})
