import { afterEach, describe, expect, it } from 'vitest'
import type { Selection } from '../../../src-shared/api/understanding.ts'
import { parseCrl } from '../../pki/crl.ts'
import { getCertificate } from '../../store/certificates.ts'
import { getCrlDer, latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { issueCrl } from '../crl/issue.ts'
import { issue } from '../issue/issue.ts'
import { revokeCertificate } from '../revoke.ts'
import { alice, makeCsr, makeEngine, subscriberKey, type TestEngine } from '../../testing/engine.ts'
import { drillIncident, exportIncident, incidentList, previewIncident, revokeIncident } from './mass-revocation.ts'
import { siblingsOf } from './siblings.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

const issued = async (made: TestEngine, name: string, who: string, key = subscriberKey()): Promise<number> => {
  const csr = makeCsr({ subject: `CN=${name}`, names: [{ kind: 'dns', value: name }], key })
  const outcome = await issue(made.ca, made.request({ requesterText: who }, csr))
  if (outcome.kind !== 'issued') throw new Error('The request waits.')
  return outcome.certificateId
}

describe('siblings of a certificate', () => {
  it('are those of the same key, batch, revision and requester, and no others', async () => {
    const made = (engine = await makeEngine())
    const key = subscriberKey()
    const first = await issued(made, 'a.example.test', 'robin', key)
    const sameKey = await issued(made, 'b.example.test', 'kim', key)
    const sameBatch = await issued(made, 'c.example.test', 'robin')
    made.clock.advance(3_600_000)
    const later = await issued(made, 'd.example.test', 'robin')
    const groups = new Map(
      siblingsOf(made.ca, first).groups.map((group) => [group.relation, group.rows.map(({ id }) => id)])
    )
    expect(groups.get('key')).toEqual([sameKey])
    expect(groups.get('batch')).toEqual([sameBatch])
    expect(groups.get('requester')).toEqual([sameBatch, later])
    expect(groups.get('revision')).toEqual([sameKey, sameBatch, later])
    expect(groups.has('evidence')).toBe(false)
    expect(groups.has('account')).toBe(false)
  })
})

describe('a mass revocation', () => {
  const robin: Selection = { by: 'requester', requester: 'robin' }
  const choice = { selection: robin, scenario: 'key-compromise', reason: 'keyCompromise' } as const

  it('of certificates that somebody chose takes exactly these, and of them those that are in force', async () => {
    const made = (engine = await makeEngine())
    const ids = []
    for (const name of ['a', 'b', 'c']) ids.push(await issued(made, `${name}.example.test`, 'robin'))
    const [first = 0, second = 0, third = 0] = ids
    await revokeCertificate(made.ca, { id: second, reason: 'superseded', comment: '' }, alice)
    const chosen: Selection = { by: 'certificates', certificates: [second, third, third] }
    const { plan } = await previewIncident(made.ca, { selection: chosen, scenario: 'other', reason: 'superseded' })
    expect(plan.rows.map(({ id }) => id)).toEqual([third])
    expect(plan.mail.body).toContain('We have to revoke a certificate, because it may not be relied upon any more.')
    expect(getCertificate(reader(made.store), first)?.state).toBe('active')
  })

  it('shown ahead names the live certificates, their owners and how much the CRL grows, and revokes nothing', async () => {
    const made = (engine = await makeEngine())
    const ids = []
    for (const name of ['a', 'b', 'c', 'd']) ids.push(await issued(made, `${name}.example.test`, 'robin'))
    await issued(made, 'other.example.test', 'kim')
    await revokeCertificate(made.ca, { id: ids[3] ?? 0, reason: 'superseded', comment: '' }, alice)
    await issueCrl(made.ca, made.issuingId, 'by hand', alice)
    const from = reader(made.store)
    const { plan } = await previewIncident(made.ca, choice)
    expect(plan.rows.map(({ id }) => id)).toEqual(ids.slice(0, 3))
    expect(plan.owners).toEqual([{ owner: 'robin', certificates: 3 }])
    expect(plan.deadline - plan.preparedAt).toBe(24 * 3_600_000)
    expect(plan.mail.body).toContain('a.example.test')
    expect(plan.mail.body).toContain('We have to revoke 3 certificates, because a private key is or may be')
    expect(ids.slice(0, 3).map((id) => getCertificate(from, id)?.state)).toEqual(['active', 'active', 'active'])

    const before = latestCrl(from, made.issuingId)?.size ?? 0
    const outcome = await revokeIncident(made.ca, { ...choice, note: '', digest: plan.digest }, alice, {})
    expect(outcome).toMatchObject({
      done: 3,
      failed: [],
      incident: { kind: 'revocation', revoked: 3, cancelled: false }
    })
    await issueCrl(made.ca, made.issuingId, 'by hand', alice)
    const crl = latestCrl(from, made.issuingId)
    const grown = (crl?.size ?? 0) - before
    // Lengths of the lists around the entries, and the CRL number, may take an octet more.
    expect(Math.abs(grown - (plan.crls[0]?.growth ?? 0))).toBeLessThanOrEqual(8)
    const listed = parseCrl(getCrlDer(from, crl?.id ?? 0) ?? new Uint8Array())
    expect(listed.entryCount).toBe(4)
  })

  it('is refused where another certificate came in after the preview', async () => {
    const made = (engine = await makeEngine())
    await issued(made, 'a.example.test', 'robin')
    const { plan } = await previewIncident(made.ca, choice)
    const late = await issued(made, 'b.example.test', 'robin')
    await expect(
      revokeIncident(made.ca, { ...choice, note: '', digest: plan.digest }, alice, {})
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      revokeIncident(made.ca, { ...choice, reason: 'superseded', note: '', digest: plan.digest }, alice, {})
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(getCertificate(reader(made.store), late)?.state).toBe('active')
  })

  it('that is stopped keeps what was done in its record, and never touches the rest', async () => {
    const made = (engine = await makeEngine())
    const ids = []
    for (const name of ['a', 'b', 'c']) ids.push(await issued(made, `${name}.example.test`, 'robin'))
    const { plan } = await previewIncident(made.ca, choice)
    const stop = new AbortController()
    const outcome = await revokeIncident(made.ca, { ...choice, note: 'lost laptop', digest: plan.digest }, alice, {
      signal: stop.signal,
      onProgress: () => stop.abort()
    })
    expect(outcome.incident).toMatchObject({ affected: 3, revoked: 1, cancelled: true, note: 'lost laptop' })
    expect(ids.map((id) => getCertificate(reader(made.store), id)?.state)).toEqual(['revoked', 'active', 'active'])
  })

  it('is rehearsed as a drill whose record can be read and counted', async () => {
    const made = (engine = await makeEngine())
    await issued(made, 'a.example.test', 'robin')
    const { incident } = await drillIncident(made.ca, { ...choice, note: 'yearly drill' }, alice)
    expect(incident).toMatchObject({ kind: 'drill', affected: 1, revoked: 0 })
    expect(incidentList(made.ca).incidents).toEqual([incident])
    const text = (format: 'text' | 'csv'): string =>
      Buffer.from(exportIncident(made.ca, { id: incident.id, format }).file.base64, 'base64').toString()
    expect(text('text')).toMatch(/BR 5\.7\.1\.2[\s\S]*Certificates concerned: 1[\s\S]*robin: 1/)
    expect(text('csv').trim().split('\r\n')).toHaveLength(2)
  })

  it('of everything is not taken for a filter', async () => {
    const made = (engine = await makeEngine())
    await expect(previewIncident(made.ca, { ...choice, selection: { by: 'filter' } })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })

  it('leaves the certificate by which a root vouches for itself alone', async () => {
    const made = (engine = await makeEngine())
    const { plan } = await previewIncident(made.ca, {
      ...choice,
      selection: { by: 'filter', authority: made.rootId }
    })
    expect(plan.rows.map(({ subject }) => subject)).toEqual(['CN=Test Issuing,O=Example'])
  })
})
