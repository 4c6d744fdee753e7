import { oneOf, type Migration } from './migration.ts'

/**
 * The whole first schema, one constant per group. Times are milliseconds since the Unix epoch, serials and
 * fingerprints lower-case hex, flags 0 and 1, JSON is TEXT whose shape the schemas of src-shared/model hold.
 */
const vault = `
CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  vault_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE vault_slot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK ${oneOf('kind', 'operator', 'recovery', 'unattended')},
  operator_id INTEGER REFERENCES operator(id),
  kdf TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK ((kind = 'operator') = (operator_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX vault_slot_operator ON vault_slot (operator_id) WHERE operator_id IS NOT NULL;
`

const people = `
CREATE TABLE operator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  created_at INTEGER NOT NULL,
  last_sign_in_at INTEGER,
  failed_count INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER,
  preferences TEXT NOT NULL
) STRICT;

CREATE TABLE role (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  label TEXT NOT NULL,
  permissions TEXT NOT NULL,
  built_in INTEGER NOT NULL CHECK (built_in IN (0, 1))
) STRICT;
`

const keys = `
CREATE TABLE key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  spki BLOB NOT NULL,
  spki_sha256 TEXT NOT NULL,
  location TEXT NOT NULL,
  sealed BLOB,
  purposes TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported')),
  created_at INTEGER NOT NULL,
  destroyed_at INTEGER,
  CHECK (destroyed_at IS NULL OR sealed IS NULL)
) STRICT;
CREATE UNIQUE INDEX key_spki ON key (spki_sha256);
CREATE TRIGGER key_stays_destroyed BEFORE UPDATE ON key WHEN OLD.destroyed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a destroyed key does not change'); END;
`

const authorities = `
CREATE TABLE authority (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('root', 'subordinate')),
  issuer_id INTEGER REFERENCES authority(id),
  external_issuer TEXT,
  state TEXT NOT NULL CHECK ${oneOf('state', 'draft', 'awaiting-certificate', 'active', 'key-offline', 'retired', 'destroyed')},
  subject TEXT NOT NULL,
  subject_der BLOB NOT NULL,
  key_id INTEGER NOT NULL REFERENCES key(id),
  certificate_id INTEGER REFERENCES certificate(id),
  csr BLOB,
  settings TEXT NOT NULL,
  origin TEXT NOT NULL,
  crl_number INTEGER NOT NULL DEFAULT 0 CHECK (crl_number >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX authority_issuer ON authority (issuer_id);
CREATE INDEX authority_key ON authority (key_id);
CREATE INDEX authority_current ON authority (certificate_id);
-- RFC 5280 5.2.3: CRL numbers only rise.
CREATE TRIGGER authority_crl_number BEFORE UPDATE OF crl_number ON authority WHEN NEW.crl_number < OLD.crl_number
BEGIN SELECT RAISE(ABORT, 'a CRL number never falls'); END;
CREATE TRIGGER authority_stays BEFORE DELETE ON authority WHEN OLD.state NOT IN ('draft', 'awaiting-certificate')
BEGIN SELECT RAISE(ABORT, 'an authority that has signed is never deleted'); END;

CREATE TABLE authority_certificate (
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  since INTEGER NOT NULL,
  PRIMARY KEY (authority_id, certificate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX authority_certificate_back ON authority_certificate (certificate_id);

-- Certificates of issuers outside Chancery, kept to build chains.
CREATE TABLE chain_certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  subject_der BLOB NOT NULL,
  issuer TEXT NOT NULL,
  der BLOB NOT NULL,
  not_after INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX chain_certificate_subject ON chain_certificate (subject_der);
`

const profiles = `
CREATE TABLE profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  state TEXT NOT NULL CHECK ${oneOf('state', 'enabled', 'disabled', 'archived')},
  authority_id INTEGER REFERENCES authority(id),
  current_revision_id INTEGER REFERENCES profile_revision(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX profile_authority ON profile (authority_id);

CREATE TABLE profile_revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  number INTEGER NOT NULL CHECK (number >= 1),
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES operator(id),
  UNIQUE (profile_id, number)
) STRICT;
CREATE TRIGGER profile_revision_no_update BEFORE UPDATE ON profile_revision
BEGIN SELECT RAISE(ABORT, 'a profile revision never changes'); END;
CREATE TRIGGER profile_revision_no_delete BEFORE DELETE ON profile_revision
WHEN EXISTS (SELECT 1 FROM request WHERE profile_id = OLD.profile_id) OR EXISTS (SELECT 1 FROM certificate WHERE profile_id = OLD.profile_id)
BEGIN SELECT RAISE(ABORT, 'a profile that was used keeps every revision'); END;
`

