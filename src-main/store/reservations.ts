import { ChanceryError } from '../../src-shared/errors.ts'
import type { RevocationReason } from '../../src-shared/model/revocation.ts'
import { columns, one } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** The intent to sign, written before the key is touched and gone once the certificate is recorded. */
export interface ReservationRow {
  readonly authorityId: number
  /** Lower-case hex. */
  readonly serial: string
  readonly requestId: number | null
  readonly profileRevisionId: number | null
  /** The exact bytes that are to be signed. */
  readonly tbs: Uint8Array
  readonly requester: unknown
  /** `open` from the intent to the record; one that a crash left open is listed at the next start. */
  readonly state: 'open' | 'abandoned'
  readonly createdAt: number
  readonly closedAt: number | null
  /** Set where a signature may exist that nobody recorded: the serial stands on the CRL since then. */
  readonly revokedAt: number | null
}

const reservation = columns<ReservationRow>('reservation', {
  authorityId: 'plain',
  serial: 'plain',
  requestId: 'plain',
  profileRevisionId: 'plain',
  tbs: 'plain',
  requester: 'json',
  state: 'plain',
  createdAt: 'plain',
  closedAt: 'plain',
  revokedAt: 'plain'
})

const insertOnce = `${reservation.insert} ON CONFLICT DO NOTHING`

/** @throws `conflict` where the serial was used or reserved before */
export function reserve(writer: Writer, row: Omit<ReservationRow, 'state' | 'closedAt' | 'revokedAt'>): void {
  const { changes } = run(writer, insertOnce, reservation.inOrder({ ...row, state: 'open' }))
  if (changes === 0) throw new ChanceryError('conflict', `Serial ${row.serial} has been reserved before.`)
}

export function getReservation(reader: Reader, authorityId: number, serial: string): ReservationRow | undefined {
  return one(
    reservation,
    getRow(reader, `SELECT ${reservation.list()} FROM reservation WHERE authority_id = ? AND serial = ?`, [
      authorityId,
      serial
    ])
  )
}

/**
 * Ends the reservation of a certificate that was just inserted and holds the serial from now on.
 * @throws `conflict` where it is not open
 */
export function closeReservation(writer: Writer, authorityId: number, serial: string): void {
  const { changes } = run(writer, `DELETE FROM reservation WHERE authority_id = ? AND serial = ? AND state = 'open'`, [
    authorityId,
    serial
  ])
  if (changes === 0) throw new ChanceryError('conflict', `Serial ${serial} has no open reservation.`)
}

/**
 * Gives up on a reservation; its serial stays used.
 * @param revoke true where the key may have signed before the crash: the serial then stands on the authority's CRLs
 * @throws `conflict` where it is not open
 */
export function abandonReservation(
  writer: Writer,
  authorityId: number,
  serial: string,
  at: number,
  revoke: boolean
): void {
  const { changes } = run(
    writer,
    `UPDATE reservation SET state = 'abandoned', closed_at = ?, revoked_at = ? WHERE authority_id = ? AND serial = ? AND state = 'open'`,
    [at, revoke ? at : null, authorityId, serial]
  )
  if (changes === 0) throw new ChanceryError('conflict', `Serial ${serial} has no open reservation.`)
}

/**
 * Keeps a serial that an authority used and revoked elsewhere, before it was taken over: it is never used again and
 * stands on the authority's CRLs.
 * @returns false where the serial is held already, by a certificate or a reservation
 */
export function keepRevokedElsewhere(
  writer: Writer,
  row: {
    readonly authorityId: number
    readonly serial: string
    readonly revokedAt: number
    readonly reason: RevocationReason
    readonly invalidityAt: number | null
    readonly at: number
  }
): boolean {
  const { authorityId, serial, revokedAt, reason, invalidityAt, at } = row
  const { changes } = run(
    writer,
    `INSERT INTO reservation (authority_id, serial, tbs, requester, state, created_at, closed_at, revoked_at)
    VALUES (@authorityId, @serial, x'', @requester, 'abandoned', @at, @at, @revokedAt) ON CONFLICT DO NOTHING`,
    { authorityId, serial, at, revokedAt, requester: JSON.stringify({ revocation: { reason, invalidityAt } }) }
  )
  return changes === 1
}

/** @returns what a crash left open, the oldest first */
export function listOpenReservations(reader: Reader): ReservationRow[] {
  return allRows(reader, `SELECT ${reservation.list()} FROM reservation WHERE state = 'open' ORDER BY created_at`).map(
    reservation.decode
  )
}
