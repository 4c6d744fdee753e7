import type { Migration } from './migration.ts'

/** Bundles across the air gap, mirrored roots and their duties. */
export const airGap: Migration = {
  number: 21,
  name: 'air-gap',
  sql: ''
}
