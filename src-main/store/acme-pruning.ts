import { oneOf } from './migrations/migration.ts'
import { allRows, run, type Writer } from './connection.ts'

/** Rows that one transaction deletes at most: others wait meanwhile. */
const atOnce = 500

/**
 * Deletes some orders of a service that ended without a certificate before a moment. Those that a person decides about
 * (`processing`) stay.
 * @returns how many
 */
export function pruneOrders(writer: Writer, serviceId: number, before: number): number {
  const orders = ids(
    writer,
    `SELECT id FROM acme_order WHERE service_id = ? AND expires_at < ? AND ${oneOf('status', 'pending', 'ready', 'invalid')} LIMIT ${atOnce}`,
    [serviceId, before]
  )
  const list = JSON.stringify(orders)
  run(writer, 'DELETE FROM acme_order_authorization WHERE order_id IN (SELECT value FROM json_each(?))', [list])
  run(writer, 'DELETE FROM acme_order WHERE id IN (SELECT value FROM json_each(?))', [list])
  return orders.length
}

/**
 * Deletes some authorizations of a service that ended before a moment and on which no order stands, with their challenges
 * and attempts. The proof of every certificate stays.
 * @returns how many
 */
export function pruneAuthorizations(writer: Writer, serviceId: number, before: number): number {
  const proofs = ids(
    writer,
    `SELECT z.id AS id FROM acme_authorization z JOIN acme_account a ON a.id = z.account_id
      WHERE z.expires_at < ? AND a.service_id = ?
        AND NOT EXISTS (SELECT 1 FROM acme_order_authorization l WHERE l.authorization_id = z.id) LIMIT ${atOnce}`,
    [before, serviceId]
  )
  const list = JSON.stringify(proofs)
  const challenges = 'SELECT id FROM acme_challenge WHERE authorization_id IN (SELECT value FROM json_each(?))'
  run(writer, `DELETE FROM acme_attempt WHERE challenge_id IN (${challenges})`, [list])
  run(writer, `DELETE FROM acme_mail WHERE challenge_id IN (${challenges})`, [list])
  run(writer, `DELETE FROM acme_attestation WHERE challenge_id IN (${challenges})`, [list])
  run(writer, 'DELETE FROM acme_challenge WHERE authorization_id IN (SELECT value FROM json_each(?))', [list])
  run(writer, 'DELETE FROM acme_authorization WHERE id IN (SELECT value FROM json_each(?))', [list])
  return proofs.length
}

function ids(writer: Writer, sql: string, parameters: readonly number[]): readonly number[] {
  return (allRows(writer, sql, parameters) as { id: number }[]).map(({ id }) => id)
}
