import type { Migration } from './migration.ts'

/**
 * Cryptographic tokens and the keys on them. A key of table `key` lies on one token, or on several that hold the same
 * key; `location` there is the first of them. What is known of how a key came to its token stays for ever, also when it
 * was removed from it.
 */
export const tokens: Migration = {
  number: 12,
  name: 'tokens',
  sql: `
-- PKCS#11 modules in use.
CREATE TABLE token_module (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Tokens that hold keys of ours, or whose PIN is kept somewhere.
CREATE TABLE token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  address TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  pin_source TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE token_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key_id INTEGER NOT NULL REFERENCES key(id),
  token_id INTEGER NOT NULL REFERENCES token(id),
  address TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported', 'found')),
  attributes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX token_key_key ON token_key (key_id);
CREATE INDEX token_key_token ON token_key (token_id);

-- Authorities whose key went off line with its token: they come back with it. Those taken off line by hand are not here.
CREATE TABLE token_absence (
  authority_id INTEGER PRIMARY KEY REFERENCES authority(id),
  since INTEGER NOT NULL
) STRICT;
`
}
