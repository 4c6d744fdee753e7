import type { Migration } from './migration.ts'

/**
 * Keys that Chancery put or made on a YubiKey, with what the YubiKey attested. A row is never deleted: how a key came
 * about matters as long as anything that it signed is looked at.
 */
export const yubiKeys: Migration = {
  number: 20,
  name: 'yubikeys',
  sql: `
CREATE TABLE yubikey_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  serial INTEGER NOT NULL,
  slot TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  spki_sha256 TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported')),
  use TEXT NOT NULL CHECK (use IN ('authority', 'person')),
  pin_policy TEXT NOT NULL,
  touch_policy TEXT NOT NULL,
  -- The statement and the certificate of slot F9, as DER.
  statement BLOB,
  statement_signer BLOB,
  created_at INTEGER NOT NULL,
  replaced_at INTEGER,
  CHECK ((statement IS NULL) = (statement_signer IS NULL))
) STRICT;
CREATE UNIQUE INDEX yubikey_key_place ON yubikey_key (serial, slot) WHERE replaced_at IS NULL;
CREATE INDEX yubikey_key_spki ON yubikey_key (spki_sha256);
`
}
