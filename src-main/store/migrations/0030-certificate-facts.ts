import type { Migration } from './migration.ts'

/** Saved views, and what people note of a certificate. */
export const certificateFacts: Migration = {
  number: 30,
  name: 'certificate-facts',
  sql: ''
}
