import { afterEach, describe, expect, it } from 'vitest'
import { getAuthority, updateAuthority } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import { getRequest, insertDecision, updateRequest } from '../../store/requests.ts'
import { insertOperator } from '../../store/operators.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { alice, makeCsr, makeEngine, makeProfile, subscriberKey, type TestEngine } from '../../testing/engine.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { starterContent } from '../profile/starters.ts'
import { issue, resume } from './issue.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

async function approve(current: TestEngine, requestId: number, name: string): Promise<void> {
  await transaction(current.store, (tx) => {
    const operatorId = insertOperator(tx, {
      name,
      displayName: name,
      roles: [],
      state: 'active',
      createdAt: 1,
      lastSignInAt: null,
      failedCount: 0,
      blockedUntil: null,
      preferences: {}
    })
    insertDecision(tx, { requestId, operatorId, decision: 'approve', reason: '', changes: null, at: 1 })
    const row = getRequest(tx, requestId)
    updateRequest(tx, requestId, row?.version ?? 0, { state: 'approved' })
  })
}

async function setAuthority(current: TestEngine, state: 'active' | 'key-offline'): Promise<void> {
  const row = getAuthority(reader(current.store), current.issuingId)
  await transaction(current.store, (tx) => updateAuthority(tx, current.issuingId, row?.version ?? 0, { state }))
}

describe('a request that waits for approval', () => {
  it('is stored, and signed after its last approval', async () => {
    engine = await makeEngine()
    const held = await issue(engine.ca, engine.request({ profileId: engine.approvedId }))
    expect(held.kind).toBe('pending')
    expect(getRequest(reader(engine.store), held.requestId)).toMatchObject({
      state: 'pending-approval',
      approvalsNeeded: 1,
      certificateId: null
    })
    await expect(resume(engine.ca, held.requestId, alice)).rejects.toMatchObject({ code: 'conflict' })
    await approve(engine, held.requestId, 'bob')
    const outcome = await resume(engine.ca, held.requestId, alice)
    expect(outcome.kind).toBe('issued')
    expect(await resume(engine.ca, held.requestId, alice)).toEqual(outcome)
  })

  it('is not signed while an approval for its present content is missing, whatever its state says', async () => {
    engine = await makeEngine()
    const profileId = await makeProfile(
      engine.ca,
      'two',
      { ...starterContent('tls-server'), approval: 'two' },
      engine.issuingId
    )
    const held = await issue(engine.ca, engine.request({ profileId }))
    await approve(engine, held.requestId, 'bob')
    await expect(resume(engine.ca, held.requestId, alice)).rejects.toThrow('1 of 2 approvals')
  })

  it('gets the names that an approver put in', async () => {
    engine = await makeEngine()
    const held = await issue(engine.ca, engine.request({ profileId: engine.approvedId }))
    const row = getRequest(reader(engine.store), held.requestId)
    const overrides = {
      alternativeNames: [{ type: 'dns' as const, value: 'mail.example.test' }],
      subject: [{ type: 'CN', value: 'mail.example.test' }]
    }
    await transaction(engine.store, (tx) => updateRequest(tx, held.requestId, row?.version ?? 0, { overrides }, true))
    await approve(engine, held.requestId, 'bob')
    const outcome = await resume(engine.ca, held.requestId, alice)
    if (outcome.kind !== 'issued') throw new Error(outcome.kind)
    expect(parseCertificate(outcome.der).subject.text).toBe('CN=mail.example.test')
    expect(getCertificate(reader(engine.store), outcome.certificateId)?.names).toBe('mail.example.test')
  })

  it('fails with its reasons when it breaks a rule by the time it is signed', async () => {
    engine = await makeEngine()
    const held = await issue(engine.ca, engine.request({ profileId: engine.approvedId }))
    await approve(engine, held.requestId, 'bob')
    engine.clock.advance(11 * 365 * 86_400_000)
    await expect(resume(engine.ca, held.requestId, alice)).rejects.toMatchObject({ code: 'refused-by-policy' })
    const row = getRequest(reader(engine.store), held.requestId)
    expect(row?.state).toBe('failed')
    expect(JSON.stringify(row?.reasons)).toContain('authority.validity')
  })
})

