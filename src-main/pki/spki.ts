import { hash } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  keyAlgorithmIds,
  keyAlgorithms,
  otherCurves,
  otherKeyAlgorithms,
  type KeyAlgorithm
} from '../../src-shared/model/algorithm.ts'
import { algorithmAt, walkAlgorithm } from './algorithm-identifier.ts'
import { bigintOf } from './der/integer.ts'
import { oidText, checkOid } from './der/oid.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { NULL, OBJECT_IDENTIFIER, SEQUENCE } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import type { AlgorithmIdentifier, PublicKeyFacts, PublicKeyInfo } from './model.ts'

/** Bytes of the largest SubjectPublicKeyInfo accepted: RSA of 16384 bits with room. */
const MAX_SPKI = 16 * 1024

const RSA_OID = '1.2.840.113549.1.1.1'
const EC_OID = '1.2.840.10045.2.1'

class ParsedPublicKeyInfo implements PublicKeyInfo {
  readonly der: Uint8Array
  readonly keyBytes: Uint8Array
  #algorithm: AlgorithmIdentifier | undefined
  #facts: PublicKeyFacts | undefined

  constructor(der: Uint8Array, keyBytes: Uint8Array) {
    this.der = der
    this.keyBytes = keyBytes
  }

  get algorithm(): AlgorithmIdentifier {
    if (this.#algorithm === undefined) {
      const reader = new DerReader(this.der, 'public key')
      reader.enter(SEQUENCE)
      reader.next()
      this.#algorithm = algorithmAt(this.der, reader.start, reader.contentEnd)
    }
    return this.#algorithm
  }

