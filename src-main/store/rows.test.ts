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
import { connectionKey, run } from './connection.ts'
import { getCrl, getCrlDer, insertCrl, latestCrl, listCrls, pruneCrlBytes, type CrlRow } from './crls.ts'
import { insertEvidence, listEvidence } from './evidence.ts'
import {
  addJob,
  claimJob,
  failJob,
  finishJob,
  getJob,
  listJobs,
  nextJobAt,
  pruneJobs,
  requeueRunningJobs,
  retryJob
} from './jobs.ts'
import { destroyKey, getKey, insertKey, setKeySealed } from './keys.ts'
import { close, open } from './open.ts'
import { getOperatorByName, insertOperator, updateOperator } from './operators.ts'
import {
  addProfileRevision,
  countByRevision,
  deleteProfile,
  getProfile,
  insertProfile,
  listProfileRevisions,
  updateProfile
} from './profiles.ts'
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
import { reinstateCertificate, revokeCertificate, revokedEntries, suspendCertificate } from './revocations.ts'
import { deleteRole, insertRole, listRoles } from './roles.ts'
import { insertServiceLog, listServiceLog, pruneServiceLog } from './service-log.ts'
import { deleteSetting, getSetting, listSettings, setSetting } from './settings.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'
import {
  deleteVaultSlot,
  getOperatorSlot,
  getVault,
  insertVault,
  insertVaultSlot,
  listVaultSlots,
  replaceVaultSlot
} from './vault.ts'

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

describe('vault', () => {
  test('there is one, with slots whose wrapping can be replaced and deleted', async () => {
    await transaction(store, (tx) => insertVault(tx, { vaultId: 'v', createdAt: 1 }))
    await expect(transaction(store, (tx) => insertVault(tx, { vaultId: 'w', createdAt: 2 }))).rejects.toMatchObject({
      code: 'conflict'
    })
    expect(getVault(reader(store))).toEqual({ vaultId: 'v', createdAt: 1 })
    const operatorId = await transaction(store, (tx) => insertOperator(tx, operator))
    const id = await transaction(store, (tx) =>
      insertVaultSlot(tx, {
        kind: 'operator',
        operatorId,
        kdf: { name: 'argon2id' },
        wrapped: new Uint8Array([1]),
        createdAt: 1
      })
    )
    await expect(
      transaction(store, (tx) =>
        insertVaultSlot(tx, { kind: 'operator', operatorId, kdf: {}, wrapped: new Uint8Array([1]), createdAt: 1 })
      )
    ).rejects.toMatchObject({ code: 'conflict' })
    await transaction(store, (tx) =>
      replaceVaultSlot(tx, id, { kdf: { name: 'other' }, wrapped: new Uint8Array([2]), createdAt: 5 })
    )
    const slot = getOperatorSlot(reader(store), operatorId)
    expect([slot?.kdf, [...(slot?.wrapped ?? [])]]).toEqual([{ name: 'other' }, [2]])
    await transaction(store, (tx) => deleteVaultSlot(tx, id))
    expect(listVaultSlots(reader(store))).toEqual([])
  })
})

describe('operators and roles', () => {
  test('names are unique whatever their case', async () => {
    const id = await transaction(store, (tx) => insertOperator(tx, operator))
    await expect(transaction(store, (tx) => insertOperator(tx, { ...operator, name: 'ALICE' }))).rejects.toMatchObject({
      code: 'name-taken'
    })
    await transaction(store, (tx) => updateOperator(tx, id, { failedCount: 3, blockedUntil: 99 }))
    expect(getOperatorByName(reader(store), 'alice')).toEqual({ ...operator, id, failedCount: 3, blockedUntil: 99 })
    await expect(transaction(store, (tx) => updateOperator(tx, 999, { failedCount: 1 }))).rejects.toMatchObject({
      code: 'not-found'
    })
  })

  test('built-in roles cannot be deleted', async () => {
    const [own, builtIn] = await transaction(
      store,
      (tx) =>
        [
          insertRole(tx, { name: 'ours', label: 'Ours', permissions: ['request.read'], builtIn: false }),
          insertRole(tx, { name: 'auditor', label: 'Auditor', permissions: ['audit.read'], builtIn: true })
        ] as const
    )
    expect(await transaction(store, (tx) => [deleteRole(tx, own), deleteRole(tx, builtIn)])).toEqual([true, false])
    expect(listRoles(reader(store))).toEqual([
      { id: builtIn, name: 'auditor', label: 'Auditor', permissions: ['audit.read'], builtIn: true }
    ])
  })
})

