import type { Migration } from './migration.ts'

/**
 * CMP services, who may ask them, their protection certificates, and transactions. A transaction stays after its end for
 * a while, so that its id is not taken again; it is also what the operator sees as the log of a service.
 */
export const cmp: Migration = {
  number: 15,
  name: 'cmp',
  sql: `
CREATE TABLE cmp_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled', 'deleted')),
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cmp_service_name ON cmp_service (name) WHERE state <> 'deleted';
CREATE INDEX cmp_service_profile ON cmp_service (profile_id);
CREATE INDEX cmp_service_authority ON cmp_service (authority_id);

CREATE TABLE cmp_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES cmp_service(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  renew_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cmp_certificate_service ON cmp_certificate (service_id, id);
CREATE INDEX cmp_certificate_certificate ON cmp_certificate (certificate_id);
CREATE INDEX cmp_certificate_key ON cmp_certificate (key_id);

CREATE TABLE cmp_client (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES cmp_service(id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('secret', 'certificate')),
  reference TEXT,
  sealed BLOB,
  fingerprint TEXT,
  certificate_der BLOB,
  ra INTEGER NOT NULL CHECK (ra IN (0, 1)),
  bound TEXT,
  uses_left INTEGER,
  expires_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  last_used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX cmp_client_reference ON cmp_client (service_id, reference) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX cmp_client_name ON cmp_client (service_id, name) WHERE state = 'active';
CREATE INDEX cmp_client_fingerprint ON cmp_client (service_id, fingerprint) WHERE fingerprint IS NOT NULL;

CREATE TABLE cmp_transaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES cmp_service(id),
  transaction_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ir', 'cr', 'kur', 'p10cr', 'rr')),
  state TEXT NOT NULL CHECK (state IN ('begun', 'waiting', 'unconfirmed', 'done', 'refused', 'rejected', 'expired')),
  client_id INTEGER REFERENCES cmp_client(id),
  peer TEXT NOT NULL,
  peer_text TEXT NOT NULL,
  address TEXT NOT NULL,
  cert_req_id TEXT NOT NULL,
  nonce BLOB NOT NULL,
  implicit INTEGER NOT NULL CHECK (implicit IN (0, 1)),
  request_id INTEGER,
  certificate_id INTEGER,
  message TEXT NOT NULL,
  deadline INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cmp_transaction_id ON cmp_transaction (service_id, transaction_id);
CREATE INDEX cmp_transaction_deadline ON cmp_transaction (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX cmp_transaction_service ON cmp_transaction (service_id, id);
CREATE INDEX cmp_transaction_updated ON cmp_transaction (updated_at);
CREATE INDEX cmp_transaction_certificate ON cmp_transaction (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX cmp_transaction_client ON cmp_transaction (client_id) WHERE client_id IS NOT NULL;
`
}
