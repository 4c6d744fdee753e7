import { oneOf, type Migration } from './migration.ts'

/** Forty hex digits: the 20 octets that RFC 5280 5.2.3 allows, so that the order of the text is that of the numbers. */
const noNumber = '0'.repeat(40)

/**
 * CRLs of every kind: delta CRLs, parts of a CRL (shards, kinds of certificate, reasons), and CRLs signed ahead that wait
 * for their day. CRL numbers become text, because they may be longer than an integer of SQLite. An authority remembers
 * which address of its responder Chancery wrote.
 */
export const crlKinds: Migration = {
  number: 8,
  name: 'crl kinds',
  sql: `
DROP TRIGGER authority_crl_number;
ALTER TABLE authority ADD COLUMN crl_number_text TEXT NOT NULL DEFAULT '${noNumber}' CHECK (length(crl_number_text) = 40);
UPDATE authority SET crl_number_text = printf('%040x', crl_number);
ALTER TABLE authority DROP COLUMN crl_number;
ALTER TABLE authority RENAME COLUMN crl_number_text TO crl_number;
-- RFC 5280 5.2.3: CRL numbers only rise.
CREATE TRIGGER authority_crl_number BEFORE UPDATE OF crl_number ON authority WHEN NEW.crl_number < OLD.crl_number
BEGIN SELECT RAISE(ABORT, 'a CRL number never falls'); END;

CREATE TABLE crl_of_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  number TEXT NOT NULL CHECK (length(number) = 40),
  kind TEXT NOT NULL CHECK (kind IN ('complete', 'delta')),
  -- Which of the authority's certificates it speaks of; '' for all.
  scope TEXT NOT NULL,
  -- Of a delta: the number of the complete CRL that it starts from.
  base_number TEXT CHECK (length(base_number) = 40),
  this_update INTEGER NOT NULL,
  next_update INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- The audit row up to which its entries know of revocations.
  seen_seq INTEGER NOT NULL,
  -- waiting: signed ahead, from this_update on. withdrawn: it will never be released.
  state TEXT NOT NULL CHECK ${oneOf('state', 'released', 'waiting', 'withdrawn')},
  released_at INTEGER,
  UNIQUE (authority_id, kind, scope, number)
) STRICT;
INSERT INTO crl_of_kind (id, authority_id, number, kind, scope, base_number, this_update, next_update, entries, size,
  sha256, created_at, reason, seen_seq, state, released_at)
  SELECT id, authority_id, printf('%040x', number), kind, '', NULL, this_update, next_update, entries, size, sha256,
    created_at, reason, coalesce((SELECT max(seq) FROM audit WHERE object_kind = 'crl' AND object_id = CAST(crl.id AS TEXT)
    AND operation = 'crl.issue' AND outcome = 'ok'), 0), 'released', created_at FROM crl ORDER BY id;
DROP TABLE crl;
ALTER TABLE crl_of_kind RENAME TO crl;
CREATE INDEX crl_waiting ON crl (authority_id, this_update) WHERE state = 'waiting';
-- What was signed stays as it is; a CRL only moves from waiting to released or withdrawn.
CREATE TRIGGER crl_facts_stay BEFORE UPDATE OF id, authority_id, number, kind, scope, base_number, this_update, next_update,
  entries, size, sha256, created_at, seen_seq ON crl
BEGIN SELECT RAISE(ABORT, 'a CRL that was signed never changes'); END;
CREATE TRIGGER crl_state_moves BEFORE UPDATE OF state ON crl WHEN OLD.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'only a CRL that waits is released or withdrawn'); END;

ALTER TABLE ocsp_service ADD COLUMN own_address TEXT;
-- What a responder said is not believed any more once its certificate is revoked.
CREATE TRIGGER ocsp_responder_status AFTER UPDATE OF state ON certificate
  WHEN EXISTS (SELECT 1 FROM ocsp_responder WHERE certificate_id = NEW.id)
BEGIN DELETE FROM ocsp_response WHERE authority_id IN (SELECT authority_id FROM ocsp_responder WHERE certificate_id = NEW.id); END;
`
}
