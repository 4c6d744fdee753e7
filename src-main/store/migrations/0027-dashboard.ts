import type { Migration } from './migration.ts'

/** What the charts of the dashboard count. */
export const dashboardFigures: Migration = {
  number: 27,
  name: 'dashboard',
  sql: ''
}