  get facts(): PublicKeyFacts {
    return (this.#facts ??= factsOf(this.algorithm, this.keyBytes))
  }
}

/** Parses a SubjectPublicKeyInfo (RFC 5280 4.1.2.7); the key inside is judged by `checkPublicKey`. @throws ChanceryError `malformed`, `too-large`. */
export function parsePublicKeyInfo(der: Uint8Array): PublicKeyInfo {
  checkSize('public key', der.length, MAX_SPKI)
  const reader = new DerReader(der, 'public key')
  const info = readPublicKeyInfo(reader)
  reader.finish()
  return info
}

/** Reads a SubjectPublicKeyInfo at the cursor, `tag` for IMPLICIT tagging. @throws ChanceryError `malformed`. */
export function readPublicKeyInfo(reader: DerReader): PublicKeyInfo {
  walkPublicKeyInfo(reader)
  return publicKeyInfoAt(reader.bytes, reader.start, reader.contentEnd)
}

/** Moves over a SubjectPublicKeyInfo and checks its structure; the reader then stands as after `next` on the whole of it. */
export function walkPublicKeyInfo(reader: DerReader): void {
  const start = reader.offset
  const outer = reader.enter(SEQUENCE)
  const { contentStart, contentEnd } = reader
  walkAlgorithm(reader)
  reader.bitOctets()
  reader.leave(outer)
  reader.tag = SEQUENCE
  reader.start = start
  reader.contentStart = contentStart
  reader.contentEnd = contentEnd
}

/** @returns the SubjectPublicKeyInfo in bytes that `walkPublicKeyInfo` has passed over. */
export function publicKeyInfoAt(bytes: Uint8Array, start: number, end: number): PublicKeyInfo {
  const reader = new DerReader(bytes, 'public key', start, end)
  reader.enter(SEQUENCE)
  reader.next()
  return new ParsedPublicKeyInfo(bytes.subarray(start, end), reader.bitOctets())
}

function factsOf(algorithm: AlgorithmIdentifier, keyBytes: Uint8Array): PublicKeyFacts {
  if (algorithm.oid === RSA_OID) {
    const bits = rsaBits(keyBytes)
    if (bits === null) return other(algorithm.oid, 'RSA (unreadable)')
    const id = keyAlgorithmIds.find(
      (candidate) => keyAlgorithms[candidate].kind === 'rsa' && keyAlgorithms[candidate].bits === bits
    )
    return { kind: 'rsa', id: id ?? null, bits, label: `RSA ${bits}` }
  }
  if (algorithm.oid === EC_OID) {
    const curve = namedCurve(algorithm.parameters)
    if (curve === null) return other(algorithm.oid, 'EC without a named curve')
    const row = rowWhere((candidate) => candidate.curveOid === curve)
    return row === undefined ? other(algorithm.oid, `EC ${otherCurves[curve] ?? curve}`) : factsOfRow(row)
  }
  const row = rowWhere((candidate) => candidate.oid === algorithm.oid)
  if (row !== undefined) return factsOfRow(row)
  return other(algorithm.oid, otherKeyAlgorithms[algorithm.oid] ?? algorithm.oid)
}

const rowWhere = (test: (row: KeyAlgorithm) => boolean): KeyAlgorithm | undefined =>
  keyAlgorithmIds.map((id) => keyAlgorithms[id]).find(test)
const factsOfRow = (row: KeyAlgorithm): PublicKeyFacts => ({
  kind: row.kind,
  id: row.id,
  bits: row.bits,
  label: row.label
})
const other = (oid: string, label: string): PublicKeyFacts => ({ kind: 'other', id: null, oid, bits: null, label })

function namedCurve(parameters: Uint8Array | null): string | null {
  if (parameters === null || parameters[0] !== OBJECT_IDENTIFIER || checkOid(parameters, 2, parameters.length) !== null)
    return null
  return oidText(parameters, 2, parameters.length)
}

function rsaBits(keyBytes: Uint8Array): number | null {
  try {
    const modulus = readRsaKey(keyBytes).modulus
    return modulus <= 0n ? null : modulus.toString(2).length
  } catch {
    return null
  }
}

/** Reads RSAPublicKey (RFC 8017 A.1.1): modulus and public exponent as they are, without judging them. @throws ChanceryError `malformed`. */
export function readRsaKey(keyBytes: Uint8Array): { readonly modulus: bigint; readonly exponent: bigint } {
  const reader = new DerReader(keyBytes, 'RSA public key')
  const outer = reader.enter(SEQUENCE)
  reader.integer()
  const modulus = bigintOf(reader.bytes, reader.contentStart, reader.contentEnd)
  reader.integer()
  const exponent = bigintOf(reader.bytes, reader.contentStart, reader.contentEnd)
  reader.leave(outer)
  reader.finish()
  return { modulus, exponent }
}

/**
 * Checks that a key is encoded as its algorithm's RFC says and is of a kind that Chancery can certify: RSA with NULL
 * parameters (RFC 3279 2.3.1) and a positive modulus and exponent, EC with a named curve P-256/384/521 and an
 * uncompressed point (RFC 5480 2), Ed25519 and ML-DSA without parameters and of their exact size (RFC 8410, RFC 9881).
 * Whether the point is on the curve shows when the key is imported (verify.ts `keyObject`).
 * @throws ChanceryError `malformed` for a wrong encoding, `invalid-input` for a kind that is not certified.
 */
export function checkPublicKey(info: PublicKeyInfo): void {
  const { facts, algorithm, keyBytes } = info
  if (facts.kind === 'other') {
    if (algorithm.oid === RSA_OID) throw wrongKey('the RSA key is not a modulus and an exponent (RFC 8017 A.1.1)')
    if (algorithm.oid === EC_OID && namedCurve(algorithm.parameters) === null)
      throw wrongKey('an elliptic curve key must name its curve; explicit parameters are refused (RFC 5480 2.1.1)')
    throw new ChanceryError(
      'invalid-input',
      `Keys of the kind ${facts.label} are not certified. Use RSA, P-256, P-384, P-521, Ed25519 or ML-DSA.`
    )
  }
  if (facts.kind === 'rsa') {
    const isNull =
      algorithm.parameters !== null && algorithm.parameters.length === 2 && algorithm.parameters[0] === NULL
    if (!isNull) throw wrongKey('the parameters of an RSA key must be NULL (RFC 3279 2.3.1)')
    if (readRsaKey(keyBytes).exponent <= 0n) throw wrongKey('the RSA exponent is not positive')
    return
  }
  if (facts.kind !== 'ec' && algorithm.parameters !== null)
    throw wrongKey(`${facts.label} keys have no parameters (RFC 8410 3, RFC 9881 4)`)
  if (facts.kind === 'ec' && (keyBytes[0] === 2 || keyBytes[0] === 3))
    throw wrongKey('compressed points are not accepted; use the uncompressed form (RFC 5480 2.2)')
  const size = facts.id === null ? undefined : keyAlgorithms[facts.id].publicKeyBytes
  if (keyBytes.length !== size || (facts.kind === 'ec' && keyBytes[0] !== 4))
    throw wrongKey(`a key of ${keyBytes.length} bytes is not one of ${facts.label}`)
}

function wrongKey(problem: string): ChanceryError {
  return new ChanceryError('malformed', `The public key cannot be used: ${problem}.`)
}

/** Encodes a SubjectPublicKeyInfo around the raw key bytes of an algorithm of ours (an EC point, an Ed25519 or ML-DSA key, RSAPublicKey DER). */
export function encodePublicKeyInfo(algorithm: KeyAlgorithm, keyBytes: Uint8Array): Uint8Array {
  const writer = new DerWriter(keyBytes.length + 40).begin(SEQUENCE).begin(SEQUENCE).oid(algorithm.oid)
  if (algorithm.parameters === 'null') writer.null()
  if (algorithm.curveOid !== undefined) writer.oid(algorithm.curveOid)
  return writer.end().bitOctets(keyBytes).end().finish()
}

/** Key identifier of RFC 5280 4.2.1.2 method 1: SHA-1 of the key bits. 20 bytes. */
export function keyIdSha1(info: Pick<PublicKeyInfo, 'keyBytes'>): Uint8Array {
  return plain(hash('sha1', info.keyBytes, 'buffer'))
}

/** Key identifier of RFC 7093 section 2 method 1: the leftmost 160 bits of SHA-256 of the key bits. 20 bytes. */
export function keyIdSha256(info: Pick<PublicKeyInfo, 'keyBytes'>): Uint8Array {
  return plain(hash('sha256', info.keyBytes, 'buffer')).slice(0, 20)
}

/** SHA-256 of the whole SubjectPublicKeyInfo: the same for two certificates of one key. 32 bytes. */
export function publicKeyFingerprint(info: Pick<PublicKeyInfo, 'der'>): Uint8Array {
  return plain(hash('sha256', info.der, 'buffer'))
}

const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
