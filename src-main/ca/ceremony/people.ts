import type { CeremonyParticipant, CeremonyRoleKind } from '../../../src-shared/model/ceremony.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import type { Certificate, PublicKeyInfo } from '../../pki/model.ts'
import { fingerprintOf } from '../certificates/chain.ts'

/** The certificate by which somebody is known in a ceremony. */
export interface KnownCertificate {
  readonly certificate: Certificate
  readonly publicKey: PublicKeyInfo
  readonly sha256: string
  readonly spkiSha256: string
}

/** @returns the certificate of somebody who takes part; null where they have none. @throws ChanceryError `malformed` */
export function certificateOfParticipant(
  participant: Pick<CeremonyParticipant, 'certificate'>
): KnownCertificate | null {
  if (participant.certificate === undefined) return null
  const der = objectBytes(participant.certificate, 'certificate')
  const certificate = parseCertificate(der)
  const { publicKey } = certificate
  return { certificate, publicKey, sha256: fingerprintOf(der), spkiSha256: spkiFingerprint(publicKey.der) }
}

/** @returns whether people of this kind watch, and do nothing else */
export function isWitness(kind: CeremonyRoleKind): boolean {
  return kind === 'witness-internal' || kind === 'witness-external' || kind === 'auditor'
}
