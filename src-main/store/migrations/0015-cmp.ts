import type { Migration } from './migration.ts'

/** CMP services, their clients and transactions under way. */
export const cmp: Migration = {
  number: 15,
  name: 'cmp',
  sql: ''
}
