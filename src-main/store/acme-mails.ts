import { columns, one } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** The message of an e-mail challenge (RFC 8823 3.1). The challenge itself has the second part of the token. */
export interface AcmeMailRow {
  readonly challengeId: number
  readonly tokenPart1: string
  /** With its angle brackets. */
  readonly messageId: string
  readonly sentFrom: string
  /** Null until the mail server has taken it. */
  readonly sentAt: number | null
}

const mail = columns<AcmeMailRow>('acme_mail', {
  challengeId: 'plain',
  tokenPart1: 'plain',
  messageId: 'plain',
  sentFrom: 'plain',
  sentAt: 'plain'
})

export function insertAcmeMail(writer: Writer, row: AcmeMailRow): void {
  run(
    writer,
    'INSERT INTO acme_mail (challenge_id, token_part1, message_id, sent_from, sent_at) VALUES (?, ?, ?, ?, ?)',
    [row.challengeId, row.tokenPart1, row.messageId, row.sentFrom, row.sentAt]
  )
}

export function getAcmeMail(reader: Reader, challengeId: number): AcmeMailRow | undefined {
  return one(mail, getRow(reader, `SELECT ${mail.list()} FROM acme_mail WHERE challenge_id = ?`, [challengeId]))
}

/** @returns the message whose subject has this token */
export function acmeMailByToken(reader: Reader, tokenPart1: string): AcmeMailRow | undefined {
  return one(mail, getRow(reader, `SELECT ${mail.list()} FROM acme_mail WHERE token_part1 = ?`, [tokenPart1]))
}

export function setAcmeMailSent(writer: Writer, challengeId: number, sentAt: number): void {
  run(writer, 'UPDATE acme_mail SET sent_at = ? WHERE challenge_id = ?', [sentAt, challengeId])
}

/** @returns numbers of the challenges whose clients say that the reply is on its way, oldest first */
export function challengesAwaitingMail(reader: Reader): number[] {
  const rows = allRows(
    reader,
    `SELECT id FROM acme_challenge WHERE status = 'processing' AND type = 'email-reply-00' ORDER BY id`,
    []
  ) as { id: number }[]
  return rows.map(({ id }) => id)
}
