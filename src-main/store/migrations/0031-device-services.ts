import type { Migration } from './migration.ts'

/** Additions to the services for devices. */
export const deviceServices: Migration = {
  number: 31,
  name: 'device-services',
  sql: ''
}
