import { oneOf, type Migration } from './migration.ts'

/**
 * Bundles across the air gap, mirrored roots and their duties. A number of a sender is used once: what was accepted is
 * known for ever, also of a peer that was removed. Of a mirrored root the authority row has everything else.
 */
export const airGap: Migration = {
  number: 21,
  name: 'air-gap',
  sql: `
CREATE TABLE air_gap_identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  installation TEXT NOT NULL,
  name TEXT NOT NULL,
  key_id INTEGER NOT NULL REFERENCES key(id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE air_gap_peer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  installation TEXT NOT NULL,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  spki BLOB NOT NULL,
  state TEXT NOT NULL CHECK ${oneOf('state', 'paired', 'removed')},
  last_sent INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX air_gap_peer_key ON air_gap_peer (installation, fingerprint);
CREATE UNIQUE INDEX air_gap_peer_name ON air_gap_peer (name) WHERE state = 'paired';

CREATE TABLE air_gap_bundle (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  peer_id INTEGER NOT NULL REFERENCES air_gap_peer(id),
  direction TEXT NOT NULL CHECK ${oneOf('direction', 'in', 'out')},
  kind TEXT NOT NULL CHECK ${oneOf('kind', 'request', 'answer')},
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  handled_at INTEGER NOT NULL,
  handled_by TEXT NOT NULL,
  in_reply_to INTEGER REFERENCES air_gap_bundle(id),
  note TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX air_gap_bundle_number ON air_gap_bundle (peer_id, direction, number);
CREATE INDEX air_gap_bundle_reply ON air_gap_bundle (in_reply_to) WHERE in_reply_to IS NOT NULL;

CREATE TABLE air_gap_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bundle_id INTEGER NOT NULL REFERENCES air_gap_bundle(id),
  item TEXT NOT NULL,
  authority_id INTEGER REFERENCES authority(id),
  key_id INTEGER REFERENCES key(id),
  state TEXT NOT NULL CHECK ${oneOf('state', 'open', 'done', 'declined')},
  result TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX air_gap_item_name ON air_gap_item (bundle_id, item);

CREATE TABLE air_gap_mirror (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  authority_id INTEGER NOT NULL REFERENCES authority(id),
  peer_id INTEGER NOT NULL REFERENCES air_gap_peer(id),
  root TEXT NOT NULL,
  bundle_id INTEGER NOT NULL REFERENCES air_gap_bundle(id),
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX air_gap_mirror_authority ON air_gap_mirror (authority_id);
CREATE UNIQUE INDEX air_gap_mirror_root ON air_gap_mirror (root);
`
}
