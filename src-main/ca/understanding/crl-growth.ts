import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { encodeEntry } from '../../pki/crl-builder.ts'

/** @returns the bytes that one more entry adds to a CRL, to which a few may come where a length grows by an octet */
export function entryBytes(serial: string, revokedAt: number, reason: FinalRevocationReason): number {
  return encodeEntry({ serial, revokedAt, reason }).length
}
