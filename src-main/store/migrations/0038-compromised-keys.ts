import type { Migration } from './migration.ts'

/**
 * Whether a key was reported compromised is asked before each issuance for a key that was certified before, and walked all
 * certificates of that key: those of a device that renews each week, of years. The index holds hardly any rows.
 */
export const compromisedKeys: Migration = {
  number: 38,
  name: 'compromised-keys',
  sql: `
CREATE INDEX certificate_compromised ON certificate (spki_sha256)
WHERE key_compromised = 1 OR revocation_reason = 'keyCompromise';
`
}
