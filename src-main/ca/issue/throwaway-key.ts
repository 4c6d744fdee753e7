import { ChanceryError } from '../../../src-shared/errors.ts'
import type { KeyAlgorithmId, SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Signer } from '../../keys/signer.ts'
import type { CaContext } from '../context.ts'

/**
 * Signs with a key that nobody trusts and that never leaves memory, so that a certificate can be parsed and linted as a
 * whole before the real key is touched. One key per algorithm is kept; after a lock of the vault another is made.
 */
export async function throwawaySignature(
  ca: Pick<CaContext, 'keys' | 'memory'>,
  issuerKey: KeyAlgorithmId,
  signatureAlgorithm: SignatureAlgorithmId,
  data: Uint8Array
): Promise<Uint8Array> {
  // The length of an RSA key does not show in what is linted, and small ones are made quickly.
  const algorithm: KeyAlgorithmId = issuerKey.startsWith('RSA-') ? 'RSA-2048' : issuerKey
  try {
    return await (await throwaway(ca, algorithm)).sign(data, signatureAlgorithm)
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code !== 'locked') throw error
    ca.memory.throwaways.delete(algorithm)
    return (await throwaway(ca, algorithm)).sign(data, signatureAlgorithm)
  }
}

function throwaway(ca: Pick<CaContext, 'keys' | 'memory'>, algorithm: KeyAlgorithmId): Promise<Signer> {
  const known = ca.memory.throwaways.get(algorithm)
  if (known !== undefined) return known
  const context = `throwaway:${algorithm}`
  const made = ca.keys.generate(algorithm, context).then((key) => ca.keys.open(key))
  ca.memory.throwaways.set(algorithm, made)
  made.catch(() => ca.memory.throwaways.delete(algorithm))
  return made
}
