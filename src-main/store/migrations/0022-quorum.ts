import type { Migration } from './migration.ts'

/**
 * Quorum rules, proposals and their approvals. Proposals, approvals and keys are never deleted: years later somebody asks
 * who agreed to what.
 */
export const quorum: Migration = {
  number: 22,
  name: 'quorum',
  sql: `
-- A rule that was removed stays as a row without terms, so that its revisions go on counting.
CREATE TABLE quorum_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation TEXT NOT NULL UNIQUE,
  terms TEXT,
  revision INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE TABLE quorum_head_count (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  role TEXT NOT NULL UNIQUE,
  minimum INTEGER NOT NULL CHECK (minimum >= 0),
  maximum INTEGER CHECK (maximum IS NULL OR maximum >= minimum)
) STRICT;

CREATE TABLE quorum_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  label TEXT NOT NULL,
  spki BLOB NOT NULL,
  spki_sha256 TEXT NOT NULL,
  -- DER; null where a bare public key was registered.
  certificate BLOB,
  not_after INTEGER,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
-- One key speaks for one person.
CREATE UNIQUE INDEX quorum_key_live ON quorum_key (spki_sha256) WHERE removed_at IS NULL;
CREATE INDEX quorum_key_operator ON quorum_key (operator_id);

CREATE TABLE quorum_proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation TEXT NOT NULL,
  -- Canonical JSON; each secret is replaced by the SHA-256 of a random salt and the secret.
  input TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  -- Salt and secrets, sealed by the vault; gone when the proposal is over.
  sealed BLOB,
  requirements TEXT NOT NULL,
  -- SHA-256 of the canonical proposal: what approvals are bound to.
  digest TEXT NOT NULL UNIQUE,
  nonce TEXT NOT NULL,
  proposer_id INTEGER NOT NULL REFERENCES operator(id),
  proposer TEXT NOT NULL,
  channel TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('open', 'approved', 'executing', 'done', 'failed', 'interrupted', 'declined', 'withdrawn', 'expired', 'outdated')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  executed_by TEXT,
  executed_at INTEGER,
  -- What went wrong, as JSON of code and message; or why it ended.
  outcome TEXT,
  -- The answer of the operation, sealed by the vault: it is for who proposed.
  result BLOB
) STRICT;
CREATE INDEX quorum_proposal_state ON quorum_proposal (state, expires_at);
CREATE INDEX quorum_proposal_proposer ON quorum_proposal (proposer_id, id);

CREATE TABLE quorum_approval (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES quorum_proposal(id),
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  operator TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'decline')),
  -- Null for a decline, which needs none.
  step_up TEXT CHECK (step_up IN ('passphrase', 'signature')),
  key_id INTEGER REFERENCES quorum_key(id),
  signature BLOB,
  comment TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK ((key_id IS NULL) = (signature IS NULL)),
  CHECK ((decision = 'decline') = (step_up IS NULL)),
  UNIQUE (proposal_id, operator_id)
) STRICT;
`
}
