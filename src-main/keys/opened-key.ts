import {
  constants,
  createPrivateKey,
  createPublicKey,
  createSign,
  privateDecrypt,
  randomBytes,
  sign as nodeSign,
  type KeyObject
} from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  keyAlgorithms,
  signatureAlgorithms,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../src-shared/model/algorithm.ts'
import { oaepHashOf, unpadPkcs1, type KeyTransport } from '../pki/cms/key-transport.ts'
import { SLICE, updateInSlices } from '../pki/in-slices.ts'
import { readPrivateKeyInfo } from '../pki/pkcs8.ts'
import { parsePublicKeyInfo } from '../pki/spki.ts'
import { mlDsaOfOid, openMlDsa } from './ml-dsa.ts'

/** A private key in memory, in the form that this runtime signs with. */
export interface OpenedKey {
  readonly algorithm: KeyAlgorithmId
  readonly spki: Uint8Array
  /** The caller has checked that the signature algorithm fits. */
  sign(data: Uint8Array, signatureAlgorithm: SignatureAlgorithmId): Promise<Uint8Array>
  /** As `Signer.unwrapKey`; RSA keys only. */
  unwrapKey?(encryptedKey: Uint8Array, transport: KeyTransport, length: number): Uint8Array
  /** @returns PKCS#8 as it is sealed; the caller zeroes it. */
  pkcs8(): Uint8Array
  /** Zeroes what can be zeroed; the key must not be used any more. Keys inside node:crypto go when they are collected. */
  close(): void
}

/** One signature takes less than a twentieth of a millisecond: cheaper at once than by way of the thread pool. */
const signedAtOnce: ReadonlySet<KeyAlgorithmId> = new Set(['P-256', 'Ed25519'])

/** From this many bytes on hashing alone takes longer than that: then the pool has it. */
const LARGE = 256 * 1024

/** Asked before the runtime is: what one library calls unknown the other opens. */
const offered: ReadonlySet<string> = new Set(Object.values(keyAlgorithms).map(({ oid }) => oid))

/**
 * Opens a private key in PKCS#8.
 * @throws ChanceryError `malformed`; `invalid-input` for an algorithm or size that Chancery does not offer.
 */
export function openPkcs8(pkcs8: Uint8Array): OpenedKey {
  const info = readPrivateKeyInfo(pkcs8)
  const mlDsa = mlDsaOfOid(info.algorithm)
  if (mlDsa !== null) return openMlDsa(info, mlDsa)
  if (!offered.has(info.algorithm))
    throw new ChanceryError(
      'invalid-input',
      `Private keys of the algorithm ${info.algorithm} are not offered here. Use RSA, P-256, P-384, P-521, Ed25519 or ML-DSA.`
    )
  let key: KeyObject
  try {
    key = createPrivateKey({
      key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length),
      format: 'der',
      type: 'pkcs8'
    })
  } catch (cause) {
    throw new ChanceryError(
      'malformed',
      `The private key (algorithm ${info.algorithm}) cannot be read: its numbers are not those of a key.`,
      { cause }
    )
  }
  return openKeyObject(key)
}

/** Takes over a private key of node:crypto. @throws ChanceryError `invalid-input` as `openPkcs8`. */
export function openKeyObject(key: KeyObject): OpenedKey {
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  const { facts } = parsePublicKeyInfo(spki)
  if (facts.id === null) {
    throw new ChanceryError(
      'invalid-input',
      `Chancery does not keep private keys of the kind ${facts.label}. Use RSA of 2048, 3072 or 4096 bits, P-256, P-384, P-521, Ed25519 or ML-DSA.`
    )
  }
  const algorithm = facts.id
  const atOnce = signedAtOnce.has(algorithm)
  return {
    algorithm,
    spki,
    sign: async (data, signatureAlgorithm) => {
      const { hash, parameters } = signatureAlgorithms[signatureAlgorithm]
      if (atOnce && data.length < LARGE) return plain(nodeSign(hash, data, key))
      const salted = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      const by = parameters === 'pss' ? salted : key
      return hash === null || data.length <= SLICE ? signInPool(hash, data, by) : signInSlices(hash, data, by)
    },
    ...(key.asymmetricKeyType === 'rsa'
      ? { unwrapKey: (encrypted, transport, length) => unwrapByRsa(key, encrypted, transport, length) }
      : {}),
    pkcs8: () => new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })),
    close: () => undefined
  }
}

/**
 * The padding of PKCS#1 v1.5 is taken off here and not by the runtime: what does not open gives random octets of the
 * length that is wanted, in every runtime alike, and never an error that could be told apart.
 */
function unwrapByRsa(key: KeyObject, encrypted: Uint8Array, transport: KeyTransport, length: number): Uint8Array {
  const substitute = new Uint8Array(randomBytes(length))
  try {
    if (transport === 'rsa-pkcs1')
      return unpadPkcs1(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted), substitute)
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const opened = privateDecrypt({ key, padding, oaepHash: oaepHashOf(transport) }, encrypted)
    return opened.length === length ? plain(opened) : substitute
  } catch {
    return substitute
  }
}

async function signInSlices(hash: string, data: Uint8Array, key: Parameters<typeof nodeSign>[2]): Promise<Uint8Array> {
  const signing = createSign(hash)
  await updateInSlices(signing, data)
  return plain(signing.sign(key))
}

function signInPool(hash: string | null, data: Uint8Array, key: Parameters<typeof nodeSign>[2]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    nodeSign(hash, data, key, (error, signature) =>
      error instanceof Error ? reject(error) : resolve(plain(signature))
    )
  })
}

/** A Buffer's slice() shares memory where a Uint8Array's copies: callers get the latter. */
const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
