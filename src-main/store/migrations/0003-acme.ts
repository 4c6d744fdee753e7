import { oneOf, type Migration } from './migration.ts'

/** ACME: services, credentials, accounts, orders with their authorizations, challenges and attempts. */
export const acme: Migration = {
  number: 3,
  name: 'acme',
  sql: `
CREATE TABLE acme_service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profile(id),
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled')),
  eab TEXT NOT NULL CHECK ${oneOf('eab', 'none', 'fixed', 'random')},
  approved_names TEXT NOT NULL,
  settings TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX acme_service_default ON acme_service (is_default) WHERE is_default = 1;

CREATE TABLE acme_eab (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES acme_service(id),
  name TEXT NOT NULL,
  key_id TEXT NOT NULL UNIQUE,
  sealed BLOB NOT NULL,
  names TEXT NOT NULL,
  subject TEXT,
  max_accounts INTEGER,
  accounts INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by INTEGER
) STRICT;
CREATE UNIQUE INDEX acme_eab_name ON acme_eab (service_id, name) WHERE revoked_at IS NULL;

CREATE TABLE acme_account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES acme_service(id),
  thumbprint TEXT NOT NULL,
  jwk TEXT NOT NULL,
  status TEXT NOT NULL CHECK ${oneOf('status', 'valid', 'deactivated', 'revoked')},
  contacts TEXT NOT NULL,
  terms_agreed_at INTEGER,
  eab_id INTEGER REFERENCES acme_eab(id),
  eab_jws TEXT,
  created_at INTEGER NOT NULL,
  created_from TEXT NOT NULL,
  UNIQUE (service_id, thumbprint)
) STRICT;
CREATE INDEX acme_account_eab ON acme_account (eab_id) WHERE eab_id IS NOT NULL;

CREATE TABLE acme_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES acme_service(id),
  account_id INTEGER NOT NULL REFERENCES acme_account(id),
  status TEXT NOT NULL CHECK ${oneOf('status', 'pending', 'ready', 'processing', 'valid', 'invalid')},
  identifiers TEXT NOT NULL,
  names_key TEXT NOT NULL,
  not_before INTEGER,
  not_after INTEGER,
  profile TEXT,
  replaces_certificate_id INTEGER REFERENCES certificate(id),
  request_id INTEGER REFERENCES request(id),
  certificate_id INTEGER REFERENCES certificate(id),
  error TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CHECK ((status = 'valid') = (certificate_id IS NOT NULL))
) STRICT;
CREATE INDEX acme_order_account ON acme_order (account_id, id);
CREATE INDEX acme_order_service ON acme_order (service_id, id);
CREATE INDEX acme_order_open ON acme_order (account_id) WHERE status = 'pending';
CREATE INDEX acme_order_request ON acme_order (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX acme_order_certificate ON acme_order (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX acme_order_names ON acme_order (account_id, names_key, id) WHERE certificate_id IS NOT NULL;
CREATE INDEX acme_order_replaces ON acme_order (replaces_certificate_id) WHERE replaces_certificate_id IS NOT NULL;

CREATE TABLE acme_authorization (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES acme_account(id),
  type TEXT NOT NULL CHECK (type IN ('dns', 'ip')),
  value TEXT NOT NULL,
  wildcard INTEGER NOT NULL CHECK (wildcard IN (0, 1)),
  subdomains INTEGER NOT NULL CHECK (subdomains IN (0, 1)),
  status TEXT NOT NULL CHECK ${oneOf('status', 'pending', 'valid', 'invalid', 'deactivated', 'revoked')},
  basis TEXT NOT NULL CHECK (basis IN ('policy', 'challenge')),
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX acme_authorization_name ON acme_authorization (account_id, value, expires_at) WHERE status IN ('pending', 'valid');

CREATE TABLE acme_order_authorization (
  order_id INTEGER NOT NULL REFERENCES acme_order(id),
  authorization_id INTEGER NOT NULL REFERENCES acme_authorization(id),
  PRIMARY KEY (order_id, authorization_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX acme_order_of_authorization ON acme_order_authorization (authorization_id);

CREATE TABLE acme_challenge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authorization_id INTEGER NOT NULL REFERENCES acme_authorization(id),
  type TEXT NOT NULL,
  token TEXT NOT NULL,
  status TEXT NOT NULL CHECK ${oneOf('status', 'pending', 'processing', 'valid', 'invalid')},
  validated_at INTEGER,
  error TEXT
) STRICT;
CREATE INDEX acme_challenge_authorization ON acme_challenge (authorization_id);
CREATE INDEX acme_challenge_processing ON acme_challenge (id) WHERE status = 'processing';

CREATE TABLE acme_attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  challenge_id INTEGER NOT NULL REFERENCES acme_challenge(id),
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('verified', 'failed')),
  summary TEXT NOT NULL,
  steps TEXT NOT NULL,
  seen BLOB
) STRICT;
CREATE INDEX acme_attempt_challenge ON acme_attempt (challenge_id);

-- An order that waits for approval follows its request in the transaction that decides it, whoever decides and wherever.
CREATE TRIGGER acme_order_issued AFTER UPDATE OF state ON request WHEN NEW.state = 'issued' AND NEW.channel = 'acme' BEGIN
  UPDATE acme_order SET status = 'valid', certificate_id = NEW.certificate_id WHERE request_id = NEW.id AND status = 'processing';
END;
CREATE TRIGGER acme_order_ended AFTER UPDATE OF state ON request
WHEN ${oneOf('NEW.state', 'declined', 'cancelled', 'expired', 'failed')} AND NEW.channel = 'acme' BEGIN
  UPDATE acme_order SET status = 'invalid', error = json_object('type', 'urn:ietf:params:acme:error:unauthorized',
    'detail', 'The request for this certificate was ' || NEW.state || ' by the certification authority.', 'status', 403, 'subproblems', json_array())
  WHERE request_id = NEW.id AND status = 'processing';
END;
`
}
