import type { Certificate } from '../model.ts'
import { verifySignature } from '../verify.ts'

/**
 * Signatures of certificates that were verified in one validation. Candidate paths share most of their members: in a mesh
 * of cross certificates, which anybody can send along, each would be verified thousands of times.
 */
export class VerifiedSignatures {
  readonly #known = new Map<Certificate, Map<string, boolean>>()

  /** @returns whether the key of `issuer` signed the certificate; null for an algorithm that is not known. */
  holds(certificate: Certificate, issuer: Certificate): boolean | null {
    const algorithm = certificate.signatureAlgorithm.id
    if (algorithm === null) return null
    const byKey = this.#known.get(certificate) ?? new Map<string, boolean>()
    this.#known.set(certificate, byKey)
    const key = Buffer.from(issuer.publicKey.der).toString('latin1')
    const known = byKey.get(key)
    if (known !== undefined) return known
    const holds = verifySignature(issuer.publicKey.der, algorithm, certificate.tbs, certificate.signature)
    byKey.set(key, holds)
    return holds
  }
}
