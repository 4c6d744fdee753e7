import type { Migration } from './migration.ts'

/**
 * How long certificates hold that are got with a secret of SCEP, by a client of EST or under an EAB credential, as a span
 * such as `90d`; null leaves it to the profile. A client of CMP had one among what it is bound to. Each enrolment keeps the
 * span that it was given, so that a device that renews with its certificate alone gets no longer one. What was there
 * before is bound to none.
 */
export const boundValidity: Migration = {
  number: 36,
  name: 'bound-validity',
  sql: `
ALTER TABLE scep_challenge ADD COLUMN validity TEXT;
ALTER TABLE scep_device ADD COLUMN validity TEXT;
ALTER TABLE scep_transaction ADD COLUMN validity TEXT;
ALTER TABLE est_client ADD COLUMN validity TEXT;
ALTER TABLE est_request ADD COLUMN validity TEXT;
ALTER TABLE cmp_transaction ADD COLUMN validity TEXT;
ALTER TABLE acme_eab ADD COLUMN validity TEXT;
`
}
