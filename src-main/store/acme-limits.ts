import { getRow, type Reader } from './connection.ts'

/** Events since a moment, and when the first of them was; zero and null where there were none. */
export interface Counted {
  readonly n: number
  readonly first: number | null
}

/** @returns orders that an account made since then */
export function ordersSince(reader: Reader, accountId: number, since: number): Counted {
  return counted(
    reader,
    // Ids rise with time: the newest first, and no further than the limit needs.
    `SELECT count(*) AS n, min(created_at) AS first FROM (
      SELECT created_at FROM acme_order WHERE account_id = ? ORDER BY id DESC LIMIT 10000) WHERE created_at > ?`,
    [accountId, since]
  )
}

/** @returns accounts that were registered from an address since then */
export function accountsSince(reader: Reader, serviceId: number, address: string, since: number): Counted {
  return counted(
    reader,
    'SELECT count(*) AS n, min(created_at) AS first FROM acme_account WHERE created_from = ? AND created_at > ? AND service_id = ?',
    [address, since, serviceId]
  )
}

/** @returns orders of a service for exactly these names that ended in a certificate, made since then */
export function certifiedSince(reader: Reader, serviceId: number, namesKey: string, since: number): Counted {
  return counted(
    reader,
    `SELECT count(*) AS n, min(created_at) AS first FROM acme_order
      WHERE names_key = ? AND certificate_id IS NOT NULL AND service_id = ? AND created_at > ?`,
    [namesKey, serviceId, since]
  )
}

/** @returns challenges for a mail address that were made since then, whoever asked for them */
export function mailsSince(reader: Reader, address: string, since: number): Counted {
  return counted(
    reader,
    `SELECT count(*) AS n, min(created_at) AS first FROM acme_authorization
      WHERE type = 'email' AND value = ? AND created_at > ?`,
    [address, since]
  )
}

function counted(reader: Reader, sql: string, parameters: readonly (string | number)[]): Counted {
  return getRow(reader, sql, parameters) as Counted
}
