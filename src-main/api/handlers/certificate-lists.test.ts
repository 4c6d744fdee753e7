import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let bob: Person
const passphrase = 'copper anvil in june'

async function issue(profile: string, host: string, organization: string): Promise<number> {
  const csr = makeCsr({ subject: `CN=${host},O=${organization}`, names: [{ kind: 'dns', value: host }] })
  const { certificateId } = await made.alice.call('request.submit', {
    profile,
    csr: Buffer.from(csr).toString('base64')
  })
  return certificateId ?? 0
}

const subjects = (page: { readonly rows: readonly { readonly subject: string }[] }): string[] =>
  page.rows.map(({ subject }) => /CN=([^,]*)/.exec(subject)?.[1] ?? '')

const ids: Record<string, number> = {}
beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  for (const [name, purpose, channels] of [
    ['web', '1.3.6.1.5.5.7.3.1', ['desk', 'cli']],
    ['people', '1.3.6.1.5.5.7.3.2', ['desk', 'cli']],
    ['things', '1.3.6.1.5.5.7.3.2', ['desk', 'cli', 'scep']]
  ] as const)
    await alice.call('profile.create', {
      name,
      authority: 'root',
      content: {
        subject: { attributes: [{ type: 'CN' }, { type: 'O' }] },
        alternativeNames: { rules: [{ type: 'dns' }] },
        keyAlgorithms: ['P-256'],
        extendedKeyUsage: { oids: [purpose] },
        channels: [...channels],
        approval: 'auto',
        validity: { kind: 'duration', duration: '90d' }
      }
    })
  for (const name of ['bob', 'eve'])
    await alice.call('operator.create', { name, roles: name === 'bob' ? ['officer'] : ['auditor'], passphrase })
  bob = made.person()
  await bob.call('session.sign-in', { operator: 'bob', passphrase })
  for (const [name, profile, organization] of [
    ['one', 'web', 'Example'],
    ['two', 'web', 'Other'],
    ['ada', 'people', 'Example'],
    ['pump', 'things', 'Example']
  ] as const)
    ids[name] = await issue(profile, `${name}.example.test`, organization)
})
afterAll(() => made.stop())

