import { createPrivateKey, randomFillSync, sign as nodeSign, type KeyObject } from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { ChanceryError } from '../../src-shared/errors.ts'
import { keyAlgorithms, type KeyAlgorithm, type KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { sameBytes } from '../pki/der/hex.ts'
import { DerReader } from '../pki/der/reader.ts'
import { OCTET_STRING, SEQUENCE, context } from '../pki/der/tags.ts'
import { DerWriter } from '../pki/der/writer.ts'
import { writePrivateKeyInfo, type PrivateKeyInfo } from '../pki/pkcs8.ts'
import { encodePublicKeyInfo } from '../pki/spki.ts'

export type MlDsaId = 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87'

const schemes = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 } as const
/** FIPS 204: the seed ξ from which key generation computes everything. */
const seedBytes = 32

/** @returns the parameter set of an OID, or null when it is none of ML-DSA. */
export function mlDsaOfOid(oid: string): MlDsaId | null {
  return isMlDsa('ML-DSA-44', oid) ?? isMlDsa('ML-DSA-65', oid) ?? isMlDsa('ML-DSA-87', oid)
}

const isMlDsa = (id: MlDsaId, oid: string): MlDsaId | null => (keyAlgorithms[id].oid === oid ? id : null)

/** @returns whether this is one of the ML-DSA parameter sets. */
export function isMlDsaId(id: KeyAlgorithmId): id is MlDsaId {
  return Object.hasOwn(schemes, id)
}

/** Makes a key: 32 random bytes. @returns PKCS#8 in the seed form (RFC 9881 section 6), which OpenSSL 3.5 reads too. */
export function generateMlDsaPkcs8(id: MlDsaId): Uint8Array {
  const seed = randomFillSync(new Uint8Array(seedBytes))
  const pkcs8 = writeSeed(keyAlgorithms[id], seed)
  seed.fill(0)
  return pkcs8
}

function writeSeed(row: KeyAlgorithm, seed: Uint8Array): Uint8Array {
  const privateKey = new DerWriter(seedBytes + 2).octets(seed, context(0)).finish()
  const pkcs8 = writePrivateKeyInfo({ algorithm: row.oid, parameters: null, privateKey })
  privateKey.fill(0)
  return pkcs8
}

/** An ML-DSA private key that signs. */
export interface OpenedMlDsa {
  readonly algorithm: MlDsaId
  readonly spki: Uint8Array
  /** Pure ML-DSA with an empty context, hedged (FIPS 204 algorithm 2). */
  sign(data: Uint8Array): Promise<Uint8Array>
  /** @returns the key in the seed form, or in the expanded form where the seed is not known. */
  pkcs8(): Uint8Array
  /** Zeroes what can be zeroed. */
  close(): void
}

/**
 * Opens the three forms of RFC 9881 section 6: seed, expanded key, both (which must agree).
 * Signs with node:crypto where the runtime has ML-DSA, in a thread of the pool; with @noble/post-quantum otherwise.
 * @throws ChanceryError `malformed`.
 */
export function openMlDsa(info: PrivateKeyInfo, id: MlDsaId): OpenedMlDsa {
  const { seed, expanded } = readForms(info.privateKey, id)
  const scheme = schemes[id]
  const pair = seed === null ? null : scheme.keygen(seed)
  if (pair !== null && expanded !== null && !sameBytes(pair.secretKey, expanded)) {
    throw new ChanceryError(
      'malformed',
      `The seed and the expanded key of the ${id} private key do not belong together (RFC 9881 section 8.2).`
    )
  }
  const secretKey = pair?.secretKey ?? expanded
  if (secretKey === null) throw new ChanceryError('malformed', `The ${id} private key is empty.`)
  const spki = encodePublicKeyInfo(keyAlgorithms[id], pair?.publicKey ?? scheme.getPublicKey(secretKey))
  const stored = seed === null ? info.der.slice() : writeSeed(keyAlgorithms[id], seed)
  const native = importNatively(stored, id)
  if (native !== null) secretKey.fill(0)
  return {
    algorithm: id,
    spki,
    sign: native === null ? async (data) => scheme.sign(data, secretKey) : (data) => signNatively(native, data),
    pkcs8: () => stored.slice(),
    close: () => {
      secretKey.fill(0)
      stored.fill(0)
    }
  }
}

/** @returns the key as node:crypto has it; null where it has no ML-DSA or, as in Electron 42, only verifies with it. */
function importNatively(pkcs8: Uint8Array, id: MlDsaId): KeyObject | null {
  try {
    const der = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length)
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    return key.asymmetricKeyType === id.toLowerCase() ? key : null
  } catch {
    return null
  }
}

function signNatively(key: KeyObject, data: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    nodeSign(null, data, key, (error, signature) => (error instanceof Error ? reject(error) : resolve(signature)))
  })
}

/** ML-DSA-PrivateKey (RFC 9881 section 6): copies, so that they can be zeroed. */
function readForms(bytes: Uint8Array, id: MlDsaId): { seed: Uint8Array | null; expanded: Uint8Array | null } {
  const reader = new DerReader(bytes, `${id} private key`)
  let [seed, expanded]: [Uint8Array | null, Uint8Array | null] = [null, null]
  if (reader.peek() === context(0)) seed = reader.octets(context(0)).slice()
  else if (reader.peek() === OCTET_STRING) expanded = reader.octets().slice()
  else {
    const both = reader.enter(SEQUENCE)
    seed = reader.octets().slice()
    expanded = reader.octets().slice()
    reader.leave(both)
  }
  reader.finish()
  if (seed !== null && seed.length !== seedBytes) reader.fail(`the seed has ${seed.length} bytes and not ${seedBytes}`)
  const size = schemes[id].lengths.secretKey
  if (expanded !== null && expanded.length !== size)
    reader.fail(`the expanded key has ${expanded.length} bytes and not ${String(size)}`)
  return { seed, expanded }
}
