import { ChanceryError } from '../../src-shared/errors.ts'
import type { RevocationReason } from '../../src-shared/model/revocation.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/**
 * Revokes an active or suspended certificate, for good.
 * @throws `not-found`; `conflict` where it is revoked already
 */
export function revokeCertificate(
  writer: Writer,
  id: number,
  change: { readonly at: number; readonly reason: RevocationReason; readonly invalidityAt: number | null }
): void {
  const { changes } = run(
    writer,
    `UPDATE certificate SET state = 'revoked', revoked_at = @at, revocation_reason = @reason, invalidity_at = @invalidityAt,
    key_compromised = CASE WHEN @reason = 'keyCompromise' THEN 1 ELSE key_compromised END WHERE id = @id AND state <> 'revoked'`,
    { ...change, id }
  )
  if (changes === 0) refuse(writer, id)
}

/** Puts an active certificate on hold (RFC 5280 5.3.1 certificateHold). @throws `not-found`; `conflict` where it is not active */
export function suspendCertificate(writer: Writer, id: number, at: number): void {
  const { changes } = run(
    writer,
    `UPDATE certificate SET state = 'suspended', revoked_at = ?, revocation_reason = 'certificateHold', invalidity_at = NULL WHERE id = ? AND state = 'active'`,
    [at, id]
  )
  if (changes === 0) refuse(writer, id)
}

/** Lifts a hold. @throws `not-found`; `conflict` where it is not suspended */
export function reinstateCertificate(writer: Writer, id: number): void {
  const { changes } = run(
    writer,
    `UPDATE certificate SET state = 'active', revoked_at = NULL, revocation_reason = NULL, invalidity_at = NULL WHERE id = ? AND state = 'suspended'`,
    [id]
  )
  if (changes === 0) refuse(writer, id)
}

function refuse(reader: Reader, id: number): never {
  const row = getRow(reader, 'SELECT state FROM certificate WHERE id = ?', [id])
  if (typeof row === 'object' && row !== null && 'state' in row)
    throw new ChanceryError('conflict', `Certificate ${id} is ${String(row.state)}.`)
  throw new ChanceryError('not-found', `There is no certificate with number ${id}.`)
}

/** One entry of a CRL. */
export interface RevokedEntry {
  readonly serial: string
  readonly revokedAt: number
  readonly reason: RevocationReason
  readonly invalidityAt: number | null
}

export interface RevokedOptions {
  /** Certificates whose notAfter lies before this are left out (RFC 5280 3.3: after one CRL past their end); null keeps all. */
  readonly notAfterFrom: number | null
  /** Rows fetched at a time. Default 5000. */
  readonly chunk?: number
}

/**
 * Everything that belongs on a complete CRL of the authority, revoked and suspended, by serial; then serials whose
 * certificate was lost in a crash. Rows come in chunks along one covering index, so that memory stays flat at 10^6.
 *
 * Take all of it in one turn of the event loop, or from a `snapshot` in a worker: between turns the data may change.
 */
export function* revokedEntries(
  reader: Reader,
  authorityId: number,
  options: RevokedOptions
): Generator<RevokedEntry, void, undefined> {
  const chunk = options.chunk ?? 5000
  const from = options.notAfterFrom ?? Number.MIN_SAFE_INTEGER
  let after = ''
  for (;;) {
    const rows = allRows(
      reader,
      `SELECT serial, revoked_at AS revokedAt, revocation_reason AS reason, invalidity_at AS invalidityAt
      FROM certificate INDEXED BY certificate_crl
      WHERE authority_id = ? AND serial > ? AND state <> 'active' AND not_after >= ? ORDER BY serial LIMIT ?`,
      [authorityId, after, from, chunk]
    ) as RevokedEntry[]
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunk) break
    after = last.serial
  }
  yield* allRows(
    reader,
    `SELECT serial, revoked_at AS revokedAt, 'unspecified' AS reason, NULL AS invalidityAt
    FROM reservation WHERE authority_id = ? AND revoked_at IS NOT NULL ORDER BY serial`,
    [authorityId]
  ) as RevokedEntry[]
}

/**
 * @returns whether certificates of the authority were revoked, put on hold or taken off it after the CRL was recorded: from
 * the audit log, which has the order of both, along its index over operations
 */
export function changedSinceCrl(reader: Reader, authorityId: number, crlId: number): boolean {
  const crl = getRow(
    reader,
    `SELECT seq FROM audit WHERE object_kind = 'crl' AND object_id = ? AND operation = 'crl.issue' AND outcome = 'ok'`,
    [String(crlId)]
  )
  const seq = typeof crl === 'object' && crl !== null && 'seq' in crl && typeof crl.seq === 'number' ? crl.seq : 0
  return (
    getRow(
      reader,
      `SELECT 1 FROM audit INDEXED BY audit_operation CROSS JOIN certificate ON certificate.id = CAST(audit.object_id AS INTEGER)
    WHERE audit.operation IN ('certificate.revoke', 'certificate.suspend', 'certificate.reinstate') AND audit.seq > ?
    AND audit.outcome = 'ok' AND certificate.authority_id = ? LIMIT 1`,
      [seq, authorityId]
    ) !== undefined
  )
}
