import type { Migration } from './migration.ts'

/**
 * Mail addresses as ACME identifiers (RFC 8823): the table of authorizations is built anew, because its check knew names
 * and addresses only; beside a challenge stands the message that carries the first part of its token. A proof that waits
 * knows who started it, so that nobody else puts another random value in its place.
 */
export const acmeMail: Migration = {
  number: 19,
  name: 'acme mail',
  sql: `
CREATE TABLE acme_authorization_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES acme_account(id),
  type TEXT NOT NULL CHECK (type IN ('dns', 'ip', 'email')),
  value TEXT NOT NULL,
  wildcard INTEGER NOT NULL CHECK (wildcard IN (0, 1)),
  subdomains INTEGER NOT NULL CHECK (subdomains IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('pending', 'valid', 'invalid', 'deactivated', 'revoked')),
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

CREATE TABLE acme_mail (
  challenge_id INTEGER PRIMARY KEY REFERENCES acme_challenge(id),
  token_part1 TEXT NOT NULL UNIQUE,
  message_id TEXT NOT NULL UNIQUE,
  sent_from TEXT NOT NULL,
  sent_at INTEGER
) STRICT;

ALTER TABLE proof_challenge ADD COLUMN started_by INTEGER REFERENCES operator(id);
`
}
