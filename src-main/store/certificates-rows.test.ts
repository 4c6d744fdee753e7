import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedCertificate, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import {
  annotateCertificate,
  getCertificate,
  getCertificateByFingerprint,
  getCertificateBySerial,
  getCertificateDer,
  getLint,
  insertCertificate,
  listCertificatesByKey,
  listSuccessors,
  saveLint,
  type NewCertificate
} from './certificates.ts'
import { run } from './connection.ts'
import { close, open } from './open.ts'
import { reinstateCertificate, revokeCertificate, revokedEntries, suspendCertificate } from './revocations.ts'
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

describe('certificates', () => {
  test('are found by id, fingerprint, serial and key, with their bytes, lint and successors', async () => {
    const first = certificate(1)
    const [id, next] = await transaction(store, (tx) => {
      const made = insertCertificate(tx, first)
      saveLint(tx, { certificateId: made, findings: ['x'], lintedAt: 1, rulesVersion: '1' })
      saveLint(tx, { certificateId: made, findings: [], lintedAt: 2, rulesVersion: '2' })
      return [
        made,
        insertCertificate(tx, certificate(2, { previousCertificateId: made, spkiSha256: first.spkiSha256 }))
      ] as const
    })
    const r = reader(store)
    const { der, ...columns } = first
    expect(getCertificate(r, id)).toEqual({
      ...columns,
      id,
      state: 'active',
      revokedAt: null,
      revocationReason: null,
      invalidityAt: null,
      supersededBy: null,
      archived: false,
      keyCompromised: false
    })
    expect(getCertificateByFingerprint(r, first.fingerprint)?.id).toBe(id)
    expect(getCertificateBySerial(r, authorityId, first.serial)?.id).toBe(id)
    expect(getCertificateBySerial(r, seeded.authorityIds[1] ?? 0, first.serial)).toBeUndefined()
    expect(listCertificatesByKey(r, first.spkiSha256).map((row) => row.id)).toEqual([next, id])
    expect(listSuccessors(r, id).map((row) => row.id)).toEqual([next])
    expect(Buffer.compare(getCertificateDer(r, id) ?? Buffer.alloc(0), der)).toBe(0)
    expect(getLint(r, id)).toEqual({ certificateId: id, findings: [], lintedAt: 2, rulesVersion: '2' })
  })

  test('a serial is used once per authority, a fingerprint once', async () => {
    await transaction(store, (tx) => insertCertificate(tx, certificate(1)))
    await expect(
      transaction(store, (tx) => insertCertificate(tx, certificate(2, { serial: certificate(1).serial })))
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      transaction(store, (tx) => insertCertificate(tx, certificate(2, { fingerprint: certificate(1).fingerprint })))
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('what was certified never changes; flags and notes do', async () => {
    const id = await transaction(store, (tx) => insertCertificate(tx, certificate(1)))
    await expect(
      transaction(store, (tx) => run(tx, `UPDATE certificate SET subject = 'CN=other' WHERE id = ?`, [id]))
    ).rejects.toThrow('never changes')
    await transaction(store, (tx) => annotateCertificate(tx, id, { archived: true, note: 'n' }))
    expect(getCertificate(reader(store), id)).toMatchObject({ archived: true, note: 'n', keyCompromised: false })
  })

  test('hold can be lifted, revocation is final', async () => {
    const id = await transaction(store, (tx) => insertCertificate(tx, certificate(1)))
    await transaction(store, (tx) => suspendCertificate(tx, id, 5))
    expect([...revokedEntries(reader(store), authorityId, { notAfterFrom: null })]).toMatchObject([
      { reason: 'certificateHold', revokedAt: 5 }
    ])
    await expect(transaction(store, (tx) => suspendCertificate(tx, id, 6))).rejects.toMatchObject({ code: 'conflict' })
    await transaction(store, (tx) => reinstateCertificate(tx, id))
    expect([...revokedEntries(reader(store), authorityId, { notAfterFrom: null })]).toEqual([])
    await transaction(store, (tx) => revokeCertificate(tx, id, { at: 7, reason: 'keyCompromise', invalidityAt: 3 }))
    expect(getCertificate(reader(store), id)).toMatchObject({
      state: 'revoked',
      revokedAt: 7,
      revocationReason: 'keyCompromise',
      invalidityAt: 3,
      keyCompromised: true
    })
    await expect(transaction(store, (tx) => reinstateCertificate(tx, id))).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      transaction(store, (tx) => revokeCertificate(tx, id, { at: 8, reason: 'superseded', invalidityAt: null }))
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      transaction(store, (tx) =>
        run(tx, `UPDATE certificate SET state = 'active', revoked_at = NULL, revocation_reason = NULL WHERE id = ?`, [
          id
        ])
      )
    ).rejects.toThrow('final')
    await expect(
      transaction(store, (tx) => revokeCertificate(tx, 999, { at: 8, reason: 'superseded', invalidityAt: null }))
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('entries of a CRL come by serial, of one authority, whatever the chunk, without those long expired', async () => {
    const serials = ['0c', '0b', '7f', '3a', '22']
    await transaction(store, (tx) => {
      serials.forEach((serial, n) =>
        revokeCertificate(tx, insertCertificate(tx, certificate(n, { serial, notAfter: now + n })), {
          at: n,
          reason: 'superseded',
          invalidityAt: null
        })
      )
      revokeCertificate(tx, insertCertificate(tx, certificate(77, { authorityId: seeded.authorityIds[1] ?? 0 })), {
        at: 1,
        reason: 'superseded',
        invalidityAt: null
      })
      insertCertificate(tx, certificate(78))
    })
    const of = (chunk: number, notAfterFrom: number | null): string[] =>
      [...revokedEntries(reader(store), authorityId, { chunk, notAfterFrom })].map((entry) => entry.serial)
    for (const chunk of [1, 2, 5, 100]) expect(of(chunk, null)).toEqual(['0b', '0c', '22', '3a', '7f'])
    expect(of(2, now + 2)).toEqual(['22', '3a', '7f'])
  })
})
