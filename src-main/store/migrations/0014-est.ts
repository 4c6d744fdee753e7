import type { Migration } from './migration.ts'

/**
 * EST services, the clients that they know, and what each client asked. A service that was deleted keeps its row, because
 * the audit log and certificates name it. A request has one row for all its repetitions: the client sends the same CSR
 * again until it has been answered, and `attempt` tells the next enrolment of the same CSR from a repetition.
 */
export const est: Migration = {
  number: 14,
  name: 'est',
  sql: `
CREATE TABLE est_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled', 'deleted')),
  auth TEXT NOT NULL CHECK (auth IN ('basic', 'certificate', 'either', 'both')),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  trusted_authorities TEXT NOT NULL,
  trust_anchors TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX est_service_name ON est_service (name) WHERE state <> 'deleted';
CREATE UNIQUE INDEX est_service_label ON est_service (label) WHERE state <> 'deleted';
CREATE UNIQUE INDEX est_service_default ON est_service (is_default) WHERE is_default = 1 AND state <> 'deleted';
CREATE INDEX est_service_profile ON est_service (profile_id);

CREATE TABLE est_client (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES est_service(id),
  name TEXT NOT NULL,
  password_sha256 BLOB,
  fingerprint TEXT,
  subject TEXT,
  names TEXT NOT NULL,
  uses INTEGER NOT NULL,
  max_uses INTEGER,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((password_sha256 IS NULL) <> (fingerprint IS NULL))
) STRICT;
CREATE UNIQUE INDEX est_client_name ON est_client (service_id, name) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX est_client_fingerprint ON est_client (service_id, fingerprint)
  WHERE revoked_at IS NULL AND fingerprint IS NOT NULL;

CREATE TABLE est_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES est_service(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX est_certificate_service ON est_certificate (service_id, id);
CREATE INDEX est_certificate_certificate ON est_certificate (certificate_id);
CREATE INDEX est_certificate_key ON est_certificate (key_id);

CREATE TABLE est_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES est_service(id),
  client_id INTEGER REFERENCES est_client(id),
  requester TEXT NOT NULL,
  operation TEXT NOT NULL,
  content_sha256 BLOB NOT NULL,
  attempt INTEGER NOT NULL,
  request_id INTEGER NOT NULL,
  certificate_id INTEGER REFERENCES certificate(id),
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX est_request_content ON est_request (service_id, content_sha256);
CREATE INDEX est_request_client ON est_request (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX est_request_certificate ON est_request (certificate_id) WHERE certificate_id IS NOT NULL;
`
}
