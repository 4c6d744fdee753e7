import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const authorization = (id: number, type: string): string =>
  `INSERT INTO acme_authorization (id, account_id, type, value, wildcard, subdomains, status, basis, expires_at, created_at)
    VALUES (${id}, 1, '${type}', 'name', 0, 0, 'valid', 'challenge', 2, 1);`

test('an upgrade keeps authorizations, their numbers and what stands on them, and mail addresses are taken from then on', () => {
  const database = new Database(':memory:')
  migrate(database, migrations.slice(0, 18))
  database.exec(`
    INSERT INTO profile (id, name, state, created_at) VALUES (1, 'p', 'enabled', 1);
    INSERT INTO acme_service (id, name, profile_id, state, eab, approved_names, settings, is_default, created_at, updated_at, version)
      VALUES (1, 's', 1, 'enabled', 'none', '[]', '{}', 0, 1, 1, 1);
    INSERT INTO acme_account (id, service_id, thumbprint, jwk, status, contacts, created_at, created_from)
      VALUES (1, 1, 't', '{}', 'valid', '[]', 1, '127.0.0.1');
    ${authorization(4, 'dns')}
    ${authorization(9, 'ip')}
    INSERT INTO acme_challenge (id, authorization_id, type, token, status) VALUES (1, 4, 'dns-01', 't', 'valid');
    DELETE FROM acme_authorization WHERE id = 9;
  `)
  expect(() => database.exec(authorization(5, 'email'))).toThrow(/CHECK constraint/)
  migrate(database, migrations)
  expect(database.prepare('SELECT id, type, value FROM acme_authorization').all()).toEqual([
    { id: 4, type: 'dns', value: 'name' }
  ])
  const next = authorization(0, 'email').replace('(id, ', '(').replace('VALUES (0, ', 'VALUES (')
  // A number that was given before is not given again.
  expect(database.prepare(next).run().lastInsertRowid).toBe(10)
  expect(() => database.exec('DELETE FROM acme_authorization WHERE id = 4')).toThrow(/FOREIGN KEY/)
  expect(() => database.exec(authorization(11, 'uri'))).toThrow(/CHECK constraint/)
  database.close()
})
