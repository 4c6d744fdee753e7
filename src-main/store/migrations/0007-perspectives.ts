import type { Migration } from './migration.ts'

/** Exchanges with the perspectives of multi-perspective checks. */
export const perspectives: Migration = {
  number: 7,
  name: 'perspectives',
  sql: ''
}
