import type { Migration } from './migration.ts'

/** Named CRL profiles. */
export const crlProfiles: Migration = {
  number: 33,
  name: 'crl-profiles',
  sql: ''
}