const requests = `
CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK ${oneOf('state', 'draft', 'submitted', 'checking', 'pending-approval', 'approved', 'signing-queued', 'issued', 'declined', 'failed', 'cancelled', 'expired')},
  channel TEXT NOT NULL,
  requester TEXT NOT NULL,
  requester_text TEXT NOT NULL,
  operator_id INTEGER REFERENCES operator(id),
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  profile_revision_id INTEGER NOT NULL REFERENCES profile_revision(id),
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  kind TEXT NOT NULL CHECK ${oneOf('kind', 'new', 'renew', 'rekey', 'reissue')},
  csr BLOB,
  spki_sha256 TEXT NOT NULL,
  key_description TEXT NOT NULL,
  key_id INTEGER REFERENCES key(id),
  asked TEXT NOT NULL,
  overrides TEXT,
  candidate TEXT,
  reasons TEXT,
  subject TEXT NOT NULL,
  names TEXT NOT NULL,
  transaction_id TEXT UNIQUE,
  previous_certificate_id INTEGER REFERENCES certificate(id),
  certificate_id INTEGER REFERENCES certificate(id),
  approvals_needed INTEGER NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  decided_at INTEGER,
  content_version INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX request_state ON request (state);
CREATE INDEX request_profile ON request (profile_id);
CREATE INDEX request_authority ON request (authority_id);
CREATE INDEX request_operator ON request (operator_id);
CREATE INDEX request_spki ON request (spki_sha256);
CREATE INDEX request_certificate ON request (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX request_previous ON request (previous_certificate_id) WHERE previous_certificate_id IS NOT NULL;

CREATE TABLE request_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id INTEGER NOT NULL REFERENCES request(id),
  content_version INTEGER NOT NULL,
  operator_id INTEGER REFERENCES operator(id),
  decision TEXT NOT NULL CHECK ${oneOf('decision', 'submit', 'approve', 'decline', 'override', 'comment', 'cancel')},
  reason TEXT NOT NULL,
  changes TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_decision_request ON request_decision (request_id);
-- Two pairs of eyes: one approval per operator for one content of a request.
CREATE UNIQUE INDEX request_decision_approval ON request_decision (request_id, content_version, operator_id) WHERE decision = 'approve';
CREATE TRIGGER request_decision_no_update BEFORE UPDATE ON request_decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
CREATE TRIGGER request_decision_no_delete BEFORE DELETE ON request_decision
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id INTEGER NOT NULL REFERENCES request(id),
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK ${oneOf('outcome', 'verified', 'failed', 'not-required', 'not-performed', 'expired')},
  reason TEXT NOT NULL,
  detail TEXT,
  at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;
CREATE INDEX evidence_request ON evidence (request_id);

CREATE TABLE reservation (
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  serial TEXT NOT NULL,
  transaction_id TEXT NOT NULL UNIQUE,
  request_id INTEGER REFERENCES request(id),
  profile_revision_id INTEGER REFERENCES profile_revision(id),
  tbs BLOB NOT NULL,
  requester TEXT NOT NULL,
  state TEXT NOT NULL CHECK ${oneOf('state', 'open', 'closed', 'abandoned')},
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  certificate_id INTEGER REFERENCES certificate(id),
  -- Set where a signature may have been made and was lost: the serial goes on the CRL.
  revoked_at INTEGER,
  PRIMARY KEY (authority_id, serial),
  CHECK ((state = 'closed') = (certificate_id IS NOT NULL)),
  CHECK (revoked_at IS NULL OR state = 'abandoned')
) STRICT;
CREATE INDEX reservation_revoked ON reservation (authority_id, serial, revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX reservation_open ON reservation (created_at) WHERE state = 'open';
CREATE INDEX reservation_request ON reservation (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX reservation_certificate ON reservation (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE TRIGGER reservation_no_delete BEFORE DELETE ON reservation
BEGIN SELECT RAISE(ABORT, 'a reserved serial is never forgotten'); END;
`

