import type { Migration } from './migration.ts'

/** Exchanges of the protocols that an operator asked to keep. */
export const wireLog: Migration = {
  number: 26,
  name: 'wire-log',
  sql: ''
}
