import { ChanceryError } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import { validatePath } from '../../pki/path.ts'
import { getEstClientByFingerprint, type EstServiceRow } from '../../store/est.ts'
import { getProfile } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { issuedByDer } from '../acme/issued.ts'
import { revokedAbove } from '../certificates/broken-chain.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'

/** What a client showed over TLS. The handshake proved that it has the private key, and nothing more. */
export interface ShownCertificate {
  readonly certificate: Certificate
  /** What it sent beside its own. */
  readonly others: readonly Certificate[]
}

/** What a certificate is shown for. */
export type Purpose = 'enrol' | 're-enrol'

/** What became of a certificate that was shown. */
export type Judged =
  | {
      readonly fingerprint: string
      readonly subject: string
      /** Its row where it is one of ours. */
      readonly certificateId: number | null
      /** Whether it was issued under the profile of the service, so that it may be renewed there. */
      readonly ownProfile: boolean
    }
  /** Why, for the operator. */
  | { readonly refused: string }

/** id-kp-clientAuth and anyExtendedKeyUsage, RFC 5280 4.2.1.12. */
const CLIENT_PURPOSES: readonly string[] = [purpose.clientAuth, purpose.any]

/** @returns the certificate of a peer; null for one that cannot be read */
export function readShown(der: Uint8Array, others: readonly Uint8Array[]): ShownCertificate | null {
  try {
    return { certificate: parseCertificate(der), others: others.map((one) => parseCertificate(one)) }
  } catch (error) {
    if (error instanceof ChanceryError) return null
    throw error
  }
}

/**
 * Judges a certificate by what the service says: pinned to a client; issued here, under the profile of the service (to be
 * renewed) or by an authority that it trusts; or below a certificate that it trusts (RFC 5280 6).
 */
export function judgeCertificate(
  ca: CaContext,
  service: EstServiceRow,
  { certificate, others }: ShownCertificate,
  purpose: Purpose
): Judged {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const fingerprint = fingerprintOf(certificate.der)
  const subject = certificate.subject.text.slice(0, 200)
  if (now > certificate.notAfter)
    return { refused: 'It has expired. The device needs a password, or a new certificate by hand.' }
  if (now < certificate.notBefore) return { refused: 'It is not valid yet. Compare the clocks.' }
  const own = issuedByDer(from, certificate.der)
  if (own !== undefined && own.state !== 'active') return { refused: `It is one of ours and is ${own.state}.` }
  const known = { fingerprint, subject, certificateId: own?.id ?? null }
  const ownProfile = own !== undefined && own.profileId === service.profileId
  if (getEstClientByFingerprint(from, service.id, fingerprint) !== undefined) return { ...known, ownProfile }
  // Who renews shows that they hold what is renewed; what the certificate is otherwise for does not matter.
  if (purpose === 're-enrol' && ownProfile) return { ...known, ownProfile }
  const purposes = findExtension(certificate, 'extKeyUsage')
  if (purposes !== undefined && !purposes.some((oid) => CLIENT_PURPOSES.includes(oid)))
    return { refused: 'It is not for TLS clients: its extended key usage says other purposes (RFC 7030 3.3.2).' }
  if (own !== undefined) {
    if (own.authorityId !== null && service.trustedAuthorities.includes(own.authorityId)) {
      const revoked = revokedAbove(from, certificate)
      return revoked === null ? { ...known, ownProfile } : { refused: belowRevoked(revoked) }
    }
    const profile = own.profileId === null ? undefined : getProfile(from, own.profileId)
    return {
      refused: `It was issued here${profile === undefined ? '' : `, under the profile ${profile.name}`}, by an authority that the service does not trust for enrolment. Add it to the trusted authorities if such certificates are to let clients in.`
    }
  }
  if (service.trustAnchors.length === 0) return { refused: 'It is none of ours, and the service trusts nobody else.' }
  const verdict = validatePath({
    target: certificate,
    anchors: service.trustAnchors.map((one) => parseCertificate(Buffer.from(one, 'base64'))),
    intermediates: others,
    at: now,
    revocation: 'none',
    crls: []
  })
  const revoked = verdict.valid ? revokedAbove(from, certificate, verdict.path) : null
  if (revoked !== null) return { refused: belowRevoked(revoked) }
  if (verdict.valid) return { ...known, ownProfile: false }
  const failed = verdict.steps.find(({ outcome }) => outcome === 'failed')
  return {
    refused: `It is not below a certificate that the service trusts. ${failed === undefined ? '' : `${failed.message} (${failed.clause})`}`
  }
}

function belowRevoked(revoked: string): string {
  return `It stands below an authority that counts no more: ${revoked}.`
}
