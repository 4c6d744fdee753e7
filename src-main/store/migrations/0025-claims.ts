import type { Migration } from './migration.ts'

/** Apple configuration profiles and links by which a person claims a certificate. */
export const claims: Migration = {
  number: 25,
  name: 'claims',
  sql: ''
}
