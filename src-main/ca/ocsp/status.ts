import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import { revocationReasonCodes } from '../../../src-shared/model/revocation.ts'
import type { OcspCertStatus } from '../../pki/ocsp.ts'
import type { Reader } from '../../store/connection.ts'
import { getStatusBySerial, lostSerialRevokedAt, type StatusRow } from '../../store/ocsp.ts'

/** What is known of one serial number of an authority. */
export interface KnownStatus {
  readonly status: OcspCertStatus
  /** The certificate, where there is one: only then may the answer be kept. */
  readonly record: StatusRow | null
}

/**
 * @returns what an answer says (RFC 6960 2.2): good for a certificate that is in force or whose time is over without
 * having been revoked, revoked with its reason, also while on hold, and unknown for a serial number that was never given
 * out. A serial number whose certificate was lost in a crash is revoked, as on the CRL.
 */
export function statusOf(from: Reader, authorityId: number, serial: string): KnownStatus {
  const record = getStatusBySerial(from, authorityId, serial)
  if (record !== undefined) return { status: statusOfRecord(record), record }
  const lost = lostSerialRevokedAt(from, authorityId, serial)
  return {
    status: lost === null ? { kind: 'unknown' } : { kind: 'revoked', revokedAt: lost, reason: null },
    record: null
  }
}

/** @returns the status of a certificate. `unspecified` is expressed by leaving the reason out, as on CRLs (RFC 5280 5.3.1). */
export function statusOfRecord(record: Pick<StatusRow, 'state' | 'revokedAt' | 'revocationReason'>): OcspCertStatus {
  if (record.state === 'active' || record.revokedAt === null) return { kind: 'good' }
  const reason =
    isReason(record.revocationReason) && record.revocationReason !== 'unspecified' ? record.revocationReason : null
  return { kind: 'revoked', revokedAt: record.revokedAt, reason }
}

/** RFC 6960 2.2: what stands for a certificate that was never issued. Nobody can take it for a real revocation. */
export const neverIssued: OcspCertStatus = { kind: 'revoked', revokedAt: 0, reason: 'certificateHold' }

function isReason(text: string | null): text is RevocationReason {
  return text !== null && Object.hasOwn(revocationReasonCodes, text)
}
