import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

type House = TestEngine & { readonly alice: Person }
let safe: House
let office: House
beforeAll(async () => {
  safe = await startWithAlice({ schedule: false })
  office = await startWithAlice({ schedule: false })
  await safe.alice.call('authority.create', { name: 'R1', subject: 'CN=R1,O=Example' })
})
afterAll(async () => {
  await safe.stop()
  await office.stop()
})

const textOf = (file: { base64: string }): string => Buffer.from(file.base64, 'base64').toString('utf8')

test('two installations are paired by a file and a fingerprint that was compared', async () => {
  expect((await safe.alice.call('bundle.overview', {})).identity).toBeNull()
  const ofSafe = await safe.alice.call('bundle.identity', { name: 'Root safe' })
  const ofOffice = await office.alice.call('bundle.identity', { name: 'Issuing office' })
  const read = await office.alice.call('bundle.read-card', { card: textOf(ofSafe.file) })
  expect(read.party).toEqual(ofSafe.identity)
  await expect(office.alice.call('bundle.pair', { card: textOf(ofSafe.file) })).rejects.toThrow(/Compare first/)
  await office.alice.call('bundle.pair', { card: textOf(ofSafe.file), fingerprint: ofSafe.identity.words.join(' ') })
  await safe.alice.call('bundle.pair', { card: textOf(ofOffice.file), fingerprint: ofOffice.identity.fingerprint })
  expect((await office.alice.call('bundle.peers', {})).peers).toMatchObject([{ name: 'Root safe', lastSent: 0 }])
})

test('a visit: hand over, ask, answer, accept, with everything on record', async () => {
  const handed = await safe.alice.call('bundle.hand-over', { peer: 'Issuing office', authority: 'R1', crls: 3 })
  const { inspection } = await office.alice.call('bundle.inspect', { bundle: handed.file.base64 })
  expect(inspection).toMatchObject({ acceptable: true, kind: 'answer', sender: { name: 'Root safe' } })
  await office.alice.call('bundle.accept', { bundle: handed.file.base64, trustRoot: true })
  await office.alice.call('authority.create', { name: 'Issuing', subject: 'CN=Issuing,O=Example', csrOnly: true })
  const { mirrors } = await office.alice.call('bundle.overview', {})
  expect(mirrors).toMatchObject([{ name: 'R1', waiting: 2 }])
  const asked = await office.alice.call('bundle.create', { peer: 'Root safe', reason: 'first visit' })
  const { bundle } = await safe.alice.call('bundle.accept', { bundle: asked.file.base64 })
  const shown = await safe.alice.call('bundle.show', { id: bundle.id })
  expect(shown.items).toMatchObject([{ kind: 'csr', about: 'CN=Issuing,O=Example', state: 'open', root: 'R1' }])
  const answered = await safe.alice.call('bundle.answer', { request: bundle.id })
  await expect(safe.alice.call('bundle.answer', { request: bundle.id })).rejects.toMatchObject({ code: 'conflict' })
  const { taken } = await office.alice.call('bundle.accept', { bundle: answered.file.base64 })
  expect(taken).toMatchObject({ root: 1, certificate: 1 })
  expect((await office.alice.call('authority.show', { authority: 'Issuing' })).authority.state).toBe('active')
  const rows = (await office.alice.call('bundle.list', { limit: 10 })).rows
  expect(rows.map(({ direction, kind }) => `${direction} ${kind}`)).toEqual(['in answer', 'out request', 'in answer'])
  expect((await office.alice.call('bundle.export', { id: rows[1]?.id ?? 0 })).file).toEqual(asked.file)
})

test('the duties of the root as list, calendar and card', async () => {
  const { duties } = await office.alice.call('duty.list', {})
  expect(duties).toContainEqual(
    expect.objectContaining({ kind: 'subordinate-renewal', mirrored: true, state: 'later' })
  )
  const calendar = textOf((await office.alice.call('duty.calendar', {})).file)
  expect(calendar).toContain('BEGIN:VCALENDAR')
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(duties.length)
  for (const language of ['en', 'de'] as const) {
    const { file } = await office.alice.call('duty.card', { language })
    expect(textOf(file).startsWith('%PDF-1.')).toBe(true)
  }
})

test('a peer that is removed can send nothing more', async () => {
  await office.alice.call('bundle.unpair', { peer: 'Root safe' })
  const handed = await safe.alice.call('bundle.hand-over', { peer: 'Issuing office', authority: 'R1' })
  await expect(office.alice.call('bundle.accept', { bundle: handed.file.base64 })).rejects.toThrow(/not paired/)
})

test('who may make authorities and nothing else neither answers a request nor signs CRLs ahead', async () => {
  const { alice } = safe
  await alice.call('role.save', {
    name: 'maker',
    label: 'Maker',
    permissions: ['authority.read', 'authority.create']
  })
  await alice.call('operator.create', { name: 'mia', roles: ['maker'], passphrase: 'copper anvil in june' })
  const mia = safe.person()
  await mia.call('session.sign-in', { operator: 'mia', passphrase: 'copper anvil in june' })
  await expect(mia.call('bundle.answer', { request: 1 })).rejects.toThrow(/crl\.issue and certificate\.revoke/)
  await expect(
    mia.call('bundle.hand-over', { peer: 'Issuing office', authority: 'R1', crls: 1 })
  ).rejects.toMatchObject({ code: 'forbidden' })
})
