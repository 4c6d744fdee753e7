import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedCertificate, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { insertCertificate, type NewCertificate } from './certificates.ts'
import { run } from './connection.ts'
import { close, open } from './open.ts'
import { insertOperator } from './operators.ts'
import {
  countApprovals,
  getRequest,
  getRequestByTransaction,
  insertDecision,
  insertRequest,
  listDecisions,
  updateRequest,
  type RequestRecord
} from './requests.ts'
import { abandonReservation, closeReservation, getReservation, listOpenReservations, reserve } from './reservations.ts'
import { revokedEntries } from './revocations.ts'
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

const operator = {
  name: 'Alice',
  displayName: 'Alice A.',
  roles: ['officer', 'approver'],
  state: 'active',
  createdAt: now,
  lastSignInAt: null,
  failedCount: 0,
  blockedUntil: null,
  preferences: { theme: 'dark' }
} as const

function newRequest(changes: Partial<RequestRecord> = {}): Omit<RequestRecord, 'id' | 'version' | 'contentVersion'> {
  return {
    state: 'pending-approval',
    channel: 'desk',
    requester: { name: 'r' },
    requesterText: 'r',
    operatorId: null,
    profileId: seeded.profileIds[0] ?? 0,
    profileRevisionId: seeded.revisionIds[0] ?? 0,
    authorityId,
    kind: 'new',
    csr: new Uint8Array([1, 2]),
    spkiSha256: 'aa',
    keyDescription: 'P-256',
    keyId: null,
    asked: { a: 1 },
    overrides: null,
    candidate: null,
    reasons: null,
    subject: 'CN=a',
    names: 'a',
    transactionId: null,
    previousCertificateId: null,
    certificateId: null,
    approvalsNeeded: 2,
    note: '',
    createdAt: now,
    updatedAt: now,
    decidedAt: null,
    ...changes
  }
}

describe('requests', () => {
  test('one operator approves one content once; a change of content voids the approvals', async () => {
    const [alice, bob] = await transaction(
      store,
      (tx) => [insertOperator(tx, operator), insertOperator(tx, { ...operator, name: 'bob' })] as const
    )
    const id = await transaction(store, (tx) => insertRequest(tx, newRequest()))
    const approve = (operatorId: number): Promise<number> =>
      transaction(store, (tx) =>
        insertDecision(tx, { requestId: id, operatorId, decision: 'approve', reason: '', changes: null, at: now })
      )
    await approve(alice)
    await expect(approve(alice)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      transaction(store, (tx) =>
        run(
          tx,
          `INSERT INTO request_decision (request_id, content_version, operator_id, decision, reason, at) VALUES (?, 1, ?, 'approve', '', 0)`,
          [id, alice]
        )
      )
    ).rejects.toMatchObject({ code: 'conflict' })
    await approve(bob)
    expect(countApprovals(reader(store), id)).toBe(2)
    await transaction(store, (tx) => updateRequest(tx, id, 1, { note: 'only a note' }))
    expect(countApprovals(reader(store), id)).toBe(2)
    await transaction(store, (tx) => updateRequest(tx, id, 2, { overrides: { subject: [] } }, true))
    expect(countApprovals(reader(store), id)).toBe(0)
    await approve(alice)
    expect(countApprovals(reader(store), id)).toBe(1)
    expect(listDecisions(reader(store), id).map((row) => row.contentVersion)).toEqual([1, 1, 2])
  })

  test('two who decide at once: the second is told', async () => {
    const id = await transaction(store, (tx) => insertRequest(tx, newRequest()))
    const outcomes = await Promise.allSettled([
      transaction(store, (tx) => updateRequest(tx, id, 1, { state: 'approved' })),
      transaction(store, (tx) => updateRequest(tx, id, 1, { state: 'declined' }))
    ])
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'conflict' } }])
    expect(getRequest(reader(store), id)?.state).toBe('approved')
  })

  test('a transaction id is used once and finds the first request', async () => {
    const id = await transaction(store, (tx) => insertRequest(tx, newRequest({ transactionId: 't-1' })))
    await expect(
      transaction(store, (tx) => insertRequest(tx, newRequest({ transactionId: 't-1' })))
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(getRequestByTransaction(reader(store), 't-1')).toMatchObject({ id, asked: { a: 1 }, overrides: null })
  })
})

describe('reservations', () => {
  const reservation = {
    serial: '0aff',
    requestId: null,
    profileRevisionId: null,
    tbs: new Uint8Array([3]),
    requester: { name: 'r' },
    createdAt: now
  }

  test('a serial is reserved once per authority, and stays used when it has become a certificate', async () => {
    const again = (serial: string) => transaction(store, (tx) => reserve(tx, { ...reservation, authorityId, serial }))
    await transaction(store, (tx) => reserve(tx, { ...reservation, authorityId }))
    await expect(again('0aff')).rejects.toMatchObject({ code: 'conflict' })
    await transaction(store, (tx) => reserve(tx, { ...reservation, authorityId: seeded.authorityIds[1] ?? 0 }))
    await expect(transaction(store, (tx) => run(tx, 'DELETE FROM reservation'))).rejects.toThrow('never forgotten')
    await expect(transaction(store, (tx) => closeReservation(tx, authorityId, '0aff'))).rejects.toThrow(
      'never forgotten'
    )
    await transaction(store, (tx) => {
      insertCertificate(tx, certificate(1, { serial: '0aff' }))
      closeReservation(tx, authorityId, '0aff')
    })
    expect(getReservation(reader(store), authorityId, '0aff')).toBeUndefined()
    await expect(again('0aff')).rejects.toMatchObject({ code: 'conflict' })
    await again('0bff')
  })

  test('what a crash left open is listed, and can be closed or put on the CRL by its serial', async () => {
    await transaction(store, (tx) => {
      for (const serial of ['a1', 'a2', 'a3'])
        reserve(tx, { ...reservation, authorityId, serial, createdAt: parseInt(serial, 16) })
      insertCertificate(tx, certificate(2, { serial: 'a2' }))
      closeReservation(tx, authorityId, 'a2')
    })
    expect(listOpenReservations(reader(store)).map((row) => row.serial)).toEqual(['a1', 'a3'])
    await transaction(store, (tx) => {
      abandonReservation(tx, authorityId, 'a1', now, false)
      abandonReservation(tx, authorityId, 'a3', now, true)
    })
    expect(listOpenReservations(reader(store))).toEqual([])
    expect(getReservation(reader(store), authorityId, 'a3')).toMatchObject({ state: 'abandoned', revokedAt: now })
    expect([...revokedEntries(reader(store), authorityId, { notAfterFrom: null })]).toEqual([
      { serial: 'a3', revokedAt: now, reason: 'unspecified', invalidityAt: null }
    ])
    await expect(
      transaction(store, (tx) => abandonReservation(tx, authorityId, 'a3', now, false))
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})
