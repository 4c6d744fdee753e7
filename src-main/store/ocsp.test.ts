import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { insertAuthority } from './authorities.ts'
import { insertCertificate } from './certificates.ts'
import type { Writer } from './connection.ts'
import { insertKey } from './keys.ts'
import { migrations } from './migrations/index.ts'
import { ocsp } from './migrations/0004-ocsp.ts'
import {
  getOcspResponse,
  getOcspService,
  insertOcspResponder,
  keepOcspResponse,
  listAgedOcspResponses,
  listEnabledOcspServices,
  listOcspResponders,
  listUnansweredCertificates,
  oldestOcspResponse,
  pruneOcspResponses,
  saveOcspService,
  type OcspResponseRow
} from './ocsp.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from './revocations.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
const hour = 3_600_000
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-ocsp-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** An authority with certificates 1, 2 and 3; the third has expired. */
function fill(tx: Writer): void {
  const keyId = insertKey(tx, {
    label: 'k',
    algorithm: 'P-256',
    spki: Uint8Array.of(1),
    spkiSha256: 'aa',
    location: 'software',
    sealed: Uint8Array.of(1),
    purposes: ['ocsp'],
    origin: 'generated',
    createdAt: now
  })
  insertAuthority(tx, {
    name: 'ca',
    kind: 'root',
    issuerId: null,
    externalIssuer: null,
    state: 'active',
    subject: 'CN=ca',
    subjectDer: Uint8Array.of(0x30, 0),
    keyId,
    certificateId: null,
    csr: null,
    settings: {},
    origin: {},
    createdAt: now,
    updatedAt: now
  })
  for (const [serial, notAfter] of [
    ['01', now + 1000 * hour],
    ['02', now + 1000 * hour],
    ['03', now - hour]
  ] as const)
    insertCertificate(tx, {
      serial,
      authorityId: 1,
      profileId: null,
      profileRevisionId: null,
      requestId: null,
      class: 'end-entity',
      subject: `CN=${serial}`,
      issuer: 'CN=ca',
      names: '',
      notBefore: now - 1000 * hour,
      notAfter,
      keyAlgorithm: 'P-256',
      signatureAlgorithm: 'ecdsa-sha256',
      spkiSha256: serial,
      ski: null,
      fingerprint: serial,
      requesterText: '',
      previousCertificateId: null,
      note: '',
      createdAt: now,
      der: Uint8Array.of(1)
    })
}

const row = (certificateId: number, producedAt = now): OcspResponseRow => ({
  certificateId,
  hash: 'sha1',
  authorityId: 1,
  producedAt,
  nextUpdate: producedAt + 12 * hour,
  der: Uint8Array.of(certificateId)
})
const good = { state: 'active', revokedAt: null } as const

async function filled(): Promise<Store> {
  const store = open(':memory:')
  await transaction(store, (tx) => {
    fill(tx)
    for (const id of [1, 2, 3]) keepOcspResponse(tx, row(id), good)
  })
  return store
}
const kept = (store: Store): number[] =>
  [1, 2, 3].filter((id) => getOcspResponse(reader(store), id, 'sha1') !== undefined)

test('a database from before keeps its rows and takes responders and responses after the upgrade', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, ocsp.number - 1) })
  await transaction(old, fill)
  await close(old)
  const { store, upgrade } = await openAndUpgrade(file, { now })
  expect(upgrade).toMatchObject({ from: ocsp.number - 1 })
  await transaction(store, (tx) => {
    saveOcspService(tx, {
      authorityId: 1,
      state: 'enabled',
      settings: { life: '12h' },
      ownAddress: null,
      createdAt: now,
      updatedAt: now
    })
    insertOcspResponder(tx, { authorityId: 1, certificateId: 2, keyId: 1, createdAt: now })
    expect(keepOcspResponse(tx, row(1), good)).toBe(true)
  })
  expect(getOcspService(reader(store), 1)).toMatchObject({
    settings: { life: '12h' },
    ownAddress: null,
    state: 'enabled'
  })
  expect(getOcspResponse(reader(store), 1, 'sha1')?.der).toEqual(Buffer.of(1))
  expect(getOcspResponse(reader(store), 1, 'sha256')).toBeUndefined()
  await close(store)
})

