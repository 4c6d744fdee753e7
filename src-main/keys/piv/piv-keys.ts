import { createHash, createPrivateKey } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import {
  firmwareAtLeast,
  type PinPolicy,
  type PivKeyAlgorithm,
  type TouchPolicy
} from '../../../src-shared/model/yubikey.ts'
import { bigintContent } from '../../pki/der/integer.ts'
import { INTEGER, SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { encodePublicKeyInfo } from '../../pki/spki.ts'
import { readTlvs, tlv } from './tlv.ts'

/** Algorithm references (SP 800-78-4 table 6-2; RSA above 2048 bits and Ed25519 are Yubico's). */
export const pivAlgorithms: Readonly<Record<PivKeyAlgorithm, number>> = {
  'RSA-2048': 0x07,
  'RSA-3072': 0x05,
  'RSA-4096': 0x16,
  'P-256': 0x11,
  'P-384': 0x14,
  Ed25519: 0xe0
}

/** Yubico's values of the policies (tags AA and AB of GENERATE and IMPORT, METADATA tag 02); 0 is the slot's default. */
export const pinPolicyValues: Readonly<Record<PinPolicy, number>> = { never: 1, once: 2, always: 3 }
export const touchPolicyValues: Readonly<Record<TouchPolicy, number>> = { never: 1, always: 2, cached: 3 }

/** @returns the name of an algorithm reference, null for one that Chancery does not offer (RSA-1024, X25519). */
export function pivAlgorithmOf(reference: number): PivKeyAlgorithm | null {
  const entries: readonly (readonly [PivKeyAlgorithm, number])[] = pivAlgorithmEntries
  return entries.find(([, value]) => value === reference)?.[0] ?? null
}
const pivAlgorithmEntries = [
  ['RSA-2048', 0x07],
  ['RSA-3072', 0x05],
  ['RSA-4096', 0x16],
  ['P-256', 0x11],
  ['P-384', 0x14],
  ['Ed25519', 0xe0]
] as const

/** @returns the policy of its value, null for the default of a slot or an unknown one. */
export function pinPolicyOf(value: number): PinPolicy | null {
  return value === 1 ? 'never' : value === 2 ? 'once' : value === 3 ? 'always' : null
}

/** The same for the touch. */
export function touchPolicyOf(value: number): TouchPolicy | null {
  return value === 1 ? 'never' : value === 2 ? 'always' : value === 3 ? 'cached' : null
}

/** @returns the keys that a YubiKey of this firmware makes; RSA is left out of 4.2.6 to 4.3.4 (CVE-2017-15361). */
export function algorithmsOfFirmware(firmware: string): readonly PivKeyAlgorithm[] {
  const weakRsa = firmwareAtLeast(firmware, '4.2.6') && !firmwareAtLeast(firmware, '4.3.5')
  return [
    ...(weakRsa ? [] : (['RSA-2048'] as const)),
    ...(firmwareAtLeast(firmware, '5.7.0') ? (['RSA-3072', 'RSA-4096', 'Ed25519'] as const) : []),
    ...(firmwareAtLeast(firmware, '4.0.0') ? (['P-256', 'P-384'] as const) : (['P-256'] as const))
  ]
}

/**
 * @param data the elements of a public key as GENERATE and METADATA give them (SP 800-73-4 part 2 table 11)
 * @returns SubjectPublicKeyInfo, DER. @throws ChanceryError `malformed`
 */
export function publicKeyOf(algorithm: PivKeyAlgorithm, data: Uint8Array): Uint8Array {
  const parts = new Map(readTlvs(data, 'public key on the card').map(({ tag, value }) => [tag, value]))
  const point = parts.get(0x86)
  const [modulus, exponent] = [parts.get(0x81), parts.get(0x82)]
  if (point !== undefined) return encodePublicKeyInfo(keyAlgorithms[algorithm], point)
  if (modulus === undefined || exponent === undefined)
    throw new ChanceryError('malformed', 'The card gives a public key that is none.')
  const number = (bytes: Uint8Array): Uint8Array => bigintContent(BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
  const key = new DerWriter(modulus.length + 32)
    .begin(SEQUENCE)
    .element(INTEGER, number(modulus))
    .element(INTEGER, number(exponent))
    .end()
    .finish()
  return encodePublicKeyInfo(keyAlgorithms[algorithm], key)
}

/**
 * @param pkcs8 a private key, in memory only; the caller zeroes it
 * @returns the data of IMPORT ASYMMETRIC KEY without the policies; the caller zeroes it too
 */
export function importData(algorithm: PivKeyAlgorithm, pkcs8: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
  const field = (text: string | undefined, length: number): Uint8Array => {
    if (text === undefined) throw new ChanceryError('invalid-input', `The private key is not one of ${algorithm}.`)
    const bytes = Buffer.from(text, 'base64url')
    if (bytes.length > length)
      throw new ChanceryError('invalid-input', `The private key is larger than one of ${algorithm}.`)
    const padded = new Uint8Array(length)
    padded.set(bytes, length - bytes.length)
    bytes.fill(0)
    return padded
  }
  switch (algorithm) {
    case 'P-256':
      return tlv(0x06, field(key.d, 32))
    case 'P-384':
      return tlv(0x06, field(key.d, 48))
    case 'Ed25519':
      return tlv(0x07, field(key.d, 32))
    default: {
      if (key.e !== 'AQAB')
        throw new ChanceryError('invalid-input', 'A YubiKey takes RSA keys with the exponent 65537 only.')
      const half = keyAlgorithms[algorithm].bits / 16
      const parts = [key.p, key.q, key.dp, key.dq, key.qi].map((text, index) => tlv(index + 1, field(text, half)))
      return new Uint8Array(Buffer.concat(parts))
    }
  }
}

/** DigestInfo of SHA-256 up to the digest, RFC 8017 9.2 note 1. */
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** @returns what the card signs for a message: a padded block (RFC 8017 9.2), a digest, or the message itself. */
export function signatureInput(algorithm: PivKeyAlgorithm, message: Uint8Array): Uint8Array {
  const digest = (name: string): Buffer => createHash(name).update(message).digest()
  switch (algorithm) {
    case 'P-256':
      return digest('sha256')
    case 'P-384':
      return digest('sha384')
    case 'Ed25519':
      return message
    default: {
      const block = new Uint8Array(keyAlgorithms[algorithm].bits / 8).fill(0xff)
      const tail = Buffer.concat([Uint8Array.of(0), SHA256_PREFIX, digest('sha256')])
      block.set([0, 1])
      block.set(tail, block.length - tail.length)
      return block
    }
  }
}
