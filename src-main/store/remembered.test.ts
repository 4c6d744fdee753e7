import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificate, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { getAuthority, getAuthorityHead, listAuthorities, updateAuthority } from './authorities.ts'
import { getCertificateState, insertCertificate } from './certificates.ts'
import { connectionKey, run } from './connection.ts'
import { destroyKey, getKey } from './keys.ts'
import { close, open } from './open.ts'
import { getProfile, updateProfile } from './profiles.ts'
import { revokeCertificate } from './revocations.ts'
import { insertScepCertificate, insertScepService, listScepCertificates } from './scep.ts'
import { reader, type Store } from './store.ts'
import { getTsaHead, insertTsaCertificate, insertTsaService, updateTsaService } from './time-stamps.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let store: Store
let seeded: Seeded
beforeEach(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 1, profiles: 1 }))
})
afterEach(() => close(store))

const authorityId = (): number => seeded.authorityIds[0] ?? 0
const remembering = (): number => reader(store)[connectionKey].definitions.size

test('a row that was read before is the stored one again after a change of it', async () => {
  const from = reader(store)
  const profileId = seeded.profileIds[0] ?? 0
  const keyId = getAuthority(from, authorityId())?.keyId ?? 0
  const certificateId = await transaction(store, (tx) => insertCertificate(tx, seedCertificate(1, seeded, now)))
  const before = getAuthorityHead(from, authorityId())
  expect(getProfile(from, profileId)?.state).toBe('enabled')
  expect(getKey(from, keyId)?.destroyedAt).toBeNull()
  expect(getCertificateState(from, certificateId)).toBe('active')
  expect(getAuthorityHead(from, authorityId())).toBe(before)
  expect(listAuthorities(from).map(({ state }) => state)).toEqual(['active'])

  await transaction(store, (tx) => updateAuthority(tx, authorityId(), before?.version ?? 0, { state: 'retired' }))
  expect(getAuthorityHead(from, authorityId())?.state).toBe('retired')
  expect(listAuthorities(from).map(({ state }) => state)).toEqual(['retired'])
  await transaction(store, (tx) => updateProfile(tx, profileId, { state: 'disabled' }))
  expect(getProfile(from, profileId)?.state).toBe('disabled')
  await transaction(store, (tx) => destroyKey(tx, keyId, now))
  expect(getKey(from, keyId)?.destroyedAt).toBe(now)
  await transaction(store, (tx) =>
    revokeCertificate(tx, certificateId, { at: now, reason: 'keyCompromise', invalidityAt: null })
  )
  expect(getCertificateState(from, certificateId)).toBe('revoked')
})

test('what a writer changed and read back is forgotten with the writer that was undone', async () => {
  const from = reader(store)
  const version = getAuthorityHead(from, authorityId())?.version ?? 0
  const undone = transaction(store, (tx) => {
    updateAuthority(tx, authorityId(), version, { state: 'retired' })
    expect(getAuthorityHead(tx, authorityId())?.state).toBe('retired')
    throw new Error('not after all')
  })
  const beside = transaction(store, (tx) => getAuthorityHead(tx, authorityId())?.state)
  await expect(undone).rejects.toThrow('not after all')
  expect(await beside).toBe('active')
  expect(getAuthorityHead(from, authorityId())?.state).toBe('active')
})

test('an issued certificate changes nothing that is remembered; a missing row is asked for again', async () => {
  const from = reader(store)
  getAuthorityHead(from, authorityId())
  expect(getKey(from, 4711)).toBeUndefined()
  expect(remembering()).toBe(1)
  await transaction(store, (tx) => insertCertificate(tx, seedCertificate(2, seeded, now)))
  expect(remembering()).toBe(1)
})

test('a time-stamp service that was read before has the certificate that is valid now, and none that was revoked', async () => {
  const from = reader(store)
  const keyId = getAuthority(from, authorityId())?.keyId ?? 0
  const serviceId = await transaction(store, (tx) => {
    run(tx, `UPDATE key SET sealed = x'01' WHERE id = ?`, [keyId])
    return insertTsaService(tx, {
      name: 'stamp',
      authorityId: authorityId(),
      state: 'enabled',
      settings: {},
      createdAt: now,
      updatedAt: now
    })
  })
  expect(getTsaHead(from, 'stamp', now)).toMatchObject({ state: 'enabled', certificate: null })
  const add = (number: number, notBefore: number, notAfter: number): Promise<{ row: number; certificate: number }> =>
    transaction(store, (tx) => {
      const certificateId = insertCertificate(tx, { ...seedCertificate(number, seeded, now), notBefore, notAfter })
      const row = { serviceId, certificateId, keyId, renewAt: now, createdAt: now }
      return { row: insertTsaCertificate(tx, row), certificate: certificateId }
    })
  const [old, next] = [await add(1, now, now + 100), await add(2, now + 50, now + 200)]
  const at = (moment: number): number | null | undefined => getTsaHead(from, 'stamp', moment)?.certificate
  expect([at(now - 1), at(now), at(now + 49), at(now + 50), at(now + 199), at(now + 200)]).toEqual([
    null,
    old.row,
    old.row,
    next.row,
    next.row,
    null
  ])
  await transaction(store, (tx) =>
    revokeCertificate(tx, next.certificate, { at: now, reason: 'superseded', invalidityAt: null })
  )
  expect(at(now + 60)).toBe(old.row)
  await transaction(store, (tx) => destroyKey(tx, keyId, now))
  expect(at(now + 60)).toBeNull()
  const version = getTsaHead(from, 'stamp', now)?.version ?? 0
  await transaction(store, (tx) => updateTsaService(tx, serviceId, version, { state: 'deleted' }))
  expect(getTsaHead(from, 'stamp', now)).toBeUndefined()
})

test('a SCEP service answers by the certificates that are valid now, of which none was revoked and each has its key', async () => {
  const from = reader(store)
  const keyId = getAuthority(from, authorityId())?.keyId ?? 0
  const serviceId = await transaction(store, (tx) => {
    run(tx, `UPDATE key SET sealed = x'01' WHERE id = ?`, [keyId])
    return insertScepService(tx, {
      name: 'gate',
      profileId: seeded.profileIds[0] ?? 0,
      state: 'enabled',
      settings: {},
      createdAt: now,
      updatedAt: now
    })
  })
  const at = (moment: number | null): number[] => listScepCertificates(from, serviceId, moment).map(({ id }) => id)
  expect(at(now)).toEqual([])
  const add = (number: number, notBefore: number, notAfter: number): Promise<{ row: number; certificate: number }> =>
    transaction(store, (tx) => {
      const certificateId = insertCertificate(tx, { ...seedCertificate(number, seeded, now), notBefore, notAfter })
      const row = { serviceId, authorityId: authorityId(), certificateId, keyId, renewAt: now, createdAt: now }
      return { row: insertScepCertificate(tx, row), certificate: certificateId }
    })
  const [old, next] = [await add(1, now, now + 100), await add(2, now + 50, now + 200)]
  expect([now - 1, now, now + 50, now + 199, now + 200].map(at)).toEqual([
    [],
    [old.row],
    [next.row, old.row],
    [next.row],
    []
  ])
  expect(at(null)).toEqual([next.row, old.row])
  await transaction(store, (tx) =>
    revokeCertificate(tx, next.certificate, { at: now, reason: 'superseded', invalidityAt: null })
  )
  expect([at(now + 60), at(null)]).toEqual([[old.row], [next.row, old.row]])
  await transaction(store, (tx) => destroyKey(tx, keyId, now))
  expect([at(now + 60), at(null)]).toEqual([[], []])
})
