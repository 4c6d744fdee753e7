import type { Migration } from './migration.ts'

/** What ACME keeps beyond its first tables. */
export const acmeAdditions: Migration = {
  number: 11,
  name: 'acme additions',
  sql: ''
}
