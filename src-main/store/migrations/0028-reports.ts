import type { Migration } from './migration.ts'

/** Reports: schedules and history. */
export const reports: Migration = {
  number: 28,
  name: 'reports',
  sql: ''
}
