import type { KeyAlgorithmId, SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { CaContext } from '../context.ts'

/**
 * A signature of the right form by a key that nobody trusts and that never leaves memory, so that a certificate can be
 * parsed and linted as a whole before the real key is touched. It is made once per kind of key and algorithm, over bytes
 * that are no certificate: nothing that is linted depends on which bytes it covers, and none could be told from it.
 */
export async function throwawaySignature(
  ca: Pick<CaContext, 'keys' | 'memory'>,
  issuerKey: KeyAlgorithmId,
  signatureAlgorithm: SignatureAlgorithmId
): Promise<Uint8Array> {
  // The length of an RSA key does not show in what is linted, and small ones are made quickly.
  const algorithm: KeyAlgorithmId = issuerKey.startsWith('RSA-') ? 'RSA-2048' : issuerKey
  const { throwaways } = ca.memory
  const kind = `${algorithm} ${signatureAlgorithm}`
  const known = throwaways.get(kind)
  if (known !== undefined) return known
  const made = ca.keys
    .generate(algorithm, `throwaway:${algorithm}`)
    .then((key) => ca.keys.open(key))
    .then((signer) => signer.sign(signedBytes, signatureAlgorithm))
  throwaways.set(kind, made)
  made.catch(() => throwaways.delete(kind))
  return made
}

const signedBytes = Buffer.from('not a certificate', 'ascii')
