import type { Migration } from './migration.ts'

/**
 * What the charts of the dashboard count. A certificate is of one kind per facet: 0 joins what most charts ask for, 1 is
 * the organization, which would multiply the kinds of the first. Kinds are some hundreds at a million certificates, and a
 * chart adds up kinds, so that it costs the same at any size.
 *
 * Certificates are counted some hundred at a time, after they are recorded: issuance pays nothing. `figures` tallies say
 * how far: `counted` and `requests` are the last ids that are in the tables, `ended` the moment up to which the ends of certificates are.
 * A reader adds what came after. Changes of state of counted certificates are followed by triggers.
 */
export const dashboardFigures: Migration = {
  number: 27,
  name: 'dashboard',
  sql: `
CREATE TABLE certificate_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  facet INTEGER NOT NULL CHECK (facet IN (0, 1)),
  class TEXT NOT NULL,
  -- 0 for certificates of outside issuers.
  authority_id INTEGER NOT NULL,
  -- 0 without a profile.
  profile_revision_id INTEGER NOT NULL,
  sub_type TEXT NOT NULL,
  key_algorithm TEXT NOT NULL,
  signature_algorithm TEXT NOT NULL,
  -- Days, the upper end of a step; 0 beyond the last.
  term INTEGER NOT NULL,
  -- Only of outside issuers; '=' where the certificate is its own issuer.
  signer TEXT NOT NULL,
  -- As it stands in the subject, escapes and all; '' for none.
  organization TEXT NOT NULL,
  UNIQUE (facet, authority_id, profile_revision_id, key_algorithm, organization, class, sub_type, signature_algorithm, term, signer)
) STRICT;

CREATE TABLE certificate_member (
  certificate_id INTEGER NOT NULL,
  facet INTEGER NOT NULL,
  kind_id INTEGER NOT NULL REFERENCES certificate_kind(id),
  not_after INTEGER NOT NULL,
  PRIMARY KEY (certificate_id, facet)
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_member_kind ON certificate_member (kind_id, not_after);

CREATE TABLE certificate_figure (
  kind_id INTEGER NOT NULL REFERENCES certificate_kind(id),
  state TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  n INTEGER NOT NULL,
  PRIMARY KEY (kind_id, state, ended)
) STRICT, WITHOUT ROWID;

-- Days are counted from the epoch. What ends on a day, and the end entities issued on one.
CREATE TABLE certificate_ending (
  day INTEGER NOT NULL,
  authority_id INTEGER NOT NULL,
  outside INTEGER NOT NULL CHECK (outside IN (0, 1)),
  state TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, authority_id, outside, state)
) STRICT, WITHOUT ROWID;
CREATE TABLE certificate_issued (
  day INTEGER NOT NULL,
  authority_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, authority_id)
) STRICT, WITHOUT ROWID;
-- The certificates and requests of a day, so that a bar finds its rows; written with the counts, not with each certificate.
CREATE TABLE certificate_of_day (
  day INTEGER NOT NULL,
  certificate_id INTEGER NOT NULL,
  PRIMARY KEY (day, certificate_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_of_day (
  day INTEGER NOT NULL,
  request_id INTEGER NOT NULL,
  PRIMARY KEY (day, request_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_made (
  day INTEGER NOT NULL,
  authority_id INTEGER NOT NULL,
  profile_revision_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, authority_id, profile_revision_id)
) STRICT, WITHOUT ROWID;

INSERT INTO tally (scope, key, n) VALUES ('figures', 'counted', 0), ('figures', 'requests', 0), ('figures', 'ended', unixepoch() * 1000);

CREATE TRIGGER certificate_figure_state AFTER UPDATE OF state ON certificate WHEN OLD.state <> NEW.state
  AND OLD.id <= (SELECT n FROM tally WHERE scope = 'figures' AND key = 'counted') BEGIN
  ${moveFigure('OLD', -1)}
  ${moveFigure('NEW', 1)}
  ${moveEnding('OLD', -1)}
  ${moveEnding('NEW', 1)}
END;
CREATE TRIGGER certificate_figure_delete AFTER DELETE ON certificate
  WHEN OLD.id <= (SELECT n FROM tally WHERE scope = 'figures' AND key = 'counted') BEGIN
  ${moveFigure('OLD', -1)}
  ${moveEnding('OLD', -1)}
  UPDATE certificate_issued SET n = n - 1 WHERE day = OLD.created_at / 86400000 AND authority_id = coalesce(OLD.authority_id, 0) AND OLD.class = 'end-entity';
  DELETE FROM certificate_member WHERE certificate_id = OLD.id;
  DELETE FROM certificate_of_day WHERE day = OLD.created_at / 86400000 AND certificate_id = OLD.id;
END;
CREATE TRIGGER request_made_update AFTER UPDATE OF authority_id, profile_revision_id ON request
  WHEN (OLD.authority_id <> NEW.authority_id OR OLD.profile_revision_id <> NEW.profile_revision_id)
  AND OLD.id <= (SELECT n FROM tally WHERE scope = 'figures' AND key = 'requests') BEGIN
  ${moveRequest('OLD', -1)}
  ${moveRequest('NEW', 1)}
END;
CREATE TRIGGER request_made_delete AFTER DELETE ON request
  WHEN OLD.id <= (SELECT n FROM tally WHERE scope = 'figures' AND key = 'requests') BEGIN
  ${moveRequest('OLD', -1)}
  DELETE FROM request_of_day WHERE day = OLD.created_at / 86400000 AND request_id = OLD.id;
END;
`
}

/** Counts a certificate in or out of the figures of its kinds. */
function moveFigure(row: 'OLD' | 'NEW', by: 1 | -1): string {
  return `INSERT INTO certificate_figure (kind_id, state, ended, n)
    SELECT kind_id, ${row}.state, ${row}.not_after < (SELECT n FROM tally WHERE scope = 'figures' AND key = 'ended'), ${by}
    FROM certificate_member WHERE certificate_id = ${row}.id ON CONFLICT (kind_id, state, ended) DO UPDATE SET n = n + ${by};`
}

function moveEnding(row: 'OLD' | 'NEW', by: 1 | -1): string {
  return `INSERT INTO certificate_ending (day, authority_id, outside, state, n)
    VALUES (${row}.not_after / 86400000, coalesce(${row}.authority_id, 0), ${row}.class = 'imported', ${row}.state, ${by})
    ON CONFLICT (day, authority_id, outside, state) DO UPDATE SET n = n + ${by};`
}

function moveRequest(row: 'OLD' | 'NEW', by: 1 | -1): string {
  return `INSERT INTO request_made (day, authority_id, profile_revision_id, n)
    VALUES (${row}.created_at / 86400000, ${row}.authority_id, ${row}.profile_revision_id, ${by})
    ON CONFLICT (day, authority_id, profile_revision_id) DO UPDATE SET n = n + ${by};`
}
