import type { Migration } from './migration.ts'

/**
 * Lists by the moment of issuance, of what was archived and of what was revoked looked at every row where few matched,
 * seconds at a million. The first index grows at its end, and the others hold few rows, so that an issuance hardly pays
 * for them. Columns behind the first are what such a list is narrowed by, so that only rows that match are read.
 */
export const listIndexes: Migration = {
  number: 33,
  name: 'list-indexes',
  sql: `
CREATE INDEX certificate_created ON certificate (created_at, archived);
CREATE INDEX certificate_archived ON certificate (archived) WHERE archived = 1;
CREATE INDEX certificate_decided ON certificate (state, not_after, archived, profile_id, profile_revision_id, authority_id, class,
  key_algorithm, not_before, created_at) WHERE state <> 'active';
`
}
