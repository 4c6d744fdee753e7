import type { Certificate } from '../../pki/model.ts'
import { getCertificateByFingerprint } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { chainOf, fingerprintOf } from './chain.ts'

/**
 * Whose revocation is known here, above a certificate that somebody shows: whoever has the key of a revoked authority can
 * make any certificate below it.
 * @param path by which it was validated; with that, the issuers that the inventory knows are looked at
 * @returns the first of them that is revoked or on hold, in words; null where there is none
 */
export function revokedAbove(from: Reader, certificate: Certificate, path: readonly Certificate[] = []): string | null {
  const known = chainOf(from, certificate).map((member) => member.certificate)
  for (const one of [...path, ...known.slice(1)]) {
    const state = getCertificateByFingerprint(from, fingerprintOf(one.der))?.state
    if (state === 'revoked' || state === 'suspended')
      return `the certificate of ${one.subject.text.slice(0, 200)} is ${state}`
  }
  return null
}
