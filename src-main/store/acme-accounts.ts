import { columns, one, rowById } from './columns.ts'
import { allRows, getRow, remembered, run, type Reader, type Writer } from './connection.ts'

/** An account: a key that orders are signed with. */
export interface AcmeAccountRow {
  readonly id: number
  readonly serviceId: number
  /** RFC 7638, base64url. */
  readonly thumbprint: string
  readonly jwk: unknown
  readonly status: 'valid' | 'deactivated' | 'revoked'
  readonly contacts: readonly string[]
  readonly termsAgreedAt: number | null
  readonly eabId: number | null
  /** The binding as the client sent it (RFC 8555 7.3.4). */
  readonly eabJws: unknown
  readonly createdAt: number
  readonly createdFrom: string
}

const account = columns<AcmeAccountRow>('acme_account', {
  id: 'plain',
  serviceId: 'plain',
  thumbprint: 'plain',
  jwk: 'json',
  status: 'plain',
  contacts: 'json',
  termsAgreedAt: 'plain',
  eabId: 'plain',
  eabJws: 'json',
  createdAt: 'plain',
  createdFrom: 'plain'
})

export function getAcmeAccount(reader: Reader, id: number): AcmeAccountRow | undefined {
  return remembered(reader, 'acme account', id, () => rowById(reader, account, id))
}

export function getAcmeAccountByKey(reader: Reader, serviceId: number, thumbprint: string): AcmeAccountRow | undefined {
  return one(
    account,
    getRow(reader, `SELECT ${account.list()} FROM acme_account WHERE service_id = ? AND thumbprint = ?`, [
      serviceId,
      thumbprint
    ])
  )
}

export function insertAcmeAccount(writer: Writer, row: Omit<AcmeAccountRow, 'id'>): number {
  return run(writer, account.insert, account.inOrder(row)).id
}

export function setAcmeContacts(writer: Writer, id: number, contacts: readonly string[]): void {
  run(writer, 'UPDATE acme_account SET contacts = ? WHERE id = ?', [JSON.stringify(contacts), id])
}

export function setAcmeTermsAgreed(writer: Writer, id: number, at: number): void {
  run(writer, 'UPDATE acme_account SET terms_agreed_at = ? WHERE id = ?', [at, id])
}

/** Ends an account, and with it what waits for it. @returns false where it had ended before */
export function endAcmeAccount(writer: Writer, id: number, status: 'deactivated' | 'revoked'): boolean {
  const { changes } = run(writer, `UPDATE acme_account SET status = ? WHERE id = ? AND status = 'valid'`, [status, id])
  if (changes === 0) return false
  run(
    writer,
    `UPDATE acme_authorization SET status = 'deactivated' WHERE account_id = ? AND status IN ('pending', 'valid')`,
    [id]
  )
  run(writer, `UPDATE acme_order SET status = 'invalid' WHERE account_id = ? AND status IN ('pending', 'ready')`, [id])
  return true
}

export function setAcmeAccountKey(writer: Writer, id: number, jwk: unknown, thumbprint: string): void {
  run(writer, 'UPDATE acme_account SET jwk = ?, thumbprint = ? WHERE id = ?', [JSON.stringify(jwk), thumbprint, id])
}

/** Newest first, with how many orders each has. @param before id of the last row of the page before, or null */
export function listAcmeAccounts(
  reader: Reader,
  serviceId: number | null,
  before: number | null,
  limit: number
): (AcmeAccountRow & { readonly orders: number })[] {
  return allRows(
    reader,
    `SELECT ${account.list()}, (SELECT count(*) FROM acme_order o WHERE o.account_id = acme_account.id) AS orders FROM acme_account
      WHERE (@serviceId IS NULL OR service_id = @serviceId) AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit`,
    { serviceId, before, limit }
  ).map((raw) => account.decode(raw) as AcmeAccountRow & { readonly orders: number })
}
