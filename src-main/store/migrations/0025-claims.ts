import type { Migration } from './migration.ts'

/**
 * Links by which a person claims a certificate, hashed: no row tells one. `challenge_id` has no reference, because secrets
 * of SCEP are deleted some days after they ended. Keys and certificates that sign configuration profiles, by authority.
 */
export const claims: Migration = {
  number: 25,
  name: 'claims',
  sql: `
CREATE TABLE claim_link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('pkcs12', 'apple-scep', 'apple-acme')),
  hash BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'withdrawn', 'expired')),
  platform TEXT NOT NULL,
  device TEXT NOT NULL,
  person TEXT NOT NULL,
  mail TEXT,
  content TEXT NOT NULL,
  authority_id INTEGER REFERENCES authority(id),
  service_id INTEGER REFERENCES scep_service(id),
  challenge_id INTEGER,
  request_id INTEGER REFERENCES request(id),
  key_id INTEGER REFERENCES key(id),
  passphrase BLOB,
  visits INTEGER NOT NULL,
  mailed_at INTEGER,
  opened_at INTEGER,
  claimed_at INTEGER,
  client TEXT,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  operator_id INTEGER
) STRICT;
CREATE UNIQUE INDEX claim_link_hash ON claim_link (hash);
CREATE INDEX claim_link_end ON claim_link (expires_at) WHERE state = 'open';
CREATE INDEX claim_link_operator ON claim_link (operator_id, id);
CREATE INDEX claim_link_authority ON claim_link (authority_id);
CREATE INDEX claim_link_service ON claim_link (service_id);
CREATE INDEX claim_link_request ON claim_link (request_id);
CREATE INDEX claim_link_key ON claim_link (key_id);

CREATE TABLE profile_signer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id),
  key_id INTEGER NOT NULL REFERENCES key(id),
  renew_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX profile_signer_authority ON profile_signer (authority_id, id);
CREATE INDEX profile_signer_certificate ON profile_signer (certificate_id);
CREATE INDEX profile_signer_key ON profile_signer (key_id);
`
}