const certificates = `
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  serial TEXT NOT NULL,
  authority_id INTEGER REFERENCES authority(id),
  profile_id INTEGER REFERENCES profile(id),
  profile_revision_id INTEGER REFERENCES profile_revision(id),
  request_id INTEGER REFERENCES request(id),
  class TEXT NOT NULL CHECK ${oneOf('class', 'end-entity', 'authority', 'service', 'imported')},
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  names TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  state TEXT NOT NULL CHECK ${oneOf('state', 'active', 'suspended', 'revoked')},
  revoked_at INTEGER,
  revocation_reason TEXT,
  invalidity_at INTEGER,
  superseded_by INTEGER REFERENCES certificate(id),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  key_compromised INTEGER NOT NULL DEFAULT 0 CHECK (key_compromised IN (0, 1)),
  key_algorithm TEXT NOT NULL,
  signature_algorithm TEXT NOT NULL,
  spki_sha256 TEXT NOT NULL,
  ski TEXT,
  fingerprint TEXT NOT NULL,
  requester_text TEXT NOT NULL,
  previous_certificate_id INTEGER REFERENCES certificate(id),
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'active') = (revoked_at IS NULL)),
  CHECK ((state = 'active') = (revocation_reason IS NULL)),
  CHECK ((state = 'suspended') = (revocation_reason IS 'certificateHold'))
) STRICT;
CREATE UNIQUE INDEX certificate_fingerprint ON certificate (fingerprint);
-- RFC 5280 4.1.2.2: a serial is used once per issuer. Serial first, so that a search by serial alone uses it too.
CREATE UNIQUE INDEX certificate_serial ON certificate (serial, authority_id);
CREATE INDEX certificate_spki ON certificate (spki_sha256);
CREATE INDEX certificate_not_after ON certificate (not_after);
CREATE INDEX certificate_not_before ON certificate (not_before);
CREATE INDEX certificate_subject ON certificate (subject COLLATE NOCASE);
CREATE INDEX certificate_authority ON certificate (authority_id);
CREATE INDEX certificate_authority_not_after ON certificate (authority_id, not_after);
CREATE INDEX certificate_profile ON certificate (profile_id);
CREATE INDEX certificate_key_algorithm ON certificate (key_algorithm);
CREATE INDEX certificate_requester ON certificate (requester_text);
CREATE INDEX certificate_class ON certificate (class) WHERE class <> 'end-entity';
CREATE INDEX certificate_state ON certificate (state) WHERE state <> 'active';
CREATE INDEX certificate_request ON certificate (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX certificate_previous ON certificate (previous_certificate_id) WHERE previous_certificate_id IS NOT NULL;
-- Holds all that a CRL entry needs, so that a CRL of a million entries is one walk along this index.
CREATE INDEX certificate_crl ON certificate (authority_id, serial, not_after, revoked_at, revocation_reason, invalidity_at) WHERE state <> 'active';
CREATE TRIGGER certificate_facts_stay BEFORE UPDATE OF id, serial, authority_id, profile_id, profile_revision_id, class, subject,
  issuer, names, not_before, not_after, key_algorithm, signature_algorithm, spki_sha256, ski, fingerprint, created_at ON certificate
BEGIN SELECT RAISE(ABORT, 'what was certified never changes'); END;
CREATE TRIGGER certificate_stays_revoked BEFORE UPDATE OF state ON certificate WHEN OLD.state = 'revoked' AND NEW.state <> 'revoked'
BEGIN SELECT RAISE(ABORT, 'a revocation is final'); END;

CREATE TABLE certificate_der (
  certificate_id INTEGER PRIMARY KEY REFERENCES certificate(id) ON DELETE CASCADE,
  der BLOB NOT NULL
) STRICT;

CREATE TABLE certificate_lint (
  certificate_id INTEGER PRIMARY KEY REFERENCES certificate(id) ON DELETE CASCADE,
  findings TEXT NOT NULL,
  linted_at INTEGER NOT NULL,
  rules_version TEXT NOT NULL
) STRICT;
`

