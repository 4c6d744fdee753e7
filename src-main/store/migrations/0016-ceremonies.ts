import type { Migration } from './migration.ts'

/** Adds nothing: what it was kept for came in a later step. A number that a database may carry is never used again. */
export const ceremonies: Migration = {
  number: 16,
  name: 'ceremonies',
  sql: ''
}
