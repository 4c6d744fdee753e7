import type { Migration } from './migration.ts'

/** EST services, their accounts and requests that wait. */
export const est: Migration = {
  number: 14,
  name: 'est',
  sql: ''
}
