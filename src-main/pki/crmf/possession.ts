import { verifySignatureInPool } from '../verify.ts'
import type { CertReqMsg } from './model.ts'

/** What speaks against a proof of possession, in words; null where it holds. */
export type PossessionProblem = string | null

/**
 * Checks a proof by signature (RFC 4211 4.1): over the CertRequest, with the key that it carries. RFC 9483 4.1.1 wants
 * subject and key in the template, so the form with an input of its own is not taken.
 */
export async function verifyPossession(message: CertReqMsg): Promise<PossessionProblem> {
  const { possession, template, request } = message
  if (possession === null) return 'The request does not prove that who asks holds the private key.'
  if (possession.kind !== 'signature')
    return possession.kind === 'raVerified'
      ? 'The request says that a registration authority has verified the key, and nobody with that right says so.'
      : 'The key is to be proven by encryption, which is not offered here. Prove it by a signature.'
  if (possession.otherInput)
    return 'The signature is over an input of its own. Name subject and key in the template, and sign the request itself (RFC 9483 4.1.1).'
  if (template.publicKey === null || template.publicKey.keyBytes.length === 0)
    return 'A request without a public key cannot be signed by one.'
  const { algorithm, signature } = possession
  return (await verifySignatureInPool(template.publicKey, algorithm, request, signature))
    ? null
    : 'The signature of the request does not verify with the public key in it. It was damaged, or not signed by the holder of the key.'
}
