import { oneOf, type Migration } from './migration.ts'

const shares = `
-- A set of shares of the vault's master key. One is in force; the wrapped key of those before it is gone.
CREATE TABLE share_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  set_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL UNIQUE,
  threshold INTEGER NOT NULL,
  total INTEGER NOT NULL,
  salt BLOB,
  wrapped BLOB,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  retired_at INTEGER,
  CHECK ((retired_at IS NULL) = (wrapped IS NOT NULL AND salt IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX share_set_in_force ON share_set ((1)) WHERE retired_at IS NULL;

-- What tells a right share from a wrong one; nothing here helps to find the secret.
CREATE TABLE share (
  share_set_id INTEGER NOT NULL REFERENCES share_set(id),
  number INTEGER NOT NULL,
  holder TEXT NOT NULL,
  place TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (share_set_id, number)
) STRICT, WITHOUT ROWID;
`

const records = `
CREATE TABLE backup_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  place TEXT NOT NULL,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  took_ms INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK ${oneOf('cause', 'hand', 'schedule')},
  outcome TEXT NOT NULL CHECK ${oneOf('outcome', 'ok', 'failed')},
  message TEXT NOT NULL
) STRICT;
CREATE INDEX backup_run_at ON backup_run (at);

CREATE TABLE recovery_drill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK ${oneOf('kind', 'backup', 'shares')},
  outcome TEXT NOT NULL CHECK ${oneOf('outcome', 'passed', 'failed')},
  took_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  present TEXT NOT NULL,
  report TEXT NOT NULL
) STRICT;
CREATE INDEX recovery_drill_at ON recovery_drill (kind, at);

-- Each edition of the recovery kit, with the hash of what it says.
CREATE TABLE recovery_kit (
  version INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
`

/** Shares of the master key, backups that were made, drills, editions of the recovery kit. */
export const recoveryDrills: Migration = {
  number: 23,
  name: 'recovery-drills',
  sql: shares + records
}
