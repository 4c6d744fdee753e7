import { constants, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import {
  keyAlgorithms,
  signatureAlgorithms,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../src-shared/model/algorithm.ts'
import { encodePublicKeyInfo } from '../pki/spki.ts'

/** A fresh key of any algorithm, made and used without the code under test, in every runtime. */
export interface TestKeyPair {
  readonly spki: Uint8Array
  /** The runtime's own key; null where it has no such algorithm. */
  readonly publicKey: KeyObject | null
  sign(data: Uint8Array, algorithm: SignatureAlgorithmId): Uint8Array
}

const mlDsa = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 } as const

/** @returns a new pair. RSA of 3072 and 4096 bits takes its time: use it sparingly. */
export function testKeyPair(id: KeyAlgorithmId): TestKeyPair {
  const { generate } = keyAlgorithms[id]
  switch (generate.type) {
    case 'rsa':
      return native(generateKeyPairSync('rsa', { modulusLength: generate.modulusLength }))
    case 'ec':
      return native(generateKeyPairSync('ec', { namedCurve: generate.namedCurve }))
    case 'ed25519':
      return native(generateKeyPairSync('ed25519'))
    default:
      return bundled(id)
  }
}

function native(pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }): TestKeyPair {
  return {
    spki: new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' })),
    publicKey: pair.publicKey,
    sign(data, algorithm) {
      const { hash, parameters } = signatureAlgorithms[algorithm]
      if (parameters !== 'pss') return new Uint8Array(sign(hash, data, pair.privateKey))
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST
      return new Uint8Array(
        sign(hash, data, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
      )
    }
  }
}

/** ML-DSA by the bundled library: Electron's BoringSSL does not make such keys. */
function bundled(id: KeyAlgorithmId): TestKeyPair {
  if (id !== 'ML-DSA-44' && id !== 'ML-DSA-65' && id !== 'ML-DSA-87') throw new TypeError(`${id} is no ML-DSA key`)
  const pair = mlDsa[id].keygen(new Uint8Array(randomBytes(32)))
  const spki = encodePublicKeyInfo(keyAlgorithms[id], pair.publicKey)
  let publicKey: KeyObject | null = null
  try {
    publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    // this runtime has no ML-DSA of its own
  }
  return { spki, publicKey, sign: (data) => mlDsa[id].sign(data, pair.secretKey) }
}
