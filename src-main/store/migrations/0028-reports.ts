import type { Migration } from './migration.ts'

/**
 * Reports: schedules and history. The file of a run lies beside the database under its name; a run is written here when
 * its file is complete, so that a row never speaks of half a file.
 */
export const reports: Migration = {
  number: 28,
  name: 'reports',
  sql: `
CREATE TABLE report_schedule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  report TEXT NOT NULL,
  format TEXT NOT NULL,
  parameters TEXT NOT NULL,
  cron TEXT NOT NULL,
  -- Files kept; older ones go, their rows stay.
  keep INTEGER NOT NULL CHECK (keep >= 1),
  mail_to TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  -- In whose name it runs, and with whose permissions.
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  next_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX report_schedule_due ON report_schedule (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE report_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report TEXT NOT NULL,
  format TEXT NOT NULL,
  parameters TEXT NOT NULL,
  operator TEXT NOT NULL,
  schedule_id INTEGER REFERENCES report_schedule(id) ON DELETE SET NULL,
  schedule_name TEXT,
  state TEXT NOT NULL CHECK (state IN ('done', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  data_rows INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT,
  -- Name in the reports folder; null once the file is gone, and of a failed run.
  file TEXT,
  -- Why it failed, or why it was not mailed.
  message TEXT NOT NULL,
  CHECK (state = 'done' OR file IS NULL)
) STRICT;
CREATE INDEX report_run_schedule ON report_run (schedule_id) WHERE schedule_id IS NOT NULL;
CREATE INDEX report_run_file ON report_run (file) WHERE file IS NOT NULL;
`
}
