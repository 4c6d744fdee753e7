import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** The intent to sign, written before the key is touched. */
export interface ReservationRow {
  readonly authorityId: number
  /** Lower-case hex. */
  readonly serial: string
  readonly transactionId: string
  readonly requestId: number | null
  readonly profileRevisionId: number | null
  /** The exact bytes that are to be signed. */
  readonly tbs: Uint8Array
  readonly requester: unknown
  /** `open` from the intent to the record; one that a crash left open is listed at the next start. */
  readonly state: 'open' | 'closed' | 'abandoned'
  readonly createdAt: number
  readonly closedAt: number | null
  readonly certificateId: number | null
  /** Set where a signature may exist that nobody recorded: the serial stands on the CRL since then. */
  readonly revokedAt: number | null
}

const reservation = columns<ReservationRow>('reservation', {
  authorityId: 'plain',
  serial: 'plain',
  transactionId: 'plain',
  requestId: 'plain',
  profileRevisionId: 'plain',
  tbs: 'plain',
  requester: 'json',
  state: 'plain',
  createdAt: 'plain',
  closedAt: 'plain',
  certificateId: 'plain',
  revokedAt: 'plain'
})

const insertOnce = `${reservation.insert} ON CONFLICT DO NOTHING`

/** @throws `conflict` where the serial or the transaction id was reserved before */
export function reserve(
  writer: Writer,
  row: Omit<ReservationRow, 'state' | 'closedAt' | 'certificateId' | 'revokedAt'>
): void {
  const { changes } = run(writer, insertOnce, reservation.inOrder({ ...row, state: 'open' }))
  if (changes === 0)
    throw new ChanceryError(
      'conflict',
      `Serial ${row.serial} or transaction ${row.transactionId} has been reserved before.`
    )
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

export function getReservationByTransaction(reader: Reader, transactionId: string): ReservationRow | undefined {
  return one(
    reservation,
    getRow(reader, `SELECT ${reservation.list()} FROM reservation WHERE transaction_id = ?`, [transactionId])
  )
}

/** Ties the reservation to its certificate. @throws `conflict` where it is not open */
export function closeReservation(
  writer: Writer,
  authorityId: number,
  serial: string,
  certificateId: number,
  at: number
): void {
  const { changes } = run(
    writer,
    `UPDATE reservation SET state = 'closed', closed_at = ?, certificate_id = ? WHERE authority_id = ? AND serial = ? AND state = 'open'`,
    [at, certificateId, authorityId, serial]
  )
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

/** @returns what a crash left open, the oldest first */
export function listOpenReservations(reader: Reader): ReservationRow[] {
  return allRows(reader, `SELECT ${reservation.list()} FROM reservation WHERE state = 'open' ORDER BY created_at`).map(
    reservation.decode
  )
}
