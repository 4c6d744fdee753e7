import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { governedBy, ruleNameOf } from '../../../src-shared/model/quorum.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let issuing: number
let agent: number
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const issue = async (profile: string, name: string): Promise<number> => {
  const csr = makeCsr({ subject: `CN=${name}`, names: [{ kind: 'dns', value: name }], key: subscriberKey() })
  const { certificateId } = await made.alice.call('request.submit', { profile, csr: base64(csr) })
  if (certificateId === null) throw new Error('The request waits.')
  return certificateId
}

beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  const one = await alice.call('authority.create', { name: 'issuing', subject: 'CN=Issuing,O=Example', issuer: 'root' })
  await alice.call('authority.create', { name: 'below', subject: 'CN=Below,O=Example', issuer: 'issuing' })
  issuing = one.authority.id
  for (const name of ['web', 'later'])
    await alice.call('profile.create', {
      name,
      starter: 'tls-server',
      authority: name === 'web' ? 'below' : 'issuing',
      approval: 'auto'
    })
  agent = await issue('web', 'agent.example.test')
  await issue('web', 'www.example.test')
  await issue('later', 'mail.example.test')
  await alice.call('ocsp.enable', { authority: 'below' })
  await alice.call('tsa.create', { name: 'contracts', authority: 'issuing' })
  await alice.call('est.create', { name: 'printers', profile: 'web', auth: 'either' })
  await alice.call('cmp.create', { name: 'plant', profile: 'later' })
  const { certificate } = await alice.call('certificate.show', { id: agent })
  await alice.call('est.client-create', { service: 'printers', name: 'press', certificate: certificate.pem })
  await alice.call('cmp.client-create', { service: 'plant', name: 'gateway', certificate: certificate.pem })
  await alice.call('certificate.annotate', { id: agent, note: 'second key in the safe' })
  await alice.call('certificate.add-location', { id: agent, name: 'press room', details: 'second floor' })
})
afterAll(() => made.stop())

const shown = async (id: number): Promise<string[]> => {
  const { effects } = await made.alice.call('incident.consequence', { id })
  return effects
    .filter(({ kind }) => kind !== 'crl' && kind !== 'ocsp')
    .map(({ kind, detail, name, count }) => [kind, detail, name, count].filter((part) => part !== '').join(' | '))
    .toSorted()
}

describe('what a revocation touches', () => {
  test('of an authority is every authority, certificate and service beneath it', async () => {
    const { certificateId } = (await made.alice.call('authority.show', { authority: issuing })).authority
    expect(await shown(certificateId ?? 0)).toEqual(
      [
        'authority | issuing | 1',
        'authority | below | 1',
        // The authority below, the certificates of the TSA and of CMP, and the one for mail.
        'certificates-beneath | issuing | 4',
        // Two for servers, and that of the OCSP responder.
        'certificates-beneath | below | 3',
        'service-under | tsa | contracts | 1',
        'service-under | cmp | plant | 1',
        'service-under | ocsp | below | 1',
        'service-under | est | printers | 1',
        'key-place | vault | Authority issuing | 1'
      ].toSorted()
    )
  })

  test('of an end entity is its clients, the place where it lies and what was noted of it', async () => {
    expect(await shown(agent)).toEqual(
      [
        'client | est | press (printers) | 1',
        'client | cmp | gateway (plant) | 1',
        'location | second floor | press room | 1',
        'note | second key in the safe | 1'
      ].toSorted()
    )
  })

  test('of the certificate of a service is that service', async () => {
    const { rows } = await made.alice.call('certificate.list', { certificateClass: ['service'] })
    const all = await Promise.all(rows.map(({ id }) => shown(id)))
    expect(
      all
        .flat()
        .filter((line) => line.startsWith('service-certificate'))
        .toSorted()
    ).toEqual([
      'service-certificate | cmp | plant | 1',
      'service-certificate | ocsp | below | 1',
      'service-certificate | tsa | contracts | 1'
    ])
  })

  test('is softened by the certificate that came in its place, and by a request under way', async () => {
    const old = await issue('web', 'old.example.test')
    await made.alice.call('certificate.renew', { id: old })
    const lines = await shown(old)
    expect(lines.filter((line) => /^(successor|renewal)/.test(line))).toEqual(['successor | CN=old.example.test | 1'])
  })
})

test('two certificates, their files, and a request with its certificate are compared', async () => {
  const { alice } = made
  const { rows } = await alice.call('certificate.list', { certificateClass: ['end-entity'] })
  const [one, two] = rows
  const compared = await alice.call('compare.certificates', { before: one?.id ?? 0, after: two?.id ?? 0 })
  expect(compared.rows.find(({ field }) => field === 'serial')?.kind).toBe('changed')
  const files = []
  for (const row of [one, two]) files.push((await alice.call('certificate.show', { id: row?.id ?? 0 })).certificate.pem)
  expect(await alice.call('compare.objects', { before: files[0] ?? '', after: files[1] ?? '' })).toEqual(compared)
  const { requestId } = (await alice.call('certificate.show', { id: agent })).certificate
  const request = await alice.call('compare.request', { id: requestId ?? 0 })
  expect(request.rows.find(({ field }) => field === 'publicKey')?.kind).toBe('same')
})

test('a private key is not compared', async () => {
  const pem = String(subscriberKey().privateKey.export({ format: 'pem', type: 'pkcs8' }))
  await expect(made.alice.call('compare.objects', { before: pem, after: pem })).rejects.toMatchObject({
    code: 'invalid-input'
  })
})

test('siblings lead to a drill and to a mass revocation of what was seen', async () => {
  const { alice } = made
  const { groups } = await alice.call('incident.siblings', { id: agent })
  const revision = groups.find(({ relation }) => relation === 'revision')
  if (revision === undefined) throw new Error('There is no group of the same revision.')
  const choice = { selection: revision.selection, scenario: 'wrong-profile', reason: 'superseded' } as const
  const { plan } = await alice.call('incident.preview', choice)
  expect(plan.affected).toBe(revision.count + 1)
  await alice.call('incident.drill', { ...choice, note: 'yearly' })
  const done = await alice.call('incident.revoke', { ...choice, digest: plan.digest })
  expect(done).toMatchObject({ done: plan.affected, failed: [] })
  const { incidents } = await alice.call('incident.list', {})
  expect(incidents.map(({ kind }) => kind)).toEqual(['revocation', 'drill'])
  const { file } = await alice.call('incident.export', { id: done.incident.id })
  expect(Buffer.from(file.base64, 'base64').toString()).toContain(`Revoked: ${plan.affected}`)
})

test('a mass revocation falls under the approval rule of a revocation', () => {
  expect(ruleNameOf('incident.revoke')).toBe('certificate.revoke')
  expect(governedBy('certificate.revoke')).toContain('incident.revoke')
})

test('a trial of a profile needs the permission to read profiles', async () => {
  const { alice } = made
  const change = { by: 'rules', rules: { validity: { kind: 'duration', duration: '30d' } } } as const
  const trial = await alice.call('simulator.run', { profile: 'web', change })
  expect(trial.counts['differs']).toBe(trial.tried)
  await alice.call('role.save', { name: 'reader', label: 'Reads requests', permissions: ['request.read'] })
  await alice.call('operator.create', { name: 'kim', roles: ['reader'], passphrase: 'copper anvil in june' })
  const kim = made.person()
  await kim.call('session.sign-in', { operator: 'kim', passphrase: 'copper anvil in june' })
  await expect(kim.call('simulator.run', { profile: 'web', change })).rejects.toMatchObject({ code: 'forbidden' })
})
