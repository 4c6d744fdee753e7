import type { Migration } from './migration.ts'

/** Organizations, domains and mailboxes, and the proofs of control that issuance rests on. */
export const proofs: Migration = {
  number: 6,
  name: 'proofs',
  sql: ''
}
