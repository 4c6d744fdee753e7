import { afterEach, describe, expect, it } from 'vitest'
import { parseCertificate } from '../../pki/certificate.ts'
import { listAudit } from '../../store/audit.ts'
import { getCertificate, getLint } from '../../store/certificates.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { makeCsr, makeEngine, type TestEngine } from '../../testing/engine.ts'
import { issue } from './issue.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

describe('the door', () => {
  it('issues a certificate for a CSR and records request, lint, reservation and audit with it', async () => {
    engine = await makeEngine()
    const outcome = await issue(engine.ca, engine.request())
    if (outcome.kind !== 'issued') throw new Error(outcome.kind)
    const certificate = parseCertificate(outcome.der)
    expect(certificate.subject.text).toBe('CN=www.example.test')
    const row = getCertificate(reader(engine.store), outcome.certificateId)
    expect(row).toMatchObject({
      subject: 'CN=www.example.test',
      names: 'www.example.test',
      class: 'end-entity',
      requestId: outcome.requestId,
      state: 'active'
    })
    expect(getRequest(reader(engine.store), outcome.requestId)).toMatchObject({
      state: 'issued',
      certificateId: outcome.certificateId
    })
    expect(getLint(reader(engine.store), outcome.certificateId)?.rulesVersion).toBeTruthy()
    const audit = listAudit(reader(engine.store), {}, null, 2).map(
      ({ operation, outcome: result }) => `${operation} ${result}`
    )
    expect(audit).toEqual(['certificate.issue ok', 'certificate.intent ok'])
    expect(engine.events.map(({ topic }) => topic)).toEqual([
      'audit.appended',
      'audit.appended',
      'certificate.changed',
      'request.changed'
    ])
  })

  it('takes nothing but the public key from a CSR that the profile does not ask for', async () => {
    engine = await makeEngine()
    const outcome = await issue(
      engine.ca,
      engine.request({}, makeCsr({ subject: 'C=DE,CN=www.example.test,title=Boss' }))
    )
    if (outcome.kind !== 'issued') throw new Error(outcome.kind)
    expect(parseCertificate(outcome.der).subject.text).toBe('CN=www.example.test,C=DE')
  })
})
