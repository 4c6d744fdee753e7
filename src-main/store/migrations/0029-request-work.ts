import type { Migration } from './migration.ts'

/** Comments, assignment and questions of the approval queue. */
export const requestWork: Migration = {
  number: 29,
  name: 'request-work',
  sql: ''
}
