import type { Migration } from './migration.ts'

/** The coordinator of multi-perspective checks, and every exchange with it, bytes and all. */
export const perspectives: Migration = {
  number: 7,
  name: 'perspectives',
  sql: `
CREATE TABLE mpic_connector (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings TEXT NOT NULL,
  sealed_key BLOB,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE mpic_exchange (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('check', 'evidence')),
  target TEXT NOT NULL,
  check_type TEXT NOT NULL CHECK (check_type IN ('dcv', 'caa')),
  method TEXT,
  url TEXT NOT NULL,
  status INTEGER,
  outcome TEXT NOT NULL CHECK (outcome IN ('verified', 'failed', 'not-performed')),
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  trace TEXT NOT NULL UNIQUE,
  detail TEXT NOT NULL,
  request BLOB NOT NULL,
  response BLOB
) STRICT;
CREATE INDEX mpic_exchange_at ON mpic_exchange (at);
CREATE INDEX mpic_exchange_target ON mpic_exchange (target, id);
`
}
