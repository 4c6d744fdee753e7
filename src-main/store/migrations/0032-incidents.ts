import type { Migration } from './migration.ts'

/**
 * Drills of a mass revocation and mass revocations that were done, each with the plan that was looked at and what came of
 * it. They are the yearly record of BR 5.7.1.2: a row is never changed and never deleted.
 */
export const incidents: Migration = {
  number: 32,
  name: 'incidents',
  sql: `
CREATE TABLE incident (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('drill', 'revocation')),
  scenario TEXT NOT NULL,
  affected INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  operator TEXT NOT NULL,
  note TEXT NOT NULL,
  -- The selection, the plan, and each failure, as JSON.
  detail TEXT NOT NULL,
  -- Numbers of the certificates concerned, as JSON.
  certificates TEXT NOT NULL,
  CHECK (kind = 'revocation' OR (revoked = 0 AND failed = 0))
) STRICT;
CREATE TRIGGER incident_stays BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'the record of a mass revocation is never deleted'); END;
CREATE TRIGGER incident_never_changes BEFORE UPDATE ON incident
BEGIN SELECT RAISE(ABORT, 'the record of a mass revocation is never changed'); END;
`
}
