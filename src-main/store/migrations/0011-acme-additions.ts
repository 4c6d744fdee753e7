import { oneOf, type Migration } from './migration.ts'

/**
 * What ACME keeps beyond its first tables: the address of the account that answered a challenge, and indexes for what
 * ended long ago and for limits that are counted again after a start. The index by names serves the limit for exactly
 * these names too, whoever ordered them.
 */
export const acmeAdditions: Migration = {
  number: 11,
  name: 'acme additions',
  sql: `
ALTER TABLE acme_challenge ADD COLUMN account_url TEXT;
DROP INDEX acme_order_names;
CREATE INDEX acme_order_names ON acme_order (names_key, account_id, id) WHERE certificate_id IS NOT NULL;
CREATE INDEX acme_order_unfinished ON acme_order (service_id, expires_at) WHERE ${oneOf('status', 'pending', 'ready', 'invalid')};
CREATE INDEX acme_authorization_end ON acme_authorization (expires_at);
CREATE INDEX acme_account_from ON acme_account (created_from, created_at);
`
}
