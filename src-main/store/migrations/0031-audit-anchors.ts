import { oneOf, type Migration } from './migration.ts'

/** Anchors of the audit log, and the keys that sign evidence. An anchor is never changed: it is what was signed. */
export const auditAnchors: Migration = {
  number: 31,
  name: 'audit-anchors',
  sql: `
CREATE TABLE evidence_signer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key_id INTEGER NOT NULL REFERENCES key(id),
  certificate BLOB NOT NULL,
  state TEXT NOT NULL CHECK ${oneOf('state', 'active', 'retired')},
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX evidence_signer_name ON evidence_signer (name) WHERE state = 'active';

CREATE TABLE audit_anchor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL CHECK ${oneOf('origin', 'hand', 'schedule', 'outside')},
  signer TEXT NOT NULL,
  signature BLOB NOT NULL,
  stamp BLOB,
  stamped_at INTEGER,
  stamp_problem TEXT,
  created_by TEXT NOT NULL
) STRICT;
CREATE INDEX audit_anchor_at ON audit_anchor (at);
CREATE TRIGGER audit_anchor_no_update BEFORE UPDATE ON audit_anchor BEGIN SELECT RAISE(ABORT, 'anchors are append-only'); END;
CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor BEGIN SELECT RAISE(ABORT, 'anchors are append-only'); END;
`
}
