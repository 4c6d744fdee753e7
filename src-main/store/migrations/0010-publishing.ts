import type { Migration } from './migration.ts'

/** What an enabled target is told of: `changes` counts, so that a change during a run is not lost when the run ends. */
const notice = (when: string): string =>
  `UPDATE publish_target SET changes = changes + 1, next_run_at = 0 WHERE state = 'enabled' AND on_change = 1${when};`

/**
 * Where status is published to, and what was written there. Triggers tell the targets of a new CRL, a changed status or a
 * changed authority in the transaction of the change: they cannot be forgotten, and a crash loses nothing.
 */
export const publishing: Migration = {
  number: 10,
  name: 'publishing',
  sql: `
CREATE TABLE publish_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
  destination TEXT NOT NULL,
  sealed BLOB,
  settings TEXT NOT NULL,
  on_change INTEGER NOT NULL CHECK (on_change IN (0, 1)),
  with_ocsp INTEGER NOT NULL CHECK (with_ocsp IN (0, 1)),
  changes INTEGER NOT NULL,
  next_run_at INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_run_at INTEGER,
  last_success_at INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE publish_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target_id INTEGER NOT NULL REFERENCES publish_target(id) ON DELETE CASCADE,
  cause TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'incomplete', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  written INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  error TEXT,
  notes TEXT NOT NULL
) STRICT;
CREATE INDEX publish_run_target ON publish_run (target_id, id);

CREATE TABLE publish_file (
  target_id INTEGER NOT NULL REFERENCES publish_target(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  authority_id INTEGER,
  mark TEXT NOT NULL,
  size INTEGER NOT NULL,
  next_update INTEGER,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (target_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX publish_file_end ON publish_file (target_id, kind, next_update);

CREATE TABLE publish_document (
  path TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER publish_crl AFTER INSERT ON crl BEGIN ${notice('')} END;
-- One that was signed ahead is released on its day.
CREATE TRIGGER publish_crl_released AFTER UPDATE ON crl BEGIN ${notice('')} END;
CREATE TRIGGER publish_status AFTER UPDATE OF state, revoked_at, revocation_reason ON certificate BEGIN ${notice(' AND with_ocsp = 1')} END;
CREATE TRIGGER publish_authority AFTER UPDATE OF certificate_id, settings, name ON authority
WHEN OLD.certificate_id IS NOT NEW.certificate_id OR OLD.settings <> NEW.settings OR OLD.name <> NEW.name BEGIN ${notice('')} END;
CREATE TRIGGER publish_document_new AFTER INSERT ON publish_document BEGIN ${notice('')} END;
CREATE TRIGGER publish_document_gone AFTER DELETE ON publish_document BEGIN ${notice('')} END;
`
}
