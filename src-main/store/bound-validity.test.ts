import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedOwners } from '../testing/seed-certificates.ts'
import { getAcmeEab } from './acme.ts'
import { getCmpTransaction } from './cmp-transactions.ts'
import { getEstClient, getEstRequest, validityOfEstCertificate } from './est.ts'
import { boundValidity } from './migrations/0036-bound-validity.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { getScepChallenge, getScepDevice } from './scep-challenges.ts'
import { enrolmentOfCertificate, getScepTransaction } from './scep-transactions.ts'
import { reader, storeKey } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-bound-validity-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an upgrade leaves every secret, client and credential to its profile, and loses none of them', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, boundValidity.number - 1) })
  await transaction(old, (tx) => seedOwners(tx, { now, authorities: 1, profiles: 1 }))
  old[storeKey].connection.database.exec(`
    INSERT INTO scep_service (id, name, profile_id, state, settings, created_at, updated_at, version)
      VALUES (1, 'gate', 1, 'enabled', '{}', 1, 1, 1);
    INSERT INTO scep_device (id, service_id, identifier, manufacturer, type, model, description, names, subject, state, created_at)
      VALUES (3, 1, 'SN-1', '', '', '', '', '[]', '[]', 'active', 1);
    INSERT INTO scep_challenge (id, service_id, kind, hash, label, names, subject, device_id, state, uses, created_at, created_by)
      VALUES (5, 1, 'device', x'00', 'door', '[{"type":"dns","value":"a.test"}]', '[]', 3, 'used', 1, 1, 'alice');
    INSERT INTO scep_transaction (id, service_id, transaction_id, message_type, state, spki_sha256, csr_sha256, subject,
      challenge_id, device_id, external, told, client, created_at, updated_at)
      VALUES (7, 1, 't', 'PKCSReq', 'open', 'a', 'b', 'CN=a', 5, 3, 0, 'nobody', '127.0.0.1', 1, 1);
    INSERT INTO est_service (id, name, label, profile_id, state, auth, is_default, trusted_authorities, trust_anchors,
      settings, created_at, updated_at, version)
      VALUES (1, 'office', 'office', 1, 'enabled', 'basic', 1, '[]', '[]', '{}', 1, 1, 1);
    INSERT INTO est_client (id, service_id, name, password_sha256, names, uses, max_uses, created_at)
      VALUES (4, 1, 'printer', x'01', '["a.test"]', 2, 9, 1);
    INSERT INTO est_request (id, service_id, client_id, requester, operation, content_sha256, attempt, request_id, address,
      created_at, updated_at)
      VALUES (6, 1, 4, 'client printer', 'simpleenroll', x'02', 1, 1, '127.0.0.1', 1, 1);
    INSERT INTO cmp_service (id, name, profile_id, authority_id, state, settings, created_at, updated_at, version)
      VALUES (1, 'plc', 1, 1, 'enabled', '{}', 1, 1, 1);
    INSERT INTO cmp_transaction (id, service_id, transaction_id, kind, state, peer, peer_text, address, cert_req_id, nonce,
      implicit, message, created_at, updated_at)
      VALUES (9, 1, x'04', 'ir', 'done', 'client:1', 'client one', '127.0.0.1', '00', x'05', 0, '', 1, 1);
    INSERT INTO acme_service (id, name, profile_id, state, eab, approved_names, settings, is_default, created_at, updated_at, version)
      VALUES (1, 's', 1, 'enabled', 'random', '[]', '{}', 0, 1, 1, 1);
    INSERT INTO acme_eab (id, service_id, name, key_id, sealed, names, max_accounts, accounts, created_at)
      VALUES (8, 1, 'cluster', 'k', x'03', '["*.a.test"]', 1, 1, 1);
  `)
  await close(old)
  const { store } = await openAndUpgrade(file, { now })
  const from = reader(store)
  expect(getScepChallenge(from, 5)).toMatchObject({ label: 'door', deviceId: 3, uses: 1, validity: null })
  expect(getScepDevice(from, 3)).toMatchObject({ identifier: 'SN-1', validity: null })
  expect(getScepTransaction(from, 7)).toMatchObject({ challengeId: 5, state: 'open', validity: null })
  expect(enrolmentOfCertificate(from, 1)).toBeUndefined()
  expect(getEstClient(from, 4)).toMatchObject({ name: 'printer', uses: 2, maxUses: 9, validity: null })
  expect(getEstRequest(from, 1, Uint8Array.of(2))).toMatchObject({ clientId: 4, validity: null })
  expect(validityOfEstCertificate(from, 1)).toBeNull()
  expect(getCmpTransaction(from, 9)).toMatchObject({ peerText: 'client one', state: 'done', validity: null })
  expect(getAcmeEab(from, 8)).toMatchObject({ name: 'cluster', names: ['*.a.test'], validity: null })
  await close(store)
})
