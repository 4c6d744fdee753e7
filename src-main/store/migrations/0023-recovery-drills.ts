import type { Migration } from './migration.ts'

/** Shares of the master key, drills, anchors of the audit chain. */
export const recoveryDrills: Migration = {
  number: 23,
  name: 'recovery-drills',
  sql: ''
}
