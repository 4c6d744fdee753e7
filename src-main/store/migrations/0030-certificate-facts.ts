import type { Migration } from './migration.ts'

/** DER of an object identifier of RFC 5280 4.2.1.12: id-kp is 1.3.6.1.5.5.7.3. */
const keyPurpose = (last: string): string => `x'06082b060105050703${last}'`

/**
 * Saved views, and what people note of a certificate: who answers for it, tags, where it is installed. Nothing here is
 * written by an issuance.
 *
 * Which list a certificate of ours stands in follows from its profile; one of an outside issuer has none, so that the
 * list is told from its key purposes once, when it is taken in.
 */
export const certificateFacts: Migration = {
  number: 30,
  name: 'certificate-facts',
  sql: `
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  -- Filters as they stand in the address of the page.
  query TEXT NOT NULL,
  -- Names of the columns that are shown; null leaves them to the list.
  shown TEXT,
  -- Everybody with this role sees it too; null for the owner alone.
  role TEXT,
  updated_at INTEGER NOT NULL,
  UNIQUE (operator_id, list, name)
) STRICT;
CREATE INDEX saved_view_role ON saved_view (list, role) WHERE role IS NOT NULL;
-- Views were preferences of an account. The preference stays where it is and is read no more.
INSERT OR IGNORE INTO saved_view (list, operator_id, name, query, updated_at)
  SELECT substr(p.key, 7), o.id, json_extract(v.value, '$.name'), json_extract(v.value, '$.query'), unixepoch() * 1000
  FROM operator o, json_each(o.preferences) p, json_each(CASE WHEN p.type = 'array' THEN p.value ELSE '[]' END) v
  WHERE p.key LIKE 'views.%' AND v.type = 'object'
    AND json_type(v.value, '$.name') = 'text' AND json_type(v.value, '$.query') = 'text'
  ORDER BY o.id, p.id, v.id;

CREATE TABLE certificate_owner (
  certificate_id INTEGER PRIMARY KEY REFERENCES certificate(id) ON DELETE CASCADE,
  owner TEXT NOT NULL COLLATE NOCASE,
  organization TEXT NOT NULL,
  department TEXT NOT NULL,
  contacts TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX certificate_owner_owner ON certificate_owner (owner, certificate_id);

CREATE TABLE certificate_tag (
  tag TEXT NOT NULL COLLATE NOCASE,
  certificate_id INTEGER NOT NULL REFERENCES certificate(id) ON DELETE CASCADE,
  PRIMARY KEY (tag, certificate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_tag_certificate ON certificate_tag (certificate_id);

CREATE TABLE certificate_location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  certificate_id INTEGER NOT NULL REFERENCES certificate(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  details TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE INDEX certificate_location_certificate ON certificate_location (certificate_id);

CREATE TABLE imported_kind (
  kind TEXT NOT NULL CHECK (kind IN ('tls', 'client', 'code-signing', 'device')),
  certificate_id INTEGER NOT NULL REFERENCES certificate(id) ON DELETE CASCADE,
  PRIMARY KEY (kind, certificate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_kind_certificate ON imported_kind (certificate_id);
INSERT INTO imported_kind (kind, certificate_id)
  SELECT kind, id FROM (
    SELECT c.id, CASE
      WHEN instr(d.der, ${keyPurpose('01')}) > 0 THEN 'tls'
      WHEN instr(d.der, ${keyPurpose('03')}) > 0 THEN 'code-signing'
      WHEN instr(d.der, ${keyPurpose('04')}) > 0 OR instr(d.der, ${keyPurpose('24')}) > 0
        OR instr(d.der, x'060a2b060104018237140202') > 0 THEN 'client'
      WHEN instr(d.der, ${keyPurpose('11')}) > 0 THEN 'device'
      WHEN instr(d.der, ${keyPurpose('02')}) > 0 THEN 'client' END AS kind
    FROM certificate c JOIN certificate_der d ON d.certificate_id = c.id WHERE c.class = 'imported' AND c.class <> 'end-entity'
  ) WHERE kind IS NOT NULL;
`
}
