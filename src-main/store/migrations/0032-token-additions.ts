import type { Migration } from './migration.ts'

/** Additions to tokens. */
export const tokenAdditions: Migration = {
  number: 32,
  name: 'token-additions',
  sql: ''
}
