import type { Migration } from './migration.ts'

/**
 * Settings of CRLs under a name. An authority that follows one has a row here and a copy of the settings among its own, so
 * that whoever reads an authority reads one row; the copies are written with every change of the profile. Authorities from
 * before follow none.
 */
export const crlProfiles: Migration = {
  number: 34,
  name: 'CRL profiles',
  sql: `
CREATE TABLE crl_profile (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  description TEXT NOT NULL,
  -- crlSettings as JSON.
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE crl_profile_follower (
  authority_id INTEGER PRIMARY KEY REFERENCES authority(id) ON DELETE CASCADE,
  crl_profile_id INTEGER NOT NULL REFERENCES crl_profile(id)
) STRICT;
CREATE INDEX crl_profile_followers ON crl_profile_follower (crl_profile_id);
`
}
