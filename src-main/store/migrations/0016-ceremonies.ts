import type { Migration } from './migration.ts'

/** Ceremonies, their steps and transcripts; bundles across the air gap. */
export const ceremonies: Migration = {
  number: 16,
  name: 'ceremonies',
  sql: ''
}
