import { constants, publicEncrypt } from 'node:crypto'
import { hashOids, type HashName } from '../../../src-shared/model/algorithm.ts'
import { readAlgorithm } from '../algorithm-identifier.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, NULL, SEQUENCE } from '../der/tags.ts'
import type { DerWriter } from '../der/writer.ts'
import { readHashAlgorithm, writeHashAlgorithm } from '../hash-algorithm.ts'
import type { AlgorithmIdentifier, PublicKeyInfo } from '../model.ts'
import { keyObject } from '../verify.ts'

/** How a content key is encrypted to an RSA key: RFC 3370 4.2.1, and RFC 3560 with one hash for label and mask. */
export type KeyTransport = 'rsa-pkcs1' | `rsa-oaep-${HashName}`

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const RSAES_OAEP = '1.2.840.113549.1.1.7'
/** RFC 4055 2.1, 2.2. */
const MGF1 = '1.2.840.113549.1.1.8'
const P_SPECIFIED = '1.2.840.113549.1.1.9'

/** @returns the transport of an algorithm, or null for one that is none of ours. @throws ChanceryError `malformed` */
export function keyTransportOf({ oid, parameters }: AlgorithmIdentifier): KeyTransport | null {
  // RFC 3370 4.2.1 wants NULL; some old clients leave it out.
  const empty = parameters === null || (parameters.length === 2 && parameters[0] === NULL)
  if (oid === RSA_ENCRYPTION) return empty ? 'rsa-pkcs1' : null
  if (oid !== RSAES_OAEP || parameters === null) return null
  const hash = oaepHash(parameters)
  return hash === null ? null : `rsa-oaep-${hash}`
}

/** RFC 4055 4.1: hash [0], mask [1] and label [2], each with its default. */
function oaepHash(parameters: Uint8Array): HashName | null {
  const reader = new DerReader(parameters, 'OAEP parameters')
  const outer = reader.enter(SEQUENCE)
  let hash: HashName | null = 'sha1'
  let mask: HashName | null = 'sha1'
  let plainLabel = true
  if (reader.peek() === contextConstructed(0)) {
    const field = reader.enter(contextConstructed(0))
    hash = readHashAlgorithm(reader).hash
    reader.leave(field)
  }
  if (reader.peek() === contextConstructed(1)) {
    const field = reader.enter(contextConstructed(1))
    const { oid, parameters: inner } = readAlgorithm(reader)
    reader.leave(field)
    if (oid !== MGF1 || inner === null) mask = null
    else {
      const maskReader = new DerReader(inner, 'OAEP mask')
      mask = readHashAlgorithm(maskReader).hash
      maskReader.finish()
    }
  }
  if (reader.peek() === contextConstructed(2)) {
    const field = reader.enter(contextConstructed(2))
    const { oid, parameters: label } = readAlgorithm(reader)
    reader.leave(field)
    plainLabel = oid === P_SPECIFIED && label?.length === 2 && label[0] === 0x04
  }
  reader.leave(outer)
  reader.finish()
  return plainLabel && hash === mask ? hash : null
}

/** Writes the AlgorithmIdentifier of a transport. */
export function writeKeyTransport(writer: DerWriter, transport: KeyTransport): void {
  writer.begin(SEQUENCE)
  if (transport === 'rsa-pkcs1') writer.oid(RSA_ENCRYPTION).null()
  else {
    const hash = oaepHashOf(transport)
    writer.oid(RSAES_OAEP).begin(SEQUENCE)
    // DER leaves the defaults out.
    if (hash !== 'sha1') {
      writer.begin(contextConstructed(0))
      writeHashAlgorithm(writer, hash, 'null')
      writer.end().begin(contextConstructed(1)).begin(SEQUENCE).oid(MGF1)
      writer.begin(SEQUENCE).oid(hashOids[hash]).null().end().end().end()
    }
    writer.end()
  }
  writer.end()
}

/** @returns the one hash of an OAEP transport */
export function oaepHashOf(transport: Exclude<KeyTransport, 'rsa-pkcs1'>): HashName {
  switch (transport) {
    case 'rsa-oaep-sha1':
      return 'sha1'
    case 'rsa-oaep-sha256':
      return 'sha256'
    case 'rsa-oaep-sha384':
      return 'sha384'
    case 'rsa-oaep-sha512':
      return 'sha512'
  }
}

/** Encrypts a content key. @throws ChanceryError as `keyObject`; Error for a key that is too small */
export function wrapKey(transport: KeyTransport, to: PublicKeyInfo, key: Uint8Array): Uint8Array {
  const rsa = keyObject(to)
  return transport === 'rsa-pkcs1'
    ? publicEncrypt({ key: rsa, padding: constants.RSA_PKCS1_PADDING }, key)
    : publicEncrypt({ key: rsa, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHashOf(transport) }, key)
}

/**
 * Takes the padding of RSAES-PKCS1-v1_5 (RFC 8017 7.2.2) off a decrypted block. A block that is not padded right gives
 * `substitute`, in the same time and without a word: what it tells would be an oracle (RFC 3218 2.3).
 * @param substitute random octets, as many as the key has
 */
export function unpadPkcs1(block: Uint8Array, substitute: Uint8Array): Uint8Array {
  const length = substitute.length
  const start = block.length - length
  if (start < 11) return substitute
  let wrong = (block[0] ?? 0) | ((block[1] ?? 0) ^ 2) | (block[start - 1] ?? 0)
  for (let at = 2; at < start - 1; at++) wrong |= isZero(block[at] ?? 0)
  // All ones where the block is right, all zeros where it is not.
  const keep = isZero(wrong) * 0xff
  return substitute.map((octet, index) => ((block[start + index] ?? 0) & keep) | (octet & ~keep & 0xff))
}

/** @returns 1 for 0, else 0, without a branch; `octet` is below 2^16. */
function isZero(octet: number): number {
  return ((octet - 1) >>> 31) & 1
}
