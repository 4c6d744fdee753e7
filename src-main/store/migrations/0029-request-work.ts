import type { Migration } from './migration.ts'

/**
 * How people work on requests: to whom one is given, who looks at it just now, the address of who asked, and the
 * questions that went back with their answers. A request that nobody worked on has no row.
 */
export const requestWork: Migration = {
  number: 29,
  name: 'request-work',
  sql: `
CREATE TABLE request_work (
  request_id INTEGER PRIMARY KEY REFERENCES request(id),
  assignee_id INTEGER REFERENCES operator(id),
  assignee_role TEXT,
  claimed_by INTEGER REFERENCES operator(id),
  claimed_until INTEGER,
  -- Since when a question waits for its answer; null where none does.
  asked_at INTEGER,
  -- Mail address for questions and the receipt, given by who asked.
  contact TEXT,
  -- When the end of the request was told to that address, or given up.
  told_at INTEGER,
  CHECK (assignee_id IS NULL OR assignee_role IS NULL),
  CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
) STRICT;
CREATE INDEX request_work_assignee ON request_work (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX request_work_role ON request_work (assignee_role) WHERE assignee_role IS NOT NULL;
CREATE INDEX request_work_untold ON request_work (request_id) WHERE contact IS NOT NULL AND told_at IS NULL;

CREATE TABLE request_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id INTEGER NOT NULL REFERENCES request(id),
  kind TEXT NOT NULL CHECK (kind = 'question' OR kind = 'answer'),
  -- Null for requesters without an account.
  operator_id INTEGER REFERENCES operator(id),
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- When it was mailed, or given up; null where it waits for that or has nowhere to go.
  mailed_at INTEGER
) STRICT;
CREATE INDEX request_message_request ON request_message (request_id);
CREATE INDEX request_message_unmailed ON request_message (id) WHERE kind = 'question' AND mailed_at IS NULL;
`
}
