import type { Migration } from './migration.ts'

/** Time-stamp services, their certificates and the log of every stamp. */
export const timeStamps: Migration = {
  number: 9,
  name: 'time-stamps',
  sql: ''
}