describe('an authority whose key is off line', () => {
  it('lets a request wait, and signs it once the key is back', async () => {
    engine = await makeEngine()
    await setAuthority(engine, 'key-offline')
    const outcome = await issue(engine.ca, engine.request())
    expect(outcome.kind).toBe('pending')
    expect(getRequest(reader(engine.store), outcome.requestId)?.state).toBe('signing-queued')
    expect((await resume(engine.ca, outcome.requestId, alice)).kind).toBe('pending')
    await setAuthority(engine, 'active')
    expect((await resume(engine.ca, outcome.requestId, alice)).kind).toBe('issued')
  })

  it('reserves nothing while the vault is locked', async () => {
    engine = await makeEngine()
    engine.vault.lock()
    await expect(issue(engine.ca, engine.request())).rejects.toMatchObject({ code: 'locked' })
  })
})

describe('a transaction id that comes again', () => {
  it('gives the earlier certificate, also while the first call is under way', async () => {
    engine = await makeEngine()
    const request = engine.request({ transactionId: 'est:1' })
    const [first, second] = await Promise.all([issue(engine.ca, request), issue(engine.ca, request)])
    const third = await issue(engine.ca, request)
    expect(first.kind).toBe('issued')
    expect(second).toEqual(first)
    expect(third).toMatchObject({ kind: 'issued', requestId: first.requestId })
    if (first.kind === 'issued' && third.kind === 'issued')
      expect(Buffer.from(third.der).equals(Buffer.from(first.der))).toBe(true)
  })

  it('gives the same waiting request', async () => {
    engine = await makeEngine()
    const request = engine.request({ profileId: engine.approvedId, transactionId: 'scep:1' })
    expect(await issue(engine.ca, request)).toEqual(await issue(engine.ca, request))
  })

  it('is refused for another key', async () => {
    engine = await makeEngine()
    await issue(engine.ca, engine.request({ transactionId: 'est:2' }))
    await expect(issue(engine.ca, engine.request({ transactionId: 'est:2' }))).rejects.toMatchObject({
      code: 'conflict'
    })
  })
})

describe('renewal', () => {
  it('links the new certificate to the old one', async () => {
    engine = await makeEngine()
    const key = subscriberKey()
    const first = await issue(engine.ca, engine.request({}, makeCsr({ key })))
    if (first.kind !== 'issued') throw new Error(first.kind)
    const renewed = await issue(
      engine.ca,
      engine.request(
        {
          kind: 'renew',
          previousCertificateId: first.certificateId,
          proofOfPossession: { kind: 'previous', certificateId: first.certificateId }
        },
        makeCsr({ key })
      )
    )
    if (renewed.kind !== 'issued') throw new Error(renewed.kind)
    expect(getCertificate(reader(engine.store), renewed.certificateId)?.previousCertificateId).toBe(first.certificateId)
    expect(getCertificate(reader(engine.store), first.certificateId)?.supersededBy).toBe(renewed.certificateId)
  })

  it('keeps the key where it is called renewal and changes it where it is called rekey', async () => {
    engine = await makeEngine()
    const key = subscriberKey()
    const first = await issue(engine.ca, engine.request({}, makeCsr({ key })))
    if (first.kind !== 'issued') throw new Error(first.kind)
    const follow = { previousCertificateId: first.certificateId }
    await expect(issue(engine.ca, engine.request({ ...follow, kind: 'renew' }))).rejects.toThrow('keeps the key')
    await expect(issue(engine.ca, engine.request({ ...follow, kind: 'rekey' }, makeCsr({ key })))).rejects.toThrow(
      'changes the key'
    )
    expect((await issue(engine.ca, engine.request({ ...follow, kind: 'rekey' }))).kind).toBe('issued')
  })
})

describe('what the caller links', () => {
  it('is written in the transaction of the certificate', async () => {
    engine = await makeEngine()
    const seen: number[] = []
    const outcome = await issue(
      engine.ca,
      engine.request({ link: (tx, id) => void seen.push(getCertificate(tx, id)?.id ?? -1) })
    )
    expect(outcome).toMatchObject({ certificateId: seen[0] })
  })
})
