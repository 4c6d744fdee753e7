import { columns } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'
import { giveEstUseBack, takeEstUse } from './est.ts'

/** A use of a client that was taken for an enrolment and has not become a certificate yet. */
export interface EstUseRow {
  /** Names the enrolment at the door. */
  readonly transactionId: string
  readonly clientId: number
  readonly takenAt: number
}

const use = columns<EstUseRow>('est_use', { transactionId: 'plain', clientId: 'plain', takenAt: 'plain' })

/** @returns whether a use is held for an enrolment */
export function isEstUseHeld(reader: Reader, transactionId: string): boolean {
  return getRow(reader, 'SELECT 1 FROM est_use WHERE transaction_id = ?', [transactionId]) !== undefined
}

/** Takes a use for an enrolment, unless it holds one. @returns whether it has one, now or from before */
export function holdEstUse(writer: Writer, row: EstUseRow): boolean {
  if (isEstUseHeld(writer, row.transactionId)) return true
  if (!takeEstUse(writer, row.clientId, row.takenAt)) return false
  run(writer, use.insert, use.inOrder(row))
  return true
}

/** The use has become a certificate. */
export function spendEstUse(writer: Writer, transactionId: string): void {
  run(writer, 'DELETE FROM est_use WHERE transaction_id = ?', [transactionId])
}

/** Nothing comes of an enrolment any more: its client has the use again. */
export function releaseEstUse(writer: Writer, { transactionId, clientId }: EstUseRow): void {
  if (run(writer, 'DELETE FROM est_use WHERE transaction_id = ?', [transactionId]).changes === 1)
    giveEstUseBack(writer, clientId)
}

/** @param clientId null for those of all clients */
export function listEstUses(reader: Reader, clientId: number | null): EstUseRow[] {
  const where = clientId === null ? '' : 'WHERE client_id = ?'
  return allRows(reader, `SELECT ${use.list()} FROM est_use ${where}`, clientId === null ? [] : [clientId]).map(
    use.decode
  )
}
