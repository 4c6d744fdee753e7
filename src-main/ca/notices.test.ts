import { afterAll, beforeAll, expect, test } from 'vitest'
import { addJob, claimJob, failJob } from '../store/jobs.ts'
import { transaction } from '../store/transaction.ts'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  // Without the chores, which would renew the CRL.
  made = await startWithAlice({ schedule: false })
})
afterAll(() => made.stop())

test('nothing needs anybody in a new installation', async () => {
  expect((await made.alice.call('dashboard.notices', {})).notices).toEqual([])
})

test('a job that was given up is told with its error, to those who may read the settings only', async () => {
  const { engine, clock } = made
  const id = await transaction(engine.ca.store, (writer) => {
    const job = addJob(writer, { kind: 'publish', payload: {}, runAt: clock.now(), now: clock.now() })
    claimJob(writer, clock.now())
    failJob(writer, job, 'the server did not answer', clock.now())
    return job
  })
  const { notices } = await made.alice.call('dashboard.notices', {})
  expect(notices).toEqual([
    {
      id: `job:${id}`,
      kind: 'job-failed',
      count: 1,
      name: 'publish',
      objectId: null,
      at: clock.now(),
      text: 'the server did not answer'
    }
  ])
  await made.alice.call('role.save', { name: 'desk', label: 'Desk', permissions: ['request.read'] })
  await made.alice.call('operator.create', { name: 'carol', roles: ['desk'], passphrase: 'copper anvil in june' })
  const carol = made.person()
  await carol.call('session.sign-in', { operator: 'carol', passphrase: 'copper anvil in june' })
  expect((await carol.call('dashboard.notices', {})).notices).toEqual([])
})

test('an authority whose CRL ran out and whose certificate ends is told of', async () => {
  const { alice, clock } = made
  const { authority } = await alice.call('authority.create', {
    name: 'root',
    subject: 'CN=Notice Root',
    key: 'P-256',
    validity: '730d'
  })
  await alice.call('crl.issue', { authority: authority.id })
  const idsOf = async (): Promise<readonly string[]> =>
    (await alice.call('dashboard.notices', {})).notices.flatMap(({ id, kind }) => (kind === 'job-failed' ? [] : [id]))
  expect(await idsOf()).toEqual([])
  clock.advance(660 * 86_400_000)
  const later = made.person()
  await later.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const { notices } = await later.call('dashboard.notices', {})
  expect(notices.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['crl-overdue', 'authority-expiring']))
})

test('an authority whose key is off line is told of too, with what was signed ahead and misses a revocation', async () => {
  const { clock } = made
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const { authority } = await alice.call('authority.create', {
    name: 'cellar',
    subject: 'CN=Cellar Root',
    key: 'P-256',
    validity: '20y',
    settings: { crl: { onRevocation: false } }
  })
  await alice.call('profile.create', {
    name: 'cellar web',
    starter: 'tls-server',
    authority: 'cellar',
    approval: 'auto'
  })
  const { certificateId } = await alice.call('request.submit', {
    profile: 'cellar web',
    keyAlgorithm: 'P-256',
    asked: { alternativeNames: [{ type: 'dns', value: 'cellar.test' }] }
  })
  await alice.call('crl.series', { authority: 'cellar', count: 3 })
  const told = async (): Promise<readonly string[]> =>
    (await alice.call('dashboard.notices', {})).notices.flatMap(({ kind, objectId }) =>
      objectId === authority.id ? [kind] : []
    )
  await alice.call('authority.set-key-online', { authority: 'cellar', online: false })
  expect(await told()).toEqual([])
  await alice.call('certificate.revoke', { id: certificateId ?? 0, reason: 'superseded' })
  expect(await told()).toEqual(['crl-series-stale'])
  clock.advance(200 * 86_400_000)
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  expect(await told()).toEqual(['crl-overdue', 'crl-series-stale'])
})

test('a revocation that no CRL says, because the key went away, is told of after a quarter of an hour until one does', async () => {
  const { clock } = made
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const { authority } = await alice.call('authority.create', { name: 'away', subject: 'CN=Away Root', key: 'P-256' })
  await alice.call('profile.create', { name: 'away web', starter: 'tls-server', authority: 'away', approval: 'auto' })
  const { certificateId } = await alice.call('request.submit', {
    profile: 'away web',
    keyAlgorithm: 'P-256',
    asked: { alternativeNames: [{ type: 'dns', value: 'away.test' }] }
  })
  const told = async (): Promise<readonly unknown[]> =>
    (await alice.call('dashboard.notices', {})).notices.flatMap(({ kind, objectId, at }) =>
      objectId === authority.id ? [[kind, at]] : []
    )
  await alice.call('authority.set-key-online', { authority: 'away', online: false })
  const revokedAt = clock.now()
  const { crlId } = await alice.call('certificate.revoke', { id: certificateId ?? 0, reason: 'keyCompromise' })
  expect([crlId, await told()]).toEqual([null, []])
  clock.advance(15 * 60_000)
  expect(await told()).toEqual([['crl-revocation-waits', revokedAt]])
  await alice.call('authority.set-key-online', { authority: 'away', online: true })
  await alice.call('crl.issue', { authority: 'away' })
  expect(await told()).toEqual([])
})

