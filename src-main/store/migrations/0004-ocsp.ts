import type { Migration } from './migration.ts'

/**
 * OCSP: which authorities have a responder, the responders' certificates, responses signed ahead. Whatever changes the
 * status of a certificate lets its responses go in the same transaction: a trigger cannot be forgotten.
 */
export const ocsp: Migration = {
  number: 4,
  name: 'ocsp',
  sql: `
CREATE TABLE ocsp_service (
  authority_id INTEGER PRIMARY KEY REFERENCES authority(id),
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE ocsp_responder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ocsp_responder_authority ON ocsp_responder (authority_id, id);
CREATE INDEX ocsp_responder_certificate ON ocsp_responder (certificate_id);
CREATE INDEX ocsp_responder_key ON ocsp_responder (key_id);

CREATE TABLE ocsp_response (
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  hash TEXT NOT NULL,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  produced_at INTEGER NOT NULL,
  next_update INTEGER NOT NULL,
  der BLOB NOT NULL,
  PRIMARY KEY (certificate_id, hash)
) STRICT;
CREATE INDEX ocsp_response_age ON ocsp_response (authority_id, produced_at);
CREATE TRIGGER ocsp_response_status AFTER UPDATE OF state, revoked_at, revocation_reason ON certificate
BEGIN DELETE FROM ocsp_response WHERE certificate_id = NEW.id; END;
`
}