describe('the lists', () => {
  test('hold what their profiles certify, and what was taken in from elsewhere by its key purposes', async () => {
    const { alice } = made
    const list = async (kind: 'tls' | 'client' | 'code-signing' | 'device') =>
      subjects(await alice.call('certificate.list', { kind }))
    expect(await list('tls')).toEqual(['two.example.test', 'one.example.test'])
    expect(await list('client')).toEqual(['ada.example.test'])
    expect(await list('device')).toEqual(['pump.example.test'])
    expect(await list('code-signing')).toEqual([])
    const all = await alice.call('certificate.list', {})
    expect(all.rows.find(({ id }) => id === ids['one'])).toMatchObject({ channel: 'desk', owner: '', tags: [] })
  })

  test('a profile whose purposes change leaves what it certified before in its list', async () => {
    const { alice } = made
    const { profile } = await alice.call('profile.show', { profile: 'people' })
    await alice.call('profile.revise', {
      profile: 'people',
      content: { ...profile.content, extendedKeyUsage: { critical: false, oids: ['1.3.6.1.5.5.7.3.3'] } }
    })
    ids['tool'] = await issue('people', 'tool.example.test', 'Example')
    expect(subjects(await alice.call('certificate.list', { kind: 'code-signing' }))).toEqual(['tool.example.test'])
    expect(subjects(await alice.call('certificate.list', { kind: 'client' }))).toEqual(['ada.example.test'])
  })

  test('any of the groups of conditions, all of the conditions of a group', async () => {
    const { alice } = made
    const { rows, total } = await alice.call('certificate.list', {
      where: [
        [
          { field: 'kind', is: 'is', value: 'tls' },
          { field: 'organization', is: 'is', value: 'Other' }
        ],
        [
          { field: 'profile', is: 'is', value: 'things' },
          { field: 'state', is: 'is-not', value: 'revoked' }
        ]
      ]
    })
    expect(subjects({ rows })).toEqual(['pump.example.test', 'two.example.test'])
    expect(total).toBe(2)
    const never = await alice.call('certificate.list', {
      where: [
        [
          { field: 'state', is: 'is', value: 'revoked' },
          { field: 'state', is: 'is', value: 'expired' }
        ]
      ]
    })
    expect(never).toMatchObject({ rows: [], total: 0 })
  })

  test('a comparison that a field does not know, and a value that is none of it, are refused by name', async () => {
    const refused = (condition: {
      field: 'state' | 'expires' | 'name'
      is: 'is' | 'before' | 'contains'
      value: string
    }) => made.alice.call('certificate.list', { where: [[condition]] })
    await expect(refused({ field: 'name', is: 'is', value: 'x' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(refused({ field: 'state', is: 'is', value: 'lost' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(refused({ field: 'expires', is: 'before', value: 'soon' })).rejects.toMatchObject({
      message: expect.stringContaining('The field expires takes a day as YYYY-MM-DD, not soon.') as unknown
    })
  })

  test('groups are counted, and a group is the filter of its key', async () => {
    const { alice } = made
    const { groups, newest } = await alice.call('certificate.groups', { by: 'organization' })
    expect(newest).toBeNull()
    expect(groups.map(({ key, n }) => [key, n])).toEqual([
      ['Example', 5],
      ['Other', 1]
    ])
    for (const { key, n } of groups) expect((await alice.call('certificate.list', { organization: key })).total).toBe(n)
    const filtered = await alice.call('certificate.groups', { by: 'profile', kind: 'tls' })
    expect(filtered.groups.map(({ label, n }) => [label, n])).toEqual([['web', 2]])
    const whole = await alice.call('certificate.groups', { by: 'requester' })
    expect(whole.groups).toContainEqual({ key: 'alice', label: 'alice', n: 6, capped: false })
    const months = await alice.call('certificate.groups', { by: 'expiry-month' })
    expect(months.groups.reduce((sum, { n }) => sum + n, 0)).toBe(6)
  })
})

describe('what people note', () => {
  test('owner, tags and places stand with the certificate, in the list and in the audit log', async () => {
    const { alice } = made
    const id = ids['one'] ?? 0
    await alice.call('certificate.own', { id, owner: 'Web team', contacts: 'web@example.test' })
    await alice.call('certificate.own', { id, department: 'Shop' })
    await alice.call('certificate.tag', { id, add: ['public', 'Shop'] })
    await alice.call('certificate.tag', { id, add: ['PUBLIC'], remove: ['shop'] })
    const { facts } = await alice.call('certificate.add-location', { id, name: 'proxy 1', details: 'rack 4' })
    expect(facts).toMatchObject({
      owner: 'Web team',
      department: 'Shop',
      contacts: 'web@example.test',
      tags: ['public'],
      locations: [{ name: 'proxy 1', details: 'rack 4', createdBy: 'alice' }]
    })
    expect(subjects(await alice.call('certificate.list', { owner: 'web TEAM' }))).toEqual(['one.example.test'])
    expect((await alice.call('certificate.list', { tag: 'public' })).rows).toMatchObject([
      { id, owner: 'Web team', tags: ['public'] }
    ])
    expect(await alice.call('certificate.facts-in-use', {})).toEqual({ tags: ['public'], owners: ['Web team'] })
    const location = facts.locations[0]?.id ?? 0
    await expect(alice.call('certificate.remove-location', { id: ids['two'] ?? 0, location })).rejects.toMatchObject({
      code: 'not-found'
    })
    expect((await alice.call('certificate.remove-location', { id, location })).facts.locations).toEqual([])
    const { rows } = await alice.call('audit.list', { operation: 'certificate.annotate' })
    expect(rows.length).toBe(6)
    expect((await alice.call('certificate.facts', { id })).facts.tags).toEqual(['public'])
  })

  test('a note is searched where something indexed leaves few, and refused with the reason where nothing does', async () => {
    const { alice } = made
    await alice.call('certificate.annotate', { id: ids['one'] ?? 0, note: 'Behind the shop' })
    const { rows } = await alice.call('certificate.list', {
      where: [
        [
          { field: 'tag', is: 'is', value: 'public' },
          { field: 'note', is: 'contains', value: 'SHOP' }
        ]
      ]
    })
    expect(subjects({ rows })).toEqual(['one.example.test'])
    await expect(
      alice.call('certificate.list', { where: [[{ field: 'note', is: 'contains', value: 'shop' }]] })
    ).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('not indexed') as unknown })
  })
})

describe('actions on many', () => {
  test('a selection says what it holds; what is chosen is suspended, taken back, tagged, one CRL each', async () => {
    const { alice } = made
    const chosen = await alice.call('certificate.select', { kind: 'tls' })
    expect(chosen).toMatchObject({
      ids: [ids['two'], ids['one']],
      more: false,
      byState: [{ state: 'active', n: 2 }],
      byAuthority: [{ name: 'root', n: 2 }]
    })
    const crls = async (): Promise<number> => (await alice.call('crl.list', { authority: 'root' })).rows.length
    const before = await crls()
    const suspended = await alice.call('certificate.suspend-many', { ids: [...chosen.ids, 4711], comment: 'moved' })
    expect(suspended).toMatchObject({ done: 2, failed: [{ id: 4711 }] })
    expect((await alice.call('certificate.list', { state: ['suspended'] })).total).toBe(2)
    expect((await crls()) - before).toBeLessThanOrEqual(1)
    expect(await alice.call('certificate.reinstate-many', { ids: chosen.ids })).toMatchObject({ done: 2, failed: [] })
    const annotated = await alice.call('certificate.annotate-many', {
      ids: chosen.ids,
      owner: 'Ops',
      addTags: ['2027']
    })
    expect(annotated).toMatchObject({ done: 2, failed: [] })
    expect((await alice.call('certificate.list', { tag: '2027', owner: 'ops' })).total).toBe(2)
  })

  test('renewal asks for each; what cannot be renewed is named', async () => {
    const root = (await made.alice.call('certificate.list', { certificateClass: ['authority'] })).rows[0]?.id ?? 0
    const outcome = await made.alice.call('certificate.renew-many', { ids: [ids['pump'] ?? 0, root] })
    expect(outcome).toMatchObject({ done: 1, failed: [{ id: root }] })
    const { certificate } = await made.alice.call('certificate.show', { id: ids['pump'] ?? 0 })
    expect(certificate.nextCertificateIds).toHaveLength(1)
  })
})

describe('saved views', () => {
  test('are one’s own until shared with a role; only the owner removes one', async () => {
    const { alice } = made
    const mine = { list: 'certificates', name: 'Shop', query: 'kind=tls' }
    const { view } = await alice.call('view.save', mine)
    expect(view).toMatchObject({ name: 'Shop', query: 'kind=tls', shown: null, role: null, own: true })
    expect((await bob.call('view.list', { list: 'certificates' })).views).toEqual([])
    const role = 'ca-administrator'
    const again = await alice.call('view.save', { ...mine, name: 'SHOP', shown: ['state', 'serial'], role })
    expect(again.view).toMatchObject({ id: view.id, name: 'SHOP', shown: ['state', 'serial'], role })
    await made.alice.call('operator.update', { operator: 'bob', roles: ['officer', role] })
    expect((await bob.call('view.list', { list: 'certificates' })).views).toMatchObject([
      { name: 'SHOP', owner: 'alice', own: false }
    ])
    expect((await bob.call('view.list', { list: 'audit' })).views).toEqual([])
    await expect(bob.call('view.remove', { id: view.id })).rejects.toMatchObject({ code: 'not-found' })
    await expect(alice.call('view.save', { ...mine, role: 'auditor' })).rejects.toMatchObject({ code: 'invalid-input' })
    await alice.call('view.remove', { id: view.id })
    expect((await alice.call('view.list', { list: 'certificates' })).views).toEqual([])
  })
})
