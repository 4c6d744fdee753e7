import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('authority.create', { name: 'other', subject: 'CN=Other,O=Example' })
  for (const [name, authority] of [
    ['web', 'root'],
    ['far', 'other']
  ] as const)
    await alice.call('profile.create', { name, starter: 'tls-server', authority })
  for (const profile of ['web', 'web', 'far']) {
    const csr = Buffer.from(makeCsr()).toString('base64')
    await alice.call('request.submit', { profile, csr })
  }
  for (const { id } of (await alice.call('request.list', {})).rows) await alice.call('request.approve', { id })
})
afterAll(() => made.stop())

async function person(
  name: string,
  permissions: readonly ('dashboard.read' | 'request.read' | 'certificate.read')[]
): Promise<Person> {
  const passphrase = 'copper anvil in june'
  await made.alice.call('role.save', { name, label: name, permissions: [...permissions] })
  await made.alice.call('operator.create', { name, roles: [name], passphrase })
  const somebody = made.person()
  await somebody.call('session.sign-in', { operator: name, passphrase })
  return somebody
}

test('a chart and the rows behind it follow the authority that is asked for', async () => {
  const { alice } = made
  const of = async (authority?: string): Promise<unknown> => {
    const { charts } = await alice.call('dashboard.charts', {
      charts: ['sub-types'],
      ...(authority === undefined ? {} : { authority })
    })
    return charts.map(({ total, marks }) => [total, marks.map(({ key }) => key)])
  }
  expect([await of(), await of('root'), await of('other')]).toEqual([
    [[3, ['single']]],
    [[2, ['single']]],
    [[1, ['single']]]
  ])
  const page = await alice.call('dashboard.drill', { chart: 'sub-types', mark: 'single', authority: 'root', limit: 1 })
  expect([page.total, page.rows.length, page.next === null]).toEqual([2, 1, false])
  expect(page.rows[0]).toMatchObject({
    kind: 'certificate',
    type: 'tls',
    status: 'active',
    profile: 'web',
    signer: 'root'
  })
  await expect(alice.call('dashboard.charts', { authority: 'nobody' })).rejects.toMatchObject({ code: 'not-found' })
})

test('a request is told with what became of it', async () => {
  const { charts } = await made.alice.call('dashboard.charts', { charts: ['requested-issued'] })
  const today = charts[0]?.marks.at(-1)
  expect(today?.values).toEqual([3, 3])
  const { rows } = await made.alice.call('dashboard.drill', {
    chart: 'requested-issued',
    mark: today?.key ?? '',
    series: 'requested'
  })
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject({ kind: 'request', status: 'issued', type: 'tls', termDays: 365 })
  expect(rows[0]?.serial).toMatch(/^[0-9a-f]+$/)
})

test('what somebody may not read is neither drawn nor listed nor counted', async () => {
  const nobody = await person('watcher', ['dashboard.read'])
  expect((await nobody.call('dashboard.charts', {})).charts).toEqual([])
  const summary = await nobody.call('dashboard.summary', {})
  expect(summary).toMatchObject({
    certificates: null,
    requests: null,
    authorities: [],
    expiring: [],
    issuedPerDay: [],
    byProfile: []
  })
  await expect(nobody.call('dashboard.drill', { chart: 'signers', mark: '' })).rejects.toMatchObject({
    code: 'forbidden'
  })
  const reader = await person('reader', ['dashboard.read', 'certificate.read'])
  expect((await reader.call('dashboard.charts', {})).charts.map(({ id }) => id)).not.toContain('requests-by-type')
  expect(await reader.call('dashboard.summary', {})).toMatchObject({ requests: null, certificates: { revoked: 0 } })
  await expect(
    reader.call('dashboard.drill', { chart: 'requested-issued', mark: '', series: 'issued' })
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('a mark, a series and a page that do not exist are refused in words', async () => {
  const { alice } = made
  await expect(alice.call('dashboard.drill', { chart: 'expiring', mark: '31' })).rejects.toThrow('30, 60, 90, 180')
  await expect(alice.call('dashboard.drill', { chart: 'signers', mark: '', series: 'ours' })).rejects.toMatchObject({
    code: 'invalid-input'
  })
  await expect(alice.call('dashboard.drill', { chart: 'terms', mark: '398', cursor: 'x' })).rejects.toMatchObject({
    code: 'malformed'
  })
  expect((await alice.call('dashboard.drill', { chart: 'organizations', mark: 'nobody' })).total).toBe(0)
})
