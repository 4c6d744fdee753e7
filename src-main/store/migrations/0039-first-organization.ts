import type { Migration } from './migration.ts'

/** The first organization came with its table, without a day: it is as old as the vault, and was shown as made in 1970. */
export const firstOrganization: Migration = {
  number: 39,
  name: 'first-organization',
  sql: `
UPDATE organization SET updated_at = (SELECT created_at FROM vault) WHERE updated_at = 0 AND EXISTS (SELECT 1 FROM vault);
UPDATE organization SET created_at = (SELECT created_at FROM vault) WHERE created_at = 0 AND EXISTS (SELECT 1 FROM vault);
`
}