/** Rows that wait to be indexed for search, at most; a power of two. Searches look through them one by one. */
const searchBatch = 64

/** Triggers that keep a trigram index over columns of a table, in batches of ids. `search` tallies say up to which id. */
function searchTriggers(table: string, columns: readonly string[]): string {
  const index = `${table}_search`
  const listed = columns.join(', ')
  const of = (row: string): string => columns.map((column) => `${row}.${column}`).join(', ')
  const indexed = `coalesce((SELECT n FROM tally WHERE scope = 'search' AND key = '${table}'), 0)`
  return `
CREATE VIRTUAL TABLE ${index} USING fts5 (${listed}, content='${table}', content_rowid='id', tokenize='trigram', columnsize=0, detail=none);
CREATE TRIGGER ${index}_insert AFTER INSERT ON ${table} WHEN NEW.id % ${searchBatch} = 0 BEGIN
  INSERT INTO ${index} (rowid, ${listed}) SELECT id, ${listed} FROM ${table} WHERE id > ${indexed} AND id <= NEW.id ORDER BY id;
  INSERT INTO tally (scope, key, n) VALUES ('search', '${table}', NEW.id) ON CONFLICT (scope, key) DO UPDATE SET n = NEW.id;
END;
CREATE TRIGGER ${index}_update AFTER UPDATE OF ${listed} ON ${table} WHEN OLD.id <= ${indexed} AND (${columns.map((column) => `OLD.${column} <> NEW.${column}`).join(' OR ')}) BEGIN
  INSERT INTO ${index} (${index}, rowid, ${listed}) VALUES ('delete', OLD.id, ${of('OLD')});
  INSERT INTO ${index} (rowid, ${listed}) VALUES (NEW.id, ${of('NEW')});
END;
CREATE TRIGGER ${index}_delete AFTER DELETE ON ${table} WHEN OLD.id <= ${indexed} BEGIN
  INSERT INTO ${index} (${index}, rowid, ${listed}) VALUES ('delete', OLD.id, ${of('OLD')});
END;`
}

const search = `
-- Substring search over names. External content: the text stays in the narrow row, this keeps only trigrams.
-- detail=none keeps no positions: half the size and two thirds of the cost of an insert; a match asks for all trigrams
-- of the text and is verified on the row. FTS5 writes a segment of its own for every savepoint, so that rows are indexed
-- ${searchBatch} at a time. Serials and fingerprints are found by their beginning in their own indexes: as trigrams of random
-- hex they would double the cost of an insert.
${searchTriggers('certificate', ['subject', 'names'])}
${searchTriggers('request', ['subject', 'names', 'requester_text'])}
`

const revocationLists = `
CREATE TABLE crl (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('complete', 'delta')),
  this_update INTEGER NOT NULL,
  next_update INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (authority_id, kind, number)
) STRICT;

CREATE TABLE crl_der (
  crl_id INTEGER PRIMARY KEY REFERENCES crl(id) ON DELETE CASCADE,
  der BLOB NOT NULL
) STRICT;
`

const auditLog = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  operator_id INTEGER,
  channel TEXT NOT NULL,
  operation TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK ${oneOf('outcome', 'ok', 'refused', 'failed')},
  detail TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_object ON audit (object_kind, object_id);
CREATE INDEX audit_operator ON audit (operator_id);
CREATE INDEX audit_operation ON audit (operation);
CREATE INDEX audit_outcome ON audit (outcome) WHERE outcome <> 'ok';
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- The end of the chain, so that rows cut off at the end are missed. The seal is made by who holds the vault key.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sealed_seq INTEGER,
  sealed_hash TEXT,
  seal BLOB,
  sealed_at INTEGER
) STRICT;
`

const housekeeping = `
CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK ${oneOf('state', 'waiting', 'running', 'done', 'failed')},
  last_error TEXT,
  unique_key TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX job_due ON job (run_at) WHERE state = 'waiting';
CREATE INDEX job_state ON job (state, finished_at);
CREATE UNIQUE INDEX job_unique ON job (unique_key) WHERE unique_key IS NOT NULL AND state = 'waiting';

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE service_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  service TEXT NOT NULL,
  level TEXT NOT NULL CHECK ${oneOf('level', 'debug', 'info', 'warn', 'error')},
  message TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX service_log_at ON service_log (at);
