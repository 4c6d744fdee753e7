import type { Migration } from './migration.ts'

/** Cryptographic tokens and the keys on them. */
export const tokens: Migration = {
  number: 12,
  name: 'tokens',
  sql: ''
}