test('a domain is told of before its proof ends and after', async () => {
  const { clock } = made
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const until = clock.now() + 40 * 86_400_000
  const { domain } = await alice.call('domain.authorize', { name: 'example.test', basis: 'own domain', until })
  const proofsTold = async (): Promise<unknown> => {
    const { notices } = await alice.call('dashboard.notices', {})
    return notices
      .filter(({ kind }) => kind.startsWith('proof-'))
      .map(({ kind, name, objectId, at }) => [kind, name, objectId, at])
  }
  expect(await proofsTold()).toEqual([])
  clock.advance(20 * 86_400_000)
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  expect(await proofsTold()).toEqual([['proof-ends-soon', 'example.test', domain.id, until]])
  clock.advance(30 * 86_400_000)
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  expect(await proofsTold()).toEqual([['proof-ended', 'example.test', domain.id, until]])
})

test('a certificate that somebody has to renew is told of before it ends; one of a service, which renews itself, is not', async () => {
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  await alice.call('authority.create', { name: 'status', subject: 'CN=Status Root', key: 'P-256' })
  await alice.call('ocsp.enable', { authority: 'status' })
  const told = async (): Promise<readonly unknown[]> =>
    (await alice.call('dashboard.notices', {})).notices.flatMap(({ kind, count, name }) =>
      kind === 'certificates-expiring' ? [[count, name]] : []
    )
  expect(await told()).toEqual([])
  await alice.call('profile.create', { name: 'short', starter: 'tls-server', authority: 'status', approval: 'auto' })
  await alice.call('request.submit', {
    profile: 'short',
    keyAlgorithm: 'P-256',
    asked: { alternativeNames: [{ type: 'dns', value: 'short.test' }], validity: { duration: '20d' } }
  })
  expect(await told()).toEqual([[1, '30']])
  // As many as the list shows that the notice opens.
  await alice.call('settings.update', { settings: { expiringDays: 10 } })
  expect(await told()).toEqual([])
  await alice.call('settings.update', { settings: { expiringDays: 25 } })
  expect(await told()).toEqual([[1, '25']])
  await alice.call('settings.update', { settings: { expiringDays: 30 } })
})

test('services whose last certificate ended while their authority could not sign are told of, with the reason', async () => {
  const { clock } = made
  const alice = made.person()
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const { authority } = await alice.call('authority.create', {
    name: 'silent',
    subject: 'CN=Silent Root',
    key: 'P-256',
    validity: '20y'
  })
  await alice.call('profile.create', { name: 'things', starter: 'device', authority: 'silent', approval: 'auto' })
  const scep = await alice.call('scep.create', { name: 'gate', profile: 'things', challenge: ['one-time'] })
  const cmp = await alice.call('cmp.create', { name: 'plc', profile: 'things' })
  const tsa = await alice.call('tsa.create', { name: 'stamp', authority: 'silent' })
  await alice.call('ocsp.enable', { authority: 'silent' })
  const ours = ['scep-silent', 'cmp-silent', 'tsa-silent', 'ocsp-silent']
  const told = async (): Promise<readonly unknown[]> =>
    (await alice.call('dashboard.notices', {})).notices.flatMap(({ kind, name, objectId, text }) =>
      ours.includes(kind) && name !== 'status' ? [[kind, name, objectId, text]] : []
    )
  expect(await told()).toEqual([])
  clock.advance(6000 * 86_400_000)
  await alice.call('session.sign-in', { operator: 'alice', passphrase: 'seven quiet herons at dawn' })
  const all = (why: unknown): readonly unknown[] => [
    ['scep-silent', 'gate', scep.service.id, why],
    ['cmp-silent', 'plc', cmp.service.id, why],
    ['tsa-silent', 'stamp', tsa.service.id, why],
    ['ocsp-silent', 'silent', authority.id, why]
  ]
  expect(await told()).toEqual(all(''))
  await alice.call('authority.set-key-online', { authority: 'silent', online: false })
  expect(await told()).toEqual(all(expect.stringMatching(/off line/)))
})
