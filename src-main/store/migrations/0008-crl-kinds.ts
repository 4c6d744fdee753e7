import type { Migration } from './migration.ts'

/** CRL profiles: delta, partitioned and pre-signed CRLs and when each is released. */
export const crlKinds: Migration = {
  number: 8,
  name: 'crl kinds',
  sql: ''
}
