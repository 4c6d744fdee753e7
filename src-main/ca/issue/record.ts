import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { LintReport } from '../../../src-shared/model/lint.ts'
import { keyAlgorithmName } from '../../pki/describe/key.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { annotateCertificate, insertCertificate, saveLint, type CertificateClass } from '../../store/certificates.ts'
import type { Writer } from '../../store/connection.ts'
import { updateRequest } from '../../store/requests.ts'
import { closeReservation } from '../../store/reservations.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import type { SignedCertificate } from '../sign.ts'
import { rememberModulus } from '../policy/known-moduli.ts'
import { setRequestState, type NewRequest, type StateChange } from './reserve.ts'

/** Everything that the record of a certificate says beside its bytes. */
export interface RecordInput {
  readonly requestId: number
  /** The version of the request's row where nobody can have changed it since. */
  readonly requestVersion?: number
  readonly request: NewRequest
  readonly signed: SignedCertificate
  readonly report: LintReport
  readonly certificateClass: CertificateClass
  readonly actor: Actor
  readonly link?: (tx: Writer, certificateId: number) => void
}

/** Step 8: one transaction with the certificate, its lint, the closed reservation, the audit row and what the caller links. */
export function record(ca: CaContext, input: RecordInput): Promise<number> {
  const { requestId, request, signed, report, actor } = input
  const { certificate, der } = signed
  const fingerprint = hash('sha256', der, 'hex')
  const ski = findExtension(certificate, 'subjectKeyIdentifier')
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const certificateId = insertCertificate(tx, {
      serial: certificate.serial,
      authorityId: request.authorityId,
      profileId: request.profileId,
      profileRevisionId: request.profileRevisionId,
      requestId,
      class: input.certificateClass,
      subject: request.subject,
      issuer: certificate.issuer.text,
      names: request.names,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      keyAlgorithm: keyAlgorithmName(certificate.publicKey),
      signatureAlgorithm: certificate.signatureAlgorithm.id ?? certificate.signatureAlgorithm.oid,
      spkiSha256: request.spkiSha256,
      ski: ski === undefined ? null : hexOf(ski),
      fingerprint,
      requesterText: request.requesterText,
      previousCertificateId: request.previousCertificateId,
      note: '',
      createdAt: now,
      der
    })
    rememberModulus(tx, certificate.publicKey)
    saveLint(tx, { certificateId, findings: report, lintedAt: now, rulesVersion: report.rulesVersion })
    closeReservation(tx, request.authorityId, certificate.serial)
    const issued = { state: 'issued', certificateId, updatedAt: now, decidedAt: now } as const
    if (!changedAt(tx, requestId, input.requestVersion, issued)) setRequestState(tx, requestId, issued)
    if (request.previousCertificateId !== null)
      annotateCertificate(tx, request.previousCertificateId, { supersededBy: certificateId })
    recordAudit(tx, ca, {
      actor,
      operation: 'certificate.issue',
      object: { kind: 'certificate', id: certificateId },
      outcome: 'ok',
      detail: {
        serial: certificate.serial,
        subject: request.subject,
        names: request.names,
        authorityId: request.authorityId,
        requestId,
        fingerprint
      }
    })
    input.link?.(tx, certificateId)
    return certificateId
  })
}

/** Spares a read of the row where its version is still the known one. @returns false where it is not. */
function changedAt(tx: Writer, requestId: number, version: number | undefined, changes: StateChange): boolean {
  if (version === undefined) return false
  try {
    updateRequest(tx, requestId, version, changes)
    return true
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'conflict') return false
    throw error
  }
}
