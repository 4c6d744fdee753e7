import type { Migration } from './migration.ts'

/** Saved views, report schedules and notes of the desk. */
export const desk: Migration = {
  number: 18,
  name: 'desk',
  sql: ''
}
