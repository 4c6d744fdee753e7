import type { Migration } from './migration.ts'

/** Quorum rules, proposals and their approvals. */
export const quorum: Migration = {
  number: 22,
  name: 'quorum',
  sql: ''
}