test('a change of status lets the responses of that certificate go in the same transaction, and no others', async () => {
  const store = await filled()
  await transaction(store, (tx) => suspendCertificate(tx, 1, now))
  expect(kept(store)).toEqual([2, 3])
  await transaction(store, (tx) => {
    keepOcspResponse(tx, row(1), { state: 'suspended', revokedAt: now })
    reinstateCertificate(tx, 1)
  })
  expect(kept(store)).toEqual([2, 3])
  await transaction(store, (tx) => revokeCertificate(tx, 2, { at: now, reason: 'superseded', invalidityAt: null }))
  expect(kept(store)).toEqual([3])
  await expect(
    transaction(store, (tx) => {
      revokeCertificate(tx, 3, { at: now, reason: 'superseded', invalidityAt: null })
      throw new Error('undone')
    })
  ).rejects.toThrow('undone')
  expect(kept(store)).toEqual([3])
  await close(store)
})

test('a response that was signed for another status than the present one is not kept', async () => {
  const store = await filled()
  await transaction(store, (tx) => {
    revokeCertificate(tx, 1, { at: now, reason: 'keyCompromise', invalidityAt: null })
    expect(keepOcspResponse(tx, row(1), good)).toBe(false)
    expect(keepOcspResponse(tx, row(1), { state: 'revoked', revokedAt: now - 1 })).toBe(false)
  })
  expect(kept(store)).toEqual([2, 3])
  await close(store)
})

test('responses are listed by age and certificates without one by number, those that expired left out', async () => {
  const store = await filled()
  await transaction(store, (tx) => keepOcspResponse(tx, row(2, now - 7 * hour), good))
  const from = reader(store)
  const bounds = { now, limit: 10 }
  expect(listAgedOcspResponses(from, 1, { ...bounds, producedBefore: now - 6 * hour })).toEqual([
    { certificateId: 2, hash: 'sha1' }
  ])
  expect(listAgedOcspResponses(from, 1, { ...bounds, producedBefore: now }).map((one) => one.certificateId)).toEqual([
    2, 1
  ])
  expect(listUnansweredCertificates(from, 1, { ...bounds, hash: 'sha256' }).map((one) => one.certificateId)).toEqual([
    1, 2
  ])
  expect(oldestOcspResponse(from, 1, now)).toBe(now - 7 * hour)
  expect(await transaction(store, (tx) => pruneOcspResponses(tx, now + 6 * hour))).toBe(1)
  expect(kept(store)).toEqual([1, 3])
  await close(store)
})

test('responders come newest first, without those whose certificate was revoked; services that are off are not listed', async () => {
  const store = await filled()
  await transaction(store, (tx) => {
    for (const certificateId of [1, 2, 3])
      insertOcspResponder(tx, { authorityId: 1, certificateId, keyId: 1, createdAt: now })
    revokeCertificate(tx, 2, { at: now, reason: 'keyCompromise', invalidityAt: null })
    saveOcspService(tx, {
      authorityId: 1,
      state: 'enabled',
      settings: {},
      ownAddress: null,
      createdAt: now,
      updatedAt: now
    })
  })
  expect(listOcspResponders(reader(store), 1).map((one) => one.certificateId)).toEqual([3, 1])
  expect(listEnabledOcspServices(reader(store))).toHaveLength(1)
  await transaction(store, (tx) =>
    saveOcspService(tx, {
      authorityId: 1,
      state: 'disabled',
      settings: {},
      ownAddress: null,
      createdAt: 5,
      updatedAt: now + 1
    })
  )
  expect(listEnabledOcspServices(reader(store))).toEqual([])
  expect(getOcspService(reader(store), 1)).toMatchObject({ createdAt: now, updatedAt: now + 1 })
  await close(store)
})