CREATE INDEX service_log_service ON service_log (service);
`

/** Counts one more (or less, with by = -1) under a scope and key. A row at 0 stays and is harmless. */
function count(scope: string, key: string, by: 1 | -1): string {
  return `INSERT INTO tally (scope, key, n) VALUES ('${scope}', ${key}, ${by}) ON CONFLICT (scope, key) DO UPDATE SET n = n + ${by};`
}

const day = (column: string): string => `printf('%07d', ${column} / 86400000)`

/** Every tally that depends on the state of a certificate. */
function countCertificate(row: 'NEW' | 'OLD', by: 1 | -1): string {
  return [
    count('expiry', `${row}.class || ':' || ${row}.state || ':' || ${day(`${row}.not_after`)}`, by),
    count('authority', `coalesce(${row}.authority_id, 0) || ':' || ${row}.state`, by),
    count('profile', `coalesce(${row}.profile_id, 0) || ':' || ${row}.state`, by),
    count('key-algorithm', `${row}.key_algorithm || ':' || ${row}.state`, by)
  ].join('\n  ')
}

const tallies = `
-- Counts for the dashboard, kept by triggers. Scopes and the form of their keys:
--   expiry         class:state:day   day of not_after, seven digits, counted from the epoch
--   authority      id:state          id 0 for certificates of outside issuers
--   profile        id:state          id 0 without a profile
--   key-algorithm  algorithm:state
--   revision       id                of the profile revision
--   issued         day               day of created_at, imported certificates left out
--   revoked        day               day of revoked_at, final revocations only
--   request        state
--   search         table             last id that the trigram index holds
CREATE TABLE tally (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER certificate_tally_insert AFTER INSERT ON certificate BEGIN
  ${countCertificate('NEW', 1)}
END;
CREATE TRIGGER certificate_tally_issued AFTER INSERT ON certificate WHEN NEW.class <> 'imported' BEGIN
  ${count('issued', day('NEW.created_at'), 1)}
END;
CREATE TRIGGER certificate_tally_revision AFTER INSERT ON certificate WHEN NEW.profile_revision_id IS NOT NULL BEGIN
  ${count('revision', 'NEW.profile_revision_id', 1)}
END;
CREATE TRIGGER certificate_tally_update AFTER UPDATE OF state ON certificate WHEN OLD.state <> NEW.state BEGIN
  ${countCertificate('OLD', -1)}
  ${countCertificate('NEW', 1)}
END;
CREATE TRIGGER certificate_tally_revoked AFTER UPDATE OF state ON certificate WHEN OLD.state <> 'revoked' AND NEW.state = 'revoked' BEGIN
  ${count('revoked', day('NEW.revoked_at'), 1)}
END;
CREATE TRIGGER certificate_tally_delete AFTER DELETE ON certificate BEGIN
  ${countCertificate('OLD', -1)}
END;
CREATE TRIGGER certificate_tally_unrevised AFTER DELETE ON certificate WHEN OLD.profile_revision_id IS NOT NULL BEGIN
  ${count('revision', 'OLD.profile_revision_id', -1)}
END;
CREATE TRIGGER certificate_tally_unissued AFTER DELETE ON certificate WHEN OLD.class <> 'imported' BEGIN
  ${count('issued', day('OLD.created_at'), -1)}
END;
CREATE TRIGGER request_tally_insert AFTER INSERT ON request BEGIN
  ${count('request', 'NEW.state', 1)}
END;
CREATE TRIGGER request_tally_update AFTER UPDATE OF state ON request WHEN OLD.state <> NEW.state BEGIN
  ${count('request', 'OLD.state', -1)}
  ${count('request', 'NEW.state', 1)}
END;
CREATE TRIGGER request_tally_delete AFTER DELETE ON request BEGIN
  ${count('request', 'OLD.state', -1)}
END;
`

export const firstSchema: Migration = {
  number: 1,
  name: 'first schema',
  sql: [
    vault,
    people,
    keys,
    authorities,
    profiles,
    requests,
    certificates,
    search,
    revocationLists,
    auditLog,
    housekeeping,
    tallies
  ].join('\n')
}
