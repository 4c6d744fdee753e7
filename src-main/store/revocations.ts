import { ChanceryError } from '../../src-shared/errors.ts'
import { revocationReason, revocationReasonCodes, type RevocationReason } from '../../src-shared/model/revocation.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

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
  /** Whether the certificate is that of an authority; null where it was not asked for, or is not known. */
  readonly authority?: boolean | null
}

interface RevokedRow {
  readonly serial: string
  readonly revokedAt: number
  readonly code: number
  readonly invalidityAt: number | null
  readonly kind?: string
}

/** A million texts cost a tenth of a second more than as many numbers, so that reasons leave SQLite as their codes. */
const reasonCode = `CASE revocation_reason ${Object.entries(revocationReasonCodes)
  .map(([reason, code]) => `WHEN '${reason}' THEN ${code}`)
  .join(' ')} END`
const reasons: ReadonlyMap<number, RevocationReason> = new Map(
  revocationReason.options.map((reason) => [revocationReasonCodes[reason], reason])
)

export interface RevokedOptions {
  /** Also says which are certificates of authorities; that reads every row, the rest an index alone. */
  readonly withKind?: boolean
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
  const kind = options.withKind === true ? ', class AS kind' : ''
  let after = ''
  for (;;) {
    const rows = allRows(
      reader,
      `SELECT serial, revoked_at AS revokedAt, ${reasonCode} AS code, invalidity_at AS invalidityAt ${kind}
      FROM certificate INDEXED BY certificate_crl
      WHERE authority_id = ? AND serial > ? AND state <> 'active' AND not_after >= ? ORDER BY serial LIMIT ?`,
      [authorityId, after, from, chunk]
    ) as RevokedRow[]
    for (const { serial, revokedAt, code, invalidityAt, kind: of } of rows) {
      const reason = reasons.get(code) ?? 'unspecified'
      if (of === undefined) yield { serial, revokedAt, reason, invalidityAt }
      else yield { serial, revokedAt, reason, invalidityAt, authority: of === 'authority' }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunk) break
    after = last.serial
  }
  yield* lostSerials(reader, authorityId)
}

/**
 * Serials whose certificate was lost in a crash, and those revoked elsewhere before the authority was taken over (they
 * keep their reason); of what kind they were nobody knows.
 */
export function lostSerials(reader: Reader, authorityId: number): RevokedEntry[] {
  return allRows(
    reader,
    `SELECT serial, revoked_at AS revokedAt,
    coalesce(json_extract(requester, '$.revocation.reason'), 'unspecified') AS reason,
    json_extract(requester, '$.revocation.invalidityAt') AS invalidityAt
    FROM reservation WHERE authority_id = ? AND revoked_at IS NOT NULL ORDER BY serial`,
    [authorityId]
  ) as RevokedEntry[]
}

/** What happened to a certificate since a moment; `revokedAt` null: it was taken off hold. */
export interface RevocationChange {
  readonly serial: string
  readonly revokedAt: number | null
  readonly reason: RevocationReason | null
  readonly invalidityAt: number | null
  readonly authority: boolean | null
}

const changedSince = `audit INDEXED BY audit_operation CROSS JOIN certificate ON certificate.id = CAST(audit.object_id AS INTEGER)
    WHERE audit.operation IN ('certificate.revoke', 'certificate.suspend', 'certificate.reinstate') AND audit.seq > ?
    AND audit.outcome = 'ok' AND certificate.authority_id = ?`

/**
 * @returns certificates of the authority that were revoked, put on hold or taken off it after an audit row, as they are
 * now, each once. From the audit log, which has the order of everything, along its index over operations.
 */
export function changesSince(reader: Reader, authorityId: number, seq: number): RevocationChange[] {
  const rows = allRows(
    reader,
    `SELECT DISTINCT certificate.serial AS serial, certificate.revoked_at AS revokedAt, certificate.revocation_reason AS reason,
    certificate.invalidity_at AS invalidityAt, certificate.class = 'authority' AS authority FROM ${changedSince}`,
    [seq, authorityId]
  ) as (Omit<RevocationChange, 'authority'> & { readonly authority: number })[]
  return rows.map((row) => ({ ...row, authority: row.authority === 1 }))
}

/**
 * @returns whether a certificate of the authority was revoked, put on hold or taken off it after an audit row, or a
 * serial number of any authority was given up as lost
 */
export function changedAfter(reader: Reader, authorityId: number, seq: number): boolean {
  const lost = `SELECT 1 FROM audit INDEXED BY audit_operation WHERE operation = 'reservation.revoke' AND seq > ? LIMIT 1`
  return (
    getRow(reader, `SELECT 1 FROM ${changedSince} LIMIT 1`, [seq, authorityId]) !== undefined ||
    getRow(reader, lost, [seq]) !== undefined
  )
}

/**
 * @returns when a certificate of the authority was revoked, put on hold or taken off it after an audit row, Unix ms: of
 * the changes of one kind the first; null for none
 */
export function changedAt(reader: Reader, authorityId: number, seq: number): number | null {
  const row = getRow(reader, `SELECT audit.at AS at FROM ${changedSince} LIMIT 1`, [seq, authorityId]) as
    { readonly at: number } | undefined
  return row?.at ?? null
}

/** @returns the number of the newest audit row; 0 for none */
export function newestAuditSeq(reader: Reader): number {
  return getNumber(reader, 'SELECT coalesce(max(seq), 0) FROM audit')
}
