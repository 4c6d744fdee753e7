import type { Migration } from './migration.ts'

/** Backups, drills, shares of the master key and rules of quorum. */
export const recovery: Migration = {
  number: 17,
  name: 'recovery',
  sql: ''
}
