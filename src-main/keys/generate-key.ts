import { generateKeyPair, randomBytes, type KeyObject } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { defaultSignatureAlgorithm, keyAlgorithms, type KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { verifySignature } from '../pki/verify.ts'
import { generateMlDsaPkcs8, isMlDsaId } from './ml-dsa.ts'
import { openKeyObject, openPkcs8, type OpenedKey } from './opened-key.ts'

/**
 * Makes a private key in the thread pool (RSA 4096 takes seconds) and checks that it is of the size asked for (some
 * libraries round RSA sizes down) and that its halves belong together.
 * @throws ChanceryError `internal` when the runtime made something else.
 */
export async function generateKey(id: KeyAlgorithmId): Promise<OpenedKey> {
  const key = isMlDsaId(id) ? openMadeMlDsa(generateMlDsaPkcs8(id)) : openKeyObject(await generateNatively(id))
  if (key.algorithm !== id)
    throw new ChanceryError('internal', `A key of ${id} was asked for and the runtime made ${key.algorithm}.`)
  await checkPair(key)
  return key
}

function openMadeMlDsa(pkcs8: Uint8Array): OpenedKey {
  const key = openPkcs8(pkcs8)
  pkcs8.fill(0)
  return key
}

function generateNatively(id: KeyAlgorithmId): Promise<KeyObject> {
  const row = keyAlgorithms[id].generate
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _publicKey: KeyObject, privateKey: KeyObject): void =>
      error instanceof Error ? reject(error) : resolve(privateKey)
    if (row.type === 'rsa') generateKeyPair('rsa', { modulusLength: row.modulusLength, publicExponent: 65_537 }, done)
    else if (row.type === 'ec') generateKeyPair('ec', { namedCurve: row.namedCurve }, done)
    else if (row.type === 'ed25519') generateKeyPair('ed25519', {}, done)
    else reject(new TypeError(`${id} is not made by the runtime`))
  })
}

/**
 * Pairwise consistency (FIPS 140-3 IG 10.3.A): what the private half signs, the public half verifies.
 * @throws ChanceryError `malformed` when they do not belong together.
 */
export async function checkPair(key: OpenedKey): Promise<void> {
  const message = randomBytes(32)
  const algorithm = defaultSignatureAlgorithm(key.algorithm)
  const signature = await key.sign(message, algorithm)
  if (!verifySignature(key.spki, algorithm, message, signature)) {
    throw new ChanceryError(
      'malformed',
      'The private key does not belong to the public key that it names: a trial signature does not verify.'
    )
  }
}
