import { allRows, run, type Reader, type Writer } from './connection.ts'

/** Rows that one transaction deletes, so that no call holds the writer for long. */
const most = 500

function ids(reader: Reader, sql: string, serviceId: number): string {
  const rows = allRows(reader, `${sql} LIMIT ${most}`, [serviceId]) as { id: number }[]
  return JSON.stringify(rows.map(({ id }) => id))
}

/**
 * Deletes some of what a service kept of its clients: orders first, then what proved their names.
 * @returns false when nothing is left
 */
export function deleteSomeOfAcmeService(writer: Writer, serviceId: number): boolean {
  const orders = ids(writer, 'SELECT id FROM acme_order WHERE service_id = ?', serviceId)
  if (orders !== '[]') {
    run(writer, 'DELETE FROM acme_order_authorization WHERE order_id IN (SELECT value FROM json_each(?))', [orders])
    run(writer, 'DELETE FROM acme_order WHERE id IN (SELECT value FROM json_each(?))', [orders])
    return true
  }
  const proofs = ids(
    writer,
    'SELECT z.id AS id FROM acme_account a JOIN acme_authorization z ON z.account_id = a.id WHERE a.service_id = ?',
    serviceId
  )
  if (proofs === '[]') return false
  const challenges = 'SELECT id FROM acme_challenge WHERE authorization_id IN (SELECT value FROM json_each(?))'
  run(writer, `DELETE FROM acme_attempt WHERE challenge_id IN (${challenges})`, [proofs])
  run(writer, `DELETE FROM acme_mail WHERE challenge_id IN (${challenges})`, [proofs])
  run(writer, `DELETE FROM acme_attestation WHERE challenge_id IN (${challenges})`, [proofs])
  run(writer, `DELETE FROM acme_challenge WHERE authorization_id IN (SELECT value FROM json_each(?))`, [proofs])
  run(writer, 'DELETE FROM acme_authorization WHERE id IN (SELECT value FROM json_each(?))', [proofs])
  return true
}

/** Deletes a service whose orders and proofs are gone, with its accounts and credentials. */
export function deleteAcmeServiceRow(writer: Writer, serviceId: number): { accounts: number; credentials: number } {
  const accounts = run(writer, 'DELETE FROM acme_account WHERE service_id = ?', [serviceId]).changes
  const credentials = run(writer, 'DELETE FROM acme_eab WHERE service_id = ?', [serviceId]).changes
  run(writer, 'DELETE FROM acme_service WHERE id = ?', [serviceId])
  return { accounts, credentials }
}
