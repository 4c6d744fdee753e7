import type { Migration } from './migration.ts'

/** SCEP services, their challenges and what devices asked. */
export const scep: Migration = {
  number: 13,
  name: 'scep',
  sql: ''
}
