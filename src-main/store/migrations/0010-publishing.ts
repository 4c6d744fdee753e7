import type { Migration } from './migration.ts'

/** Where status is published to, and what was written there. */
export const publishing: Migration = {
  number: 10,
  name: 'publishing',
  sql: ''
}
