import type { Migration } from './migration.ts'

/**
 * SCEP services, their certificates, the devices that are registered, challenges (hashed: no row tells one) and what
 * devices asked. A service that was deleted keeps its row, because requests and certificates came through it.
 */
export const scep: Migration = {
  number: 13,
  name: 'scep',
  sql: `
CREATE TABLE scep_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled', 'deleted')),
  settings TEXT NOT NULL,
  page_user TEXT,
  page_hash BLOB,
  validator_token BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX scep_service_name ON scep_service (name) WHERE state <> 'deleted';
CREATE INDEX scep_service_profile ON scep_service (profile_id);

CREATE TABLE scep_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES scep_service(id),
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  renew_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX scep_certificate_service ON scep_certificate (service_id, id);
CREATE INDEX scep_certificate_authority ON scep_certificate (authority_id);
CREATE INDEX scep_certificate_certificate ON scep_certificate (certificate_id);
CREATE INDEX scep_certificate_key ON scep_certificate (key_id);

CREATE TABLE scep_device (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES scep_service(id),
  identifier TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  type TEXT NOT NULL,
  model TEXT NOT NULL,
  description TEXT NOT NULL,
  names TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'removed')),
  last_seen_at INTEGER,
  last_address TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX scep_device_identifier ON scep_device (service_id, identifier) WHERE state = 'active';

CREATE TABLE scep_challenge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES scep_service(id),
  kind TEXT NOT NULL CHECK (kind IN ('one-time', 'device', 'static', 'ndes')),
  hash BLOB NOT NULL,
  label TEXT NOT NULL,
  names TEXT NOT NULL,
  subject TEXT NOT NULL,
  device_id INTEGER REFERENCES scep_device(id),
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'revoked')),
  uses INTEGER NOT NULL,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX scep_challenge_hash ON scep_challenge (service_id, hash);
CREATE INDEX scep_challenge_open ON scep_challenge (service_id, kind, expires_at) WHERE state = 'open';
CREATE INDEX scep_challenge_device ON scep_challenge (device_id);

CREATE TABLE scep_transaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES scep_service(id),
  transaction_id TEXT NOT NULL,
  message_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'pending', 'issued', 'refused')),
  spki_sha256 TEXT NOT NULL,
  csr_sha256 TEXT NOT NULL,
  subject TEXT NOT NULL,
  previous_certificate_id INTEGER REFERENCES certificate(id),
  challenge_id INTEGER REFERENCES scep_challenge(id),
  device_id INTEGER REFERENCES scep_device(id),
  request_id INTEGER,
  certificate_id INTEGER REFERENCES certificate(id),
  failure TEXT,
  message TEXT,
  external INTEGER NOT NULL,
  told TEXT NOT NULL CHECK (told IN ('nobody', 'due', 'done', 'given-up')),
  client TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX scep_transaction_id ON scep_transaction (service_id, transaction_id, id);
CREATE INDEX scep_transaction_device ON scep_transaction (device_id, id);
CREATE INDEX scep_transaction_challenge ON scep_transaction (challenge_id);
CREATE INDEX scep_transaction_certificate ON scep_transaction (certificate_id);
CREATE INDEX scep_transaction_previous ON scep_transaction (previous_certificate_id);
CREATE INDEX scep_transaction_told ON scep_transaction (id) WHERE told = 'due';
CREATE INDEX scep_transaction_pending ON scep_transaction (id) WHERE state = 'pending';
`
}
