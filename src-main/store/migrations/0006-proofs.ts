import { oneOf, type Migration } from './migration.ts'

/** Organizations, domains and mailboxes, and the proofs of control that issuance rests on. */
export const proofs: Migration = {
  number: 6,
  name: 'proofs',
  sql: `
CREATE TABLE organization (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  state TEXT NOT NULL CHECK (state IN ('active', 'inactive')),
  names TEXT NOT NULL CHECK ${oneOf('names', 'approved-only', 'approved-or-new', 'new-per-requester')},
  caa TEXT NOT NULL CHECK ${oneOf('caa', 'inherit', 'off', 'warn', 'enforce')},
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO organization (name, state, names, caa, note, created_at, updated_at, version)
VALUES ('Default', 'active', 'approved-only', 'inherit', '', 0, 0, 1);

CREATE INDEX organization_caa ON organization (caa);

CREATE TABLE domain (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization(id),
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  basis TEXT CHECK (basis IN ('validated', 'asserted')),
  method TEXT,
  covers TEXT CHECK (covers IN ('exact', 'subtree')),
  basis_note TEXT NOT NULL,
  owner_id INTEGER REFERENCES operator(id),
  verified_at INTEGER,
  -- Only where a person set an end; all other ends follow from verified_at and the rules in force.
  until INTEGER,
  evidence_id INTEGER,
  last_outcome TEXT CHECK ${oneOf('last_outcome', 'verified', 'failed', 'not-performed')},
  last_reason TEXT NOT NULL,
  noticed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (organization_id, name)
) STRICT;
CREATE INDEX domain_name ON domain (name);

CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization(id),
  address TEXT NOT NULL,
  method TEXT,
  owner_id INTEGER REFERENCES operator(id),
  verified_at INTEGER,
  evidence_id INTEGER,
  last_outcome TEXT CHECK ${oneOf('last_outcome', 'verified', 'failed', 'not-performed')},
  last_reason TEXT NOT NULL,
  noticed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (organization_id, address)
) STRICT;
CREATE INDEX mailbox_address ON mailbox (address);

-- A random value that waits to be seen: published, so kept as it is; or a token in a mail, of which only the hash stays.
CREATE TABLE proof_challenge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  domain_id INTEGER REFERENCES domain(id) ON DELETE CASCADE,
  mailbox_id INTEGER REFERENCES mailbox(id) ON DELETE CASCADE,
  method TEXT NOT NULL,
  value TEXT,
  place TEXT,
  digest BLOB,
  tries INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CHECK ((domain_id IS NULL) <> (mailbox_id IS NULL)),
  CHECK ((value IS NULL) <> (digest IS NULL))
) STRICT;
CREATE UNIQUE INDEX proof_challenge_domain ON proof_challenge (domain_id) WHERE domain_id IS NOT NULL;
CREATE UNIQUE INDEX proof_challenge_mailbox ON proof_challenge (mailbox_id) WHERE mailbox_id IS NOT NULL;

-- The first schema knew evidence of requests only.
ALTER TABLE evidence RENAME TO request_evidence;
DROP INDEX evidence_request;
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  method TEXT,
  -- Which names below the subject it speaks for.
  covers TEXT CHECK ${oneOf('covers', 'exact', 'wildcard', 'subtree')},
  outcome TEXT NOT NULL CHECK ${oneOf('outcome', 'verified', 'failed', 'not-required', 'not-performed', 'expired')},
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  seen_from TEXT NOT NULL,
  steps TEXT NOT NULL,
  detail TEXT,
  raw BLOB,
  raw_cut INTEGER NOT NULL CHECK (raw_cut IN (0, 1)),
  -- The exact question, so that an answer is used again for the same one only.
  question TEXT,
  at INTEGER NOT NULL,
  expires_at INTEGER,
  rests_on INTEGER REFERENCES evidence(id),
  request_id INTEGER REFERENCES request(id),
  -- Domains and mailboxes may be removed; their evidence stays.
  domain_id INTEGER,
  mailbox_id INTEGER,
  holder TEXT
) STRICT;
INSERT INTO evidence (id, kind, subject, outcome, rule, reason, seen_from, steps, detail, raw_cut, at, expires_at, request_id)
SELECT id, kind, '', outcome, '', reason, '', '[]', detail, 0, at, expires_at, request_id FROM request_evidence;
DROP TABLE request_evidence;
CREATE INDEX evidence_request ON evidence (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX evidence_domain ON evidence (domain_id) WHERE domain_id IS NOT NULL;
CREATE INDEX evidence_mailbox ON evidence (mailbox_id) WHERE mailbox_id IS NOT NULL;
CREATE INDEX evidence_subject ON evidence (subject, kind);
CREATE INDEX evidence_holder ON evidence (holder, subject) WHERE holder IS NOT NULL;
CREATE INDEX evidence_rests_on ON evidence (rests_on) WHERE rests_on IS NOT NULL;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER evidence_never_changes BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
`
}
