import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedCertificate, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import {
  getAuthority,
  getAuthorityByName,
  listAuthorityCertificates,
  nextCrlNumber,
  raiseCrlNumber,
  updateAuthority
} from './authorities.ts'
import { insertCertificate, type NewCertificate } from './certificates.ts'
import { run } from './connection.ts'
import { close, open } from './open.ts'
import {
  addProfileRevision,
  countByRevision,
  deleteProfile,
  getProfile,
  insertProfile,
  listProfileRevisions,
  updateProfile
} from './profiles.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let store: Store
let seeded: Seeded
let authorityId: number
beforeEach(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 2, profiles: 2 }))
  authorityId = seeded.authorityIds[0] ?? 0
})
afterEach(() => close(store))

const certificate = (number: number, changes: Partial<NewCertificate> = {}): NewCertificate => ({
  ...seedCertificate(number, seeded, now),
  authorityId,
  ...changes
})

describe('authorities', () => {
  test('a change names the version that it saw; a stale one is refused', async () => {
    const seen = getAuthority(reader(store), authorityId)?.version ?? 0
    await transaction(store, (tx) =>
      updateAuthority(tx, authorityId, seen, { state: 'key-offline', settings: { a: 1 } })
    )
    await expect(
      transaction(store, (tx) => updateAuthority(tx, authorityId, seen, { state: 'active' }))
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(getAuthorityByName(reader(store), 'SEED-0')).toMatchObject({
      state: 'key-offline',
      settings: { a: 1 },
      version: seen + 1
    })
    await expect(
      transaction(store, (tx) => updateAuthority(tx, authorityId, seen + 1, { name: 'Seed-1' }))
    ).rejects.toMatchObject({ code: 'name-taken' })
    expect(listAuthorityCertificates(reader(store), authorityId)).toHaveLength(1)
  })

  test('CRL numbers only rise; one taken in a transaction that is undone is given again', async () => {
    const stored = (number: bigint): string => number.toString(16).padStart(40, '0')
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(stored(1n))
    await expect(
      transaction(store, (tx) => {
        nextCrlNumber(tx, authorityId)
        throw new Error('undone')
      })
    ).rejects.toThrow('undone')
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(stored(2n))
    await transaction(store, (tx) => {
      raiseCrlNumber(tx, authorityId, stored(40n))
      raiseCrlNumber(tx, authorityId, stored(7n))
    })
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId, 3))).toBe(stored(41n))
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(stored(44n))
    const long = 2n ** 100n
    await transaction(store, (tx) => raiseCrlNumber(tx, authorityId, stored(long)))
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(stored(long + 1n))
    await expect(
      transaction(store, (tx) => run(tx, 'UPDATE authority SET crl_number = ? WHERE id = ?', [stored(5n), authorityId]))
    ).rejects.toThrow('never falls')
    await expect(
      transaction(store, (tx) => run(tx, 'DELETE FROM authority WHERE id = ?', [authorityId]))
    ).rejects.toThrow('never deleted')
  })
})

describe('profiles', () => {
  test('revisions count up, never change, and stay once the profile was used', async () => {
    const id = await transaction(store, (tx) =>
      insertProfile(tx, { name: 'web', state: 'enabled', authorityId: null, createdAt: now })
    )
    const add = (seen: number): Promise<{ number: number; id: number }> =>
      transaction(store, (tx) =>
        addProfileRevision(
          tx,
          { profileId: id, content: { seen }, digest: 'd', note: '', createdAt: now, createdBy: null },
          seen
        )
      )
    await add(0)
    const second = await add(1)
    await expect(add(1)).rejects.toMatchObject({ code: 'conflict' })
    expect(getProfile(reader(store), id)?.currentRevisionId).toBe(second.id)
    expect(listProfileRevisions(reader(store), id).map((row) => [row.number, row.content])).toEqual([
      [2, { seen: 1 }],
      [1, { seen: 0 }]
    ])
    await expect(
      transaction(store, (tx) => run(tx, `UPDATE profile_revision SET content = '{}' WHERE id = ?`, [second.id]))
    ).rejects.toThrow('never changes')
    await transaction(store, (tx) =>
      insertCertificate(tx, certificate(1, { profileId: id, profileRevisionId: second.id }))
    )
    expect([...countByRevision(reader(store), id)]).toEqual([[second.id, 1]])
    await expect(
      transaction(store, (tx) => run(tx, 'DELETE FROM profile_revision WHERE profile_id = ? AND number = 1', [id]))
    ).rejects.toThrow('keeps every revision')
    await expect(transaction(store, (tx) => deleteProfile(tx, id))).rejects.toMatchObject({ code: 'conflict' })
    await expect(transaction(store, (tx) => updateProfile(tx, id, { name: 'SEED-0' }))).rejects.toMatchObject({
      code: 'name-taken'
    })
    await transaction(store, (tx) => updateProfile(tx, id, { name: 'Web', state: 'archived' }))
  })
})
