import { oneOf, type Migration } from './migration.ts'

/**
 * Ceremonies, their transcripts and what is attached to them. Where a ceremony stands is not written anywhere: it
 * follows from the entries of its transcript, which can neither be changed nor deleted.
 */
export const ceremonyRecords: Migration = {
  number: 24,
  name: 'ceremony-records',
  sql: `
CREATE TABLE ceremony (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mode TEXT NOT NULL CHECK (mode IN ('rehearsal', 'real')),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK ${oneOf('state', 'open', 'closed', 'abandoned')},
  script TEXT NOT NULL,
  script_sha256 TEXT NOT NULL,
  variables TEXT NOT NULL,
  participants TEXT NOT NULL,
  tokens TEXT NOT NULL,
  rehearsal_id INTEGER REFERENCES ceremony(id),
  instance TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  ended_at INTEGER,
  archive BLOB
) STRICT;
CREATE INDEX ceremony_script ON ceremony (script_sha256, mode, state);

CREATE TABLE ceremony_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ceremony_id INTEGER NOT NULL REFERENCES ceremony(id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  step TEXT,
  by_whom TEXT NOT NULL,
  detail TEXT NOT NULL,
  attachments TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (ceremony_id, seq)
) STRICT;
CREATE TRIGGER ceremony_entry_no_update BEFORE UPDATE ON ceremony_entry BEGIN SELECT RAISE(ABORT, 'a transcript is append-only'); END;
CREATE TRIGGER ceremony_entry_no_delete BEFORE DELETE ON ceremony_entry BEGIN SELECT RAISE(ABORT, 'a transcript is append-only'); END;

CREATE TABLE ceremony_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ceremony_id INTEGER NOT NULL REFERENCES ceremony(id),
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (ceremony_id, name)
) STRICT;

-- What was to be signed, as the rehearsal saw it, for the comparison with the real run.
CREATE TABLE ceremony_tbs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ceremony_id INTEGER NOT NULL REFERENCES ceremony(id),
  step TEXT NOT NULL,
  visit INTEGER NOT NULL,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('certificate', 'crl')),
  facts TEXT NOT NULL,
  tbs BLOB NOT NULL,
  UNIQUE (ceremony_id, step, visit, place)
) STRICT;
`
}
