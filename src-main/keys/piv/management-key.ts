import { createCipheriv, createDecipheriv, randomFillSync, timingSafeEqual } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { exchange, status, type ApduChannel } from './apdu.ts'
import { findTlv, tlv } from './tlv.ts'

/** Algorithms of the management key by their reference (SP 800-78-4 table 6-2). AES from firmware 5.4 on. */
export const managementAlgorithms = {
  '3DES': { reference: 0x03, keyBytes: 24, blockBytes: 8, cipher: 'des-ede3-cbc' },
  AES128: { reference: 0x08, keyBytes: 16, blockBytes: 16, cipher: 'aes-128-cbc' },
  AES192: { reference: 0x0a, keyBytes: 24, blockBytes: 16, cipher: 'aes-192-cbc' },
  AES256: { reference: 0x0c, keyBytes: 32, blockBytes: 16, cipher: 'aes-256-cbc' }
} as const
export type ManagementAlgorithm = keyof typeof managementAlgorithms

/** The management key that every YubiKey leaves the factory with (3DES; as AES-192 from firmware 5.7 on). */
export const factoryManagementKey: Uint8Array = new Uint8Array(
  Buffer.from('010203040506070801020304050607080102030405060708', 'hex')
)

/** Key reference of the card management key. */
export const CARD_MANAGEMENT = 0x9b

/** @returns the algorithm of a reference; a card that names none has 3DES (SP 800-73-4 part 1 table 5). */
export function managementAlgorithmOf(reference: number): ManagementAlgorithm {
  switch (reference) {
    case 0x00:
    case 0x03:
      return '3DES'
    case 0x08:
      return 'AES128'
    case 0x0a:
      return 'AES192'
    case 0x0c:
      return 'AES256'
    default:
      throw new ChanceryError('malformed', `The management key of the card has an unknown algorithm (${reference}).`)
  }
}

/** One block; CBC with a zero vector is ECB there, and every runtime has it. */
export function encryptBlock(algorithm: ManagementAlgorithm, key: Uint8Array, block: Uint8Array): Uint8Array {
  const { cipher, blockBytes } = managementAlgorithms[algorithm]
  const made = createCipheriv(cipher, key, new Uint8Array(blockBytes)).setAutoPadding(false)
  return new Uint8Array(Buffer.concat([made.update(block), made.final()]))
}

/** The reverse of `encryptBlock`. */
export function decryptBlock(algorithm: ManagementAlgorithm, key: Uint8Array, block: Uint8Array): Uint8Array {
  const { cipher, blockBytes } = managementAlgorithms[algorithm]
  const made = createDecipheriv(cipher, key, new Uint8Array(blockBytes)).setAutoPadding(false)
  return new Uint8Array(Buffer.concat([made.update(block), made.final()]))
}

/** @returns a fresh management key. */
export function newManagementKey(algorithm: ManagementAlgorithm): Uint8Array {
  return randomFillSync(new Uint8Array(managementAlgorithms[algorithm].keyBytes))
}

/**
 * Proves the management key to the card and has the card prove it to us (GENERAL AUTHENTICATE, mutual authentication,
 * SP 800-73-4 part 2 section 3.2.4 and appendix A.1).
 * @throws ChanceryError `wrong-passphrase` where the key is another one
 */
export async function authenticateManagement(
  channel: ApduChannel,
  algorithm: ManagementAlgorithm,
  key: Uint8Array
): Promise<void> {
  const { reference, keyBytes, blockBytes } = managementAlgorithms[algorithm]
  if (key.length !== keyBytes)
    throw new ChanceryError(
      'wrong-passphrase',
      `The management key of this YubiKey is ${algorithm} and has ${keyBytes} bytes; the given one has ${key.length}.`
    )
  const asked = await exchange(channel, 0x87, reference, CARD_MANAGEMENT, tlv(0x7c, tlv(0x80)))
  const witness = asked.status === status.ok ? inside(asked.data, 0x80) : undefined
  if (witness?.length !== blockBytes)
    throw new ChanceryError('key-unavailable', 'The YubiKey does not take part in the check of its management key.')
  const challenge = randomFillSync(new Uint8Array(blockBytes))
  const proof = decryptBlock(algorithm, key, witness)
  const answer = await exchange(
    channel,
    0x87,
    reference,
    CARD_MANAGEMENT,
    tlv(0x7c, tlv(0x80, proof), tlv(0x81, challenge))
  )
  const response = answer.status === status.ok ? inside(answer.data, 0x82) : undefined
  const expected = encryptBlock(algorithm, key, challenge)
  if (response?.length !== expected.length || !timingSafeEqual(response, expected))
    throw new ChanceryError('wrong-passphrase', 'The management key is another one than the given one.')
}

function inside(data: Uint8Array, tag: number): Uint8Array | undefined {
  const template = findTlv(data, 0x7c)
  return template === undefined ? undefined : findTlv(template, tag)
}
