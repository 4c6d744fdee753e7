import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A mailbox of an organization, and the proof that stands for it. */
export interface MailboxRow {
  readonly id: number
  readonly organizationId: number
  /** The local part as it was typed, the domain in lower-case A-labels. */
  readonly address: string
  readonly method: string | null
  readonly ownerId: number | null
  readonly verifiedAt: number | null
  readonly evidenceId: number | null
  readonly lastOutcome: 'verified' | 'failed' | 'not-performed' | null
  readonly lastReason: string
  readonly noticedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const mailbox = columns<MailboxRow>('mailbox', {
  id: 'plain',
  organizationId: 'plain',
  address: 'plain',
  method: 'plain',
  ownerId: 'plain',
  verifiedAt: 'plain',
  evidenceId: 'plain',
  lastOutcome: 'plain',
  lastReason: 'plain',
  noticedAt: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export type MailboxChange = Partial<Omit<MailboxRow, 'id' | 'organizationId' | 'address' | 'createdAt' | 'version'>>

export function getMailbox(reader: Reader, id: number): MailboxRow | undefined {
  return rowById(reader, mailbox, id)
}

export function getMailboxByAddress(reader: Reader, organizationId: number, address: string): MailboxRow | undefined {
  return one(
    mailbox,
    getRow(reader, `SELECT ${mailbox.list()} FROM mailbox WHERE organization_id = ? AND address = ?`, [
      organizationId,
      address
    ])
  )
}

/** @returns the rows of this address in active organizations */
export function mailboxesAt(reader: Reader, address: string): MailboxRow[] {
  return allRows(
    reader,
    `SELECT ${mailbox.list('m.')} FROM mailbox m JOIN organization o ON o.id = m.organization_id
     WHERE o.state = 'active' AND m.address = ? ORDER BY m.id`,
    [address]
  ).map(mailbox.decode)
}

export function listMailboxes(reader: Reader, organizationId?: number): MailboxRow[] {
  return organizationId === undefined
    ? allRows(reader, `SELECT ${mailbox.list()} FROM mailbox ORDER BY address, id`).map(mailbox.decode)
    : allRows(reader, `SELECT ${mailbox.list()} FROM mailbox WHERE organization_id = ? ORDER BY address`, [
        organizationId
      ]).map(mailbox.decode)
}

export function insertMailbox(writer: Writer, row: Omit<MailboxRow, 'id' | 'version'>): number {
  return run(writer, mailbox.insert, mailbox.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version */
export function updateMailbox(writer: Writer, id: number, version: number, changes: MailboxChange): void {
  updateRow(writer, mailbox, id, changes, version)
}

export function deleteMailbox(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM mailbox WHERE id = ?', [id])
}

export function countMailboxes(reader: Reader, organizationId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM mailbox WHERE organization_id = ?', [organizationId])
}