describe('keys', () => {
  test('destroying blanks the sealed key in the file for ever', async () => {
    const sealed = Buffer.from('sealed-private-key-bytes-0123456789')
    const id = await transaction(store, (tx) =>
      insertKey(tx, {
        label: 'k',
        algorithm: 'p256',
        spki: new Uint8Array([9]),
        spkiSha256: 'ab',
        location: 'software',
        sealed: null,
        purposes: ['crl'],
        origin: 'generated',
        createdAt: now
      })
    )
    await transaction(store, (tx) => setKeySealed(tx, id, sealed))
    const bytes = (): Buffer => reader(store)[connectionKey].database.serialize()
    expect(bytes().includes(sealed)).toBe(true)
    expect(await transaction(store, (tx) => destroyKey(tx, id, now))).toBe(true)
    expect(getKey(reader(store), id)).toMatchObject({ sealed: null, destroyedAt: now, spkiSha256: 'ab' })
    expect(bytes().includes(sealed)).toBe(false)
    expect(await transaction(store, (tx) => setKeySealed(tx, id, sealed))).toBe(false)
    await expect(
      transaction(store, (tx) => run(tx, `UPDATE key SET sealed = x'00', destroyed_at = NULL WHERE id = ?`, [id]))
    ).rejects.toThrow('destroyed')
  })
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
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(1)
    await expect(
      transaction(store, (tx) => {
        nextCrlNumber(tx, authorityId)
        throw new Error('undone')
      })
    ).rejects.toThrow('undone')
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(2)
    await transaction(store, (tx) => {
      raiseCrlNumber(tx, authorityId, 40)
      raiseCrlNumber(tx, authorityId, 7)
    })
    expect(await transaction(store, (tx) => nextCrlNumber(tx, authorityId))).toBe(41)
    await expect(
      transaction(store, (tx) => run(tx, 'UPDATE authority SET crl_number = 5 WHERE id = ?', [authorityId]))
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

  test('evidence is kept with the request', async () => {
    const id = await transaction(store, (tx) => insertRequest(tx, newRequest()))
    await transaction(store, (tx) =>
      insertEvidence(tx, {
        requestId: id,
        kind: 'caa',
        outcome: 'not-performed',
        reason: 'no resolver',
        detail: { zone: 'x' },
        at: now,
        expiresAt: null
      })
    )
    expect(listEvidence(reader(store), id)).toMatchObject([
      { kind: 'caa', outcome: 'not-performed', detail: { zone: 'x' } }
    ])
  })
})

describe('reservations', () => {
  const reservation = {
    serial: '0aff',
    transactionId: 't',
    requestId: null,
    profileRevisionId: null,
    tbs: new Uint8Array([3]),
    requester: { name: 'r' },
    createdAt: now
  }

  test('a serial and a transaction id are reserved once per authority', async () => {
    await transaction(store, (tx) => reserve(tx, { ...reservation, authorityId }))
    await expect(
      transaction(store, (tx) => reserve(tx, { ...reservation, authorityId, transactionId: 'u' }))
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      transaction(store, (tx) => reserve(tx, { ...reservation, authorityId, serial: '0bff' }))
    ).rejects.toMatchObject({ code: 'conflict' })
    await transaction(store, (tx) =>
      reserve(tx, { ...reservation, authorityId: seeded.authorityIds[1] ?? 0, transactionId: 'u' })
    )
    await expect(transaction(store, (tx) => run(tx, 'DELETE FROM reservation'))).rejects.toThrow('never forgotten')
  })

  test('what a crash left open is listed, and can be closed or put on the CRL by its serial', async () => {
    await transaction(store, (tx) => {
      for (const serial of ['01', '02', '03'])
        reserve(tx, { ...reservation, authorityId, serial, transactionId: serial, createdAt: Number(serial) })
      closeReservation(tx, authorityId, '02', insertCertificate(tx, certificate(2, { serial: '02' })), now)
    })
    expect(listOpenReservations(reader(store)).map((row) => row.serial)).toEqual(['01', '03'])
    await transaction(store, (tx) => {
      abandonReservation(tx, authorityId, '01', now, false)
      abandonReservation(tx, authorityId, '03', now, true)
    })
    expect(listOpenReservations(reader(store))).toEqual([])
    expect(getReservation(reader(store), authorityId, '03')).toMatchObject({ state: 'abandoned', revokedAt: now })
    expect([...revokedEntries(reader(store), authorityId, { notAfterFrom: null })]).toEqual([
      { serial: '03', revokedAt: now, reason: 'unspecified', invalidityAt: null }
    ])
    await expect(
      transaction(store, (tx) => abandonReservation(tx, authorityId, '03', now, false))
    ).rejects.toMatchObject({ code: 'conflict' })
  })
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

test('CRLs: the highest number is the latest, old bytes can go while rows stay', async () => {
  const row = (number: number): Omit<CrlRow, 'id'> => ({
    authorityId,
    number,
    kind: 'complete',
    thisUpdate: number,
    nextUpdate: number + 10,
    entries: 0,
    size: 2,
    sha256: 'x',
    createdAt: number,
    reason: 'by hand'
  })
  const ids = await transaction(store, (tx) =>
    [1, 2, 3].map((number) => insertCrl(tx, row(number), new Uint8Array([number, 0])))
  )
  await expect(transaction(store, (tx) => insertCrl(tx, row(3), new Uint8Array([0])))).rejects.toMatchObject({
    code: 'conflict'
  })
  expect(latestCrl(reader(store), authorityId)?.number).toBe(3)
  expect(latestCrl(reader(store), authorityId, 'delta')).toBeUndefined()
  expect(listCrls(reader(store), authorityId, null, 2).map((each) => each.number)).toEqual([3, 2])
  expect(listCrls(reader(store), authorityId, 2, 2).map((each) => each.number)).toEqual([1])
  expect(await transaction(store, (tx) => pruneCrlBytes(tx, authorityId, 1_000_000))).toBe(2)
  expect(ids.map((id) => getCrlDer(reader(store), id)?.[0])).toEqual([undefined, undefined, 3])
  expect(getCrl(reader(store), ids[0] ?? 0)?.number).toBe(1)
})

describe('jobs', () => {
  const job = { kind: 'crl', payload: { authority: 1 }, runAt: 100, now: 50 }

  test('are claimed when due, the longest due first, and once', async () => {
    const [late, early] = await transaction(
      store,
      (tx) => [addJob(tx, job), addJob(tx, { ...job, runAt: 60 })] as const
    )
    expect(nextJobAt(reader(store))).toBe(60)
    const claim = (at: number): Promise<number | undefined> => transaction(store, (tx) => claimJob(tx, at)?.id)
    expect(await claim(59)).toBeUndefined()
    expect([await claim(200), await claim(200), await claim(200)]).toEqual([early, late, undefined])
    await transaction(store, (tx) => {
      retryJob(tx, early, 'no route', 300)
      finishJob(tx, late, 210)
    })
    expect(getJob(reader(store), early)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: 'no route',
      runAt: 300,
      payload: { authority: 1 }
    })
    expect(await claim(301)).toBe(early)
    await transaction(store, (tx) => failJob(tx, early, 'gave up', 302))
    expect(listJobs(reader(store), 'failed', 10).map((row) => row.lastError)).toEqual(['gave up'])
    expect(await transaction(store, (tx) => pruneJobs(tx, 1000))).toBe(1)
  })

  test.each([[null], [undefined], [{ n: 1 }], ['text'], [0]])('carry %j', async (payload) => {
    const id = await transaction(store, (tx) => addJob(tx, { ...job, payload }))
    expect(getJob(reader(store), id)?.payload).toEqual(payload ?? null)
  })

  test('with a key wait once; a wish that comes while one runs is not lost', async () => {
    const keyed = { ...job, uniqueKey: 'crl 1' }
    const [first, same] = await transaction(
      store,
      (tx) => [addJob(tx, keyed), addJob(tx, { ...keyed, runAt: 10 })] as const
    )
    expect(same).toBe(first)
    expect(nextJobAt(reader(store))).toBe(10)
    await transaction(store, (tx) => claimJob(tx, 100))
    const second = await transaction(store, (tx) => addJob(tx, keyed))
    expect(second).not.toBe(first)
    expect(await transaction(store, (tx) => requeueRunningJobs(tx, 500))).toBe(1)
    expect(listJobs(reader(store), 'waiting', 10).map((row) => row.id)).toEqual([second])
  })
})

test('settings keep JSON values', async () => {
  await transaction(store, (tx) => {
    setSetting(tx, 'a', { b: [1] })
    setSetting(tx, 'n', null)
    setSetting(tx, 'a', { b: [2] })
  })
  expect([...listSettings(reader(store))]).toEqual([
    ['a', { b: [2] }],
    ['n', null]
  ])
  await transaction(store, (tx) => deleteSetting(tx, 'a'))
  expect(getSetting(reader(store), 'a')).toBeUndefined()
})

test('the service log is paged, filtered and pruned by age', async () => {
  await transaction(store, (tx) => {
    for (let n = 1; n <= 6; n++)
      insertServiceLog(tx, {
        at: n,
        service: n % 2 === 0 ? 'http' : 'jobs',
        level: 'info',
        message: `m${n}`,
        detail: n === 6 ? { a: 1 } : null
      })
  })
  expect(listServiceLog(reader(store), { service: 'http' }, null, 2).map((row) => [row.message, row.detail])).toEqual([
    ['m6', { a: 1 }],
    ['m4', null]
  ])
  expect(await transaction(store, (tx) => pruneServiceLog(tx, 4, 2))).toBe(2)
  expect(listServiceLog(reader(store), {}, null, 10).map((row) => row.at)).toEqual([6, 5, 4, 3])
})
