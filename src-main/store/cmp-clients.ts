import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** Who may ask a CMP service: by a secret under a reference value, or by a certificate that is named here. */
export interface CmpClientRow {
  readonly id: number
  readonly serviceId: number
  readonly name: string
  readonly kind: 'secret' | 'certificate'
  /** Reference value, which messages carry as senderKID; null for a certificate. */
  readonly reference: string | null
  /** The secret, sealed under the vault. */
  readonly sealed: Uint8Array | null
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string | null
  readonly certificateDer: Uint8Array | null
  /** Whether it is a registration authority: it may ask for others, and revoke. */
  readonly ra: boolean
  /** Subject and names that its certificates get whatever it asks; null lets it ask. The caller parses it. */
  readonly bound: unknown
  /** Certificates that it may still get; null sets no limit. */
  readonly usesLeft: number | null
  readonly expiresAt: number | null
  readonly state: 'active' | 'revoked'
  readonly createdAt: number
  readonly createdBy: number | null
  readonly lastUsedAt: number | null
}

const client = columns<CmpClientRow>('cmp_client', {
  id: 'plain',
  serviceId: 'plain',
  name: 'plain',
  kind: 'plain',
  reference: 'plain',
  sealed: 'plain',
  fingerprint: 'plain',
  certificateDer: 'plain',
  ra: 'flag',
  bound: 'json',
  usesLeft: 'plain',
  expiresAt: 'plain',
  state: 'plain',
  createdAt: 'plain',
  createdBy: 'plain',
  lastUsedAt: 'plain'
})

const select = `SELECT ${client.list()} FROM cmp_client`

export function getCmpClient(reader: Reader, id: number): CmpClientRow | undefined {
  return rowById(reader, client, id)
}

export function getCmpClientByReference(
  reader: Reader,
  serviceId: number,
  reference: string
): CmpClientRow | undefined {
  return one(client, getRow(reader, `${select} WHERE service_id = ? AND reference = ?`, [serviceId, reference]))
}

/** @returns the active one with this certificate */
export function getCmpClientByCertificate(
  reader: Reader,
  serviceId: number,
  fingerprint: string
): CmpClientRow | undefined {
  return one(
    client,
    getRow(reader, `${select} WHERE service_id = ? AND fingerprint = ? AND state = 'active'`, [serviceId, fingerprint])
  )
}

/** Newest first; those of a service, or of all that are not deleted for null. */
export function listCmpClients(reader: Reader, serviceId: number | null): CmpClientRow[] {
  return allRows(
    reader,
    `${select} WHERE (? IS NULL OR service_id = ?) AND service_id IN (SELECT id FROM cmp_service WHERE state <> 'deleted')
    ORDER BY id DESC LIMIT 10000`,
    [serviceId, serviceId]
  ).map(client.decode)
}

/** @throws ChanceryError `name-taken` */
export function insertCmpClient(writer: Writer, row: Omit<CmpClientRow, 'id'>): number {
  const same = getRow(writer, `SELECT 1 FROM cmp_client WHERE service_id = ? AND name = ? AND state = 'active'`, [
    row.serviceId,
    row.name
  ])
  if (same !== undefined)
    throw new ChanceryError('name-taken', `The service has a CMP client named ${row.name} already. Revoke it first.`)
  return run(writer, client.insert, client.inOrder(row)).id
}

/** Ends clients and forgets their secrets. @returns how many were active */
export function endCmpClients(writer: Writer, where: { readonly id: number } | { readonly serviceId: number }): number {
  const [column, value] = 'id' in where ? ['id', where.id] : ['service_id', where.serviceId]
  return run(
    writer,
    `UPDATE cmp_client SET state = 'revoked', sealed = NULL WHERE ${column} = ? AND state = 'active'`,
    [value]
  ).changes
}

/** Counts a certificate that a client gets. @returns whether it may have one more */
export function useCmpClient(writer: Writer, id: number, now: number): boolean {
  return (
    run(
      writer,
      `UPDATE cmp_client SET uses_left = uses_left - 1, last_used_at = ? WHERE id = ? AND state = 'active'
      AND (uses_left IS NULL OR uses_left > 0)`,
      [now, id]
    ).changes === 1
  )
}

/** Gives back what was counted for a request that was refused. */
export function giveBackCmpUse(writer: Writer, id: number): void {
  run(writer, 'UPDATE cmp_client SET uses_left = uses_left + 1 WHERE id = ?', [id])
}
