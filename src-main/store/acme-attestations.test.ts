import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const authorization = (id: number | null, type: string): string =>
  `INSERT INTO acme_authorization (id, account_id, type, value, wildcard, subdomains, status, basis, expires_at, created_at)
    VALUES (${id}, 1, '${type}', 'name', 0, 0, 'valid', 'challenge', 2, 1);`

test('an upgrade keeps authorizations, their numbers and what stands on them, and devices are taken from then on', () => {
  const database = new Database(':memory:')
  migrate(database, migrations.slice(0, 36))
  database.exec(`
    INSERT INTO profile (id, name, state, created_at) VALUES (1, 'p', 'enabled', 1);
    INSERT INTO acme_service (id, name, profile_id, state, eab, approved_names, settings, is_default, created_at, updated_at, version)
      VALUES (1, 's', 1, 'enabled', 'none', '[]', '{}', 0, 1, 1, 1);
    INSERT INTO acme_account (id, service_id, thumbprint, jwk, status, contacts, created_at, created_from)
      VALUES (1, 1, 't', '{}', 'valid', '[]', 1, '127.0.0.1');
    ${authorization(4, 'dns')}
    ${authorization(5, 'email')}
    ${authorization(9, 'ip')}
    INSERT INTO acme_challenge (id, authorization_id, type, token, status) VALUES (1, 4, 'dns-01', 't', 'valid');
    DELETE FROM acme_authorization WHERE id = 9;
  `)
  expect(() => database.exec(authorization(6, 'permanent-identifier'))).toThrow(/CHECK constraint/)
  migrate(database, migrations)
  expect(database.prepare('SELECT id, type, status FROM acme_authorization').all()).toEqual([
    { id: 4, type: 'dns', status: 'valid' },
    { id: 5, type: 'email', status: 'valid' }
  ])
  // A number that was given before is not given again.
  expect(database.prepare(authorization(null, 'permanent-identifier')).run().lastInsertRowid).toBe(10)
  expect(() => database.exec('DELETE FROM acme_authorization WHERE id = 4')).toThrow(/FOREIGN KEY/)
  expect(() => database.exec(authorization(11, 'hardware-module'))).toThrow(/CHECK constraint/)
  database.exec("INSERT INTO acme_attestation (challenge_id, statement) VALUES (1, x'a0')")
  expect(() => database.exec('DELETE FROM acme_challenge WHERE id = 1')).toThrow(/FOREIGN KEY/)
  const indexes = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'acme_authorization'"
  )
  expect(indexes.pluck().all()).toEqual(
    expect.arrayContaining(['acme_authorization_name', 'acme_authorization_end', 'acme_authorization_mail'])
  )
  database.close()
})
