import type { Migration } from './migration.ts'

/**
 * Uses of EST clients that were taken and have not become a certificate yet. A use is taken before the door is asked, in
 * one transaction with its row here; the row goes with the certificate, or with the use given back. What a process left
 * when it was killed is thereby known at the next start.
 */
export const estUses: Migration = {
  number: 35,
  name: 'est-uses',
  sql: `
CREATE TABLE est_use (
  transaction_id TEXT PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES est_client(id),
  taken_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX est_use_client ON est_use (client_id);
`
}
