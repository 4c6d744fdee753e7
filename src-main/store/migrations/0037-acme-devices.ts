import type { Migration } from './migration.ts'

/**
 * Devices as ACME identifiers (draft-ietf-acme-device-attest): the table of authorizations is built anew, because its check
 * knew names, addresses and mail addresses only. Beside a challenge stands what its answer brought: the attestation object
 * until it is checked, then the key that it attested, which alone may be certified.
 */
export const acmeDevices: Migration = {
  number: 37,
  name: 'acme devices',
  sql: `
CREATE TABLE acme_authorization_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES acme_account(id),
  type TEXT NOT NULL CHECK (type = 'dns' OR type = 'ip' OR type = 'email' OR type = 'permanent-identifier'),
  value TEXT NOT NULL,
  wildcard INTEGER NOT NULL CHECK (wildcard IN (0, 1)),
  subdomains INTEGER NOT NULL CHECK (subdomains IN (0, 1)),
  status TEXT NOT NULL CHECK (status = 'pending' OR status = 'valid' OR status = 'invalid' OR status = 'deactivated' OR status = 'revoked'),
  basis TEXT NOT NULL CHECK (basis IN ('policy', 'challenge')),
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO acme_authorization_new (id, account_id, type, value, wildcard, subdomains, status, basis, expires_at, created_at)
SELECT id, account_id, type, value, wildcard, subdomains, status, basis, expires_at, created_at FROM acme_authorization;
-- Numbers of rows that are gone are never given again.
DELETE FROM sqlite_sequence WHERE name = 'acme_authorization_new';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'acme_authorization_new', seq FROM sqlite_sequence WHERE name = 'acme_authorization';
DROP TABLE acme_authorization;
ALTER TABLE acme_authorization_new RENAME TO acme_authorization;
CREATE INDEX acme_authorization_name ON acme_authorization (account_id, value, expires_at) WHERE status IN ('pending', 'valid');
CREATE INDEX acme_authorization_end ON acme_authorization (expires_at);
CREATE INDEX acme_authorization_mail ON acme_authorization (value, created_at) WHERE type = 'email';

CREATE TABLE acme_attestation (
  challenge_id INTEGER PRIMARY KEY REFERENCES acme_challenge(id),
  statement BLOB,
  spki_sha256 TEXT
) STRICT;
`
}
