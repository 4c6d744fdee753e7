import type { Migration } from './migration.ts'

/** Moduli of all RSA keys seen, in batches whose product is kept, for the search for shared primes. */
export const rsaModuli: Migration = {
  number: 2,
  name: 'rsa-moduli',
  sql: `
CREATE TABLE rsa_modulus_batch (
  id INTEGER PRIMARY KEY,
  members INTEGER NOT NULL,
  product BLOB
) STRICT;
CREATE TABLE rsa_modulus (
  spki_sha256 TEXT NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES rsa_modulus_batch (id),
  modulus BLOB NOT NULL
) STRICT;
CREATE INDEX rsa_modulus_of_batch ON rsa_modulus (batch_id);
`
}
