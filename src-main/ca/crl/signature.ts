import {
  signatureAlgorithmIds,
  signatureAlgorithms,
  signatureAllowed,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../../src-shared/model/algorithm.ts'
import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import { signatureFor } from '../authorities/content.ts'

/**
 * @returns the algorithm that signs CRLs: that of the authority, with the hash that the CRL settings name. Ed25519 and
 * ML-DSA have no choice of a hash, so that a profile may be shared by authorities of any key.
 */
export function crlSignature(
  { signatureAlgorithm, crl }: Pick<AuthoritySettings, 'signatureAlgorithm' | 'crl'>,
  key: KeyAlgorithmId
): SignatureAlgorithmId {
  const usual = signatureFor(signatureAlgorithm, key)
  const { hash, keyKind, parameters } = signatureAlgorithms[usual]
  if (crl.hash === null || hash === null || hash === crl.hash) return usual
  const same = signatureAlgorithmIds.find((id) => {
    const other = signatureAlgorithms[id]
    return other.hash === crl.hash && other.keyKind === keyKind && other.parameters === parameters
  })
  return same !== undefined && signatureAllowed(same, key) ? same : usual
}
