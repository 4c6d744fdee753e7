import { oneOf, type Migration } from './migration.ts'

/**
 * Time-stamp services, their certificates and the log of every stamp. A service that was deleted keeps its row, because
 * its stamps are evidence. The log has few indexes, since a row is written before each stamp is answered. A serial number is a block that was taken in a transaction of its own, and a count in it.
 */
export const timeStamps: Migration = {
  number: 9,
  name: 'time-stamps',
  sql: `
CREATE TABLE tsa_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  state TEXT NOT NULL CHECK ${oneOf('state', 'enabled', 'disabled', 'deleted')},
  settings TEXT NOT NULL,
  last_block INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tsa_service_name ON tsa_service (name) WHERE state <> 'deleted';
CREATE INDEX tsa_service_authority ON tsa_service (authority_id);

CREATE TABLE tsa_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES tsa_service(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  renew_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tsa_certificate_service ON tsa_certificate (service_id, id);
CREATE INDEX tsa_certificate_certificate ON tsa_certificate (certificate_id);
CREATE INDEX tsa_certificate_key ON tsa_certificate (key_id);

CREATE TABLE tsa_stamp (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES tsa_service(id),
  serial TEXT NOT NULL,
  stamped_at INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('rfc3161', 'authenticode')),
  policy TEXT,
  hash TEXT NOT NULL,
  hashed BLOB NOT NULL,
  certificate_id INTEGER NOT NULL,
  client TEXT NOT NULL,
  token_sha256 BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX tsa_stamp_serial ON tsa_stamp (service_id, serial);
CREATE INDEX tsa_stamp_hashed ON tsa_stamp (hashed);
CREATE INDEX tsa_stamp_time ON tsa_stamp (stamped_at);
`
}
