import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { operations, type Input } from '../../../src-shared/api/index.ts'
import { governedBy, ruleGroups, suggestedRules } from '../../../src-shared/model/quorum.ts'
import { allRows, run } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import {
  approve,
  codeOf,
  inputDigest,
  passphrases,
  proposalOf,
  setRule,
  startQuorumHouse,
  tokenKey,
  type QuorumHouse
} from '../../testing/quorum-house.ts'

let made: QuorumHouse
beforeEach(async () => {
  made = await startQuorumHouse()
})
afterEach(() => made.stop())

const rule = (change: Partial<Input<'quorum.set'>>): Input<'quorum.set'> => ({
  operation: 'authority.retire',
  needed: 2,
  roles: ['ca-administrator'],
  ...change
})
const messageOf = async (input: Input<'quorum.set'>): Promise<string> => {
  const reply = await made.alice.reply('quorum.set', input)
  return reply.ok ? 'ok' : reply.failure.message
}
const standing = async (): Promise<readonly string[]> =>
  (await made.alice.call('quorum.rules', {})).rules.map(({ operation, terms }) => `${operation} ${terms.needed}`)

test('without rules nothing is held back, and the weak places are named', async () => {
  expect(await made.alice.call('quorum.rules', {})).toMatchObject({ rules: [], limits: [], gaps: ['no-rules'] })
  expect(await codeOf(made.alice, 'settings.update', { settings: { organizationName: 'Example' } })).toBe('ok')
})

test('every group and suggestion names operations that can be ruled, each in one group', () => {
  const grouped = Object.entries(ruleGroups).flatMap(([first, others]) => [first, ...others])
  expect(new Set(grouped).size).toBe(grouped.length)
  for (const name of [...grouped, ...suggestedRules]) {
    const { access, effect } = operations[name as keyof typeof operations]
    expect(`${name} ${effect}`).not.toBe(`${name} read`)
    expect(['public', 'signed-in'], name).not.toContain(access)
  }
  expect(governedBy('operator.update')).toContain('operator.reset-passphrase')
})

describe('a rule that nobody can meet', () => {
  test.each([
    ['more than there are', rule({ needed: 3 }), /at most 2 can be given.*alice, bob, carol/],
    ['nobody with the role', rule({ roles: ['auditor'], needed: 1 }), /at most 0 can be given.*nobody/],
    ['the proposer alone', rule({ roles: [], operators: ['alice'], needed: 2 }), /at most 1/],
    ['signatures without keys', rule({ stepUp: 'signature', needed: 1 }), /with a registered key are nobody/]
  ] as const)('is refused with the reason: %s', async (_what, input, reason) => {
    expect(await messageOf(input)).toMatch(reason)
    expect((await made.alice.call('quorum.list', {})).rows).toEqual([])
  })

  test('counts as possible where the proposer may be one of them', async () => {
    expect(await codeOf(made.alice, 'quorum.set', rule({ needed: 3, proposerCounts: true }))).toBe('approval-needed')
  })
})

test.each([
  ['an operation that only reads', rule({ operation: 'authority.list' }), 'operation'],
  ['an operation open to all', rule({ operation: 'session.sign-in' }), 'operation'],
  ['the approval itself', rule({ operation: 'quorum.approve' }), 'operation'],
  ['an unknown operation', rule({ operation: 'authority.explode' }), 'operation'],
  ['one of a group', rule({ operation: 'operator.reset-passphrase' }), 'operation'],
  ['a scope that has no sense', rule({ scope: 'authorities' }), 'scope'],
  ['nobody named', rule({ roles: [] }), 'roles'],
  ['an unknown role', rule({ roles: ['wizard'] }), 'roles'],
  ['an unknown operator', rule({ operators: ['mallory'] }), 'operators'],
  ['a life of a minute', rule({ life: '1m' }), 'life'],
  ['a life of ten years', rule({ life: '10y' }), 'life']
] as const)('no rule over %s', async (_what, input, where) => {
  const { alice } = made
  // The proposal is refused where the fault can be seen, so that nobody approves for nothing.
  const reply = await alice.reply('quorum.set', input)
  expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-input', reasons: [{ where }] } })
})

test('a new rule needs the approvals that it asks for itself', async () => {
  const id = await proposalOf(made.alice, 'quorum.set', rule({}))
  const { proposal } = await made.alice.call('quorum.show', { id })
  expect(proposal.requirements).toMatchObject([{ operation: 'authority.retire', needed: 2, missing: ['bob', 'carol'] }])
  await approve(made, 'bob', id)
  expect(await standing()).toEqual([])
  await approve(made, 'carol', id)
  await made.alice.call('quorum.execute', { id })
  expect(await standing()).toEqual(['authority.retire 2'])
})

describe('a change of a rule', () => {
  beforeEach(() => setRule(made, rule({}), ['bob', 'carol']))

  test('to fewer people needs those of the old rule', async () => {
    const id = await proposalOf(made.alice, 'quorum.set', rule({ needed: 1 }))
    await approve(made, 'bob', id)
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    await approve(made, 'carol', id)
    await made.alice.call('quorum.execute', { id })
    expect(await standing()).toEqual(['authority.retire 1'])
  })

  test('to other people needs both the old and the new ones', async () => {
    const id = await proposalOf(made.alice, 'quorum.set', rule({ needed: 1, roles: [], operators: ['dave'] }))
    await approve(made, 'dave', id)
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    await approve(made, 'bob', id)
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    expect((await approve(made, 'carol', id)).state).toBe('approved')
  })

  test('its removal needs those of the rule', async () => {
    const id = await proposalOf(made.alice, 'quorum.remove', { operation: 'authority.retire' })
    await approve(made, 'bob', id)
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    await approve(made, 'carol', id)
    await made.alice.call('quorum.execute', { id })
    expect(await standing()).toEqual([])
    expect(await codeOf(made.alice, 'quorum.remove', { operation: 'authority.retire' })).toBe('not-found')
  })

  test('falls under the rule over rules as well, and so do limits', async () => {
    await setRule(made, rule({ operation: 'quorum.set', needed: 1, roles: [], operators: ['carol', 'dave'] }), [
      'carol'
    ])
    const id = await proposalOf(made.alice, 'quorum.set', rule({ needed: 1, operators: ['bob'], roles: [] }))
    const { proposal } = await made.alice.call('quorum.show', { id })
    expect(proposal.requirements.map(({ operation, needed }) => `${operation} ${needed}`)).toEqual([
      'quorum.set 1',
      'authority.retire 2',
      'authority.retire 1'
    ])
    expect(proposal.changes).toContainEqual({ field: 'needed', now: 2, next: 1 })
    expect(await codeOf(made.alice, 'quorum.limit', { role: 'officer', maximum: 5 })).toBe('approval-needed')
  })

  test('to a rule that was made again has a revision of its own', async () => {
    const removal = await proposalOf(made.alice, 'quorum.remove', { operation: 'authority.retire' })
    for (const who of ['bob', 'carol'] as const) await approve(made, who, removal)
    await made.alice.call('quorum.execute', { id: removal })
    await setRule(made, rule({}), ['bob', 'carol'])
    expect((await made.alice.call('quorum.rules', {})).rules[0]?.revision).toBe(3)
  })

  test('two at the same time: the second is outdated by the first', async () => {
    const first = await proposalOf(made.alice, 'quorum.set', rule({ life: '3d' }))
    const second = await proposalOf(made.alice, 'quorum.set', rule({ life: '5d' }))
    for (const who of ['bob', 'carol'] as const) for (const id of [first, second]) await approve(made, who, id)
    await made.alice.call('quorum.execute', { id: first })
    expect(await codeOf(made.alice, 'quorum.execute', { id: second })).toBe('conflict')
    expect((await made.alice.call('quorum.show', { id: second })).proposal.state).toBe('outdated')
  })
})

describe('people', () => {
  beforeEach(() => setRule(made, rule({}), ['bob', 'carol']))

  test.each([
    ['disabling an operator', { operator: 'bob', state: 'disabled' }],
    ['taking the role away', { operator: 'carol', roles: ['officer'] }]
  ])('%s is refused where the rule could not be met any more', async (_what, change) => {
    const reply = await made.alice.reply('operator.update', change)
    expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(JSON.stringify(reply)).toContain('impossible to meet')
  })

  test('with another administrator it works', async () => {
    await made.alice.call('operator.update', { operator: 'dave', roles: ['ca-administrator'] })
    expect(await codeOf(made.alice, 'operator.update', { operator: 'bob', state: 'disabled' })).toBe('ok')
  })

  test('a rule over accounts covers every way to become somebody else', async () => {
    await setRule(made, rule({ operation: 'operator.update', needed: 1 }), ['bob'])
    const people = { name: 'erin', roles: ['officer'], passphrase: 'quiet copper meadow fog' }
    expect(await codeOf(made.alice, 'operator.create', people)).toBe('approval-needed')
    expect(
      await codeOf(made.alice, 'operator.reset-passphrase', { operator: 'bob', passphrase: 'quiet copper meadow fog' })
    ).toBe('approval-needed')
    expect(await codeOf(made.alice, 'operator.update', { operator: 'dave', state: 'disabled' })).toBe('approval-needed')
    expect(await codeOf(made.alice, 'role.save', { name: 'x', label: 'X', permissions: ['audit.read'] })).toBe(
      'approval-needed'
    )
    expect((await made.alice.call('quorum.rules', {})).gaps).toEqual(['rules-unruled', 'passphrase-only'])
  })
})

describe('limits on the number of people with a role', () => {
  test('no fewer than the minimum, no more than the maximum, disabled ones do not count', async () => {
    const { limits } = await made.alice.call('quorum.limit', { role: 'ca-administrator', minimum: 2, maximum: 3 })
    expect(limits).toEqual([{ role: 'ca-administrator', minimum: 2, maximum: 3, present: 3 }])
    expect(await codeOf(made.alice, 'operator.update', { operator: 'dave', roles: ['ca-administrator'] })).toBe(
      'conflict'
    )
    expect(await codeOf(made.alice, 'operator.update', { operator: 'bob', state: 'disabled' })).toBe('ok')
    expect(await codeOf(made.alice, 'operator.update', { operator: 'carol', roles: ['officer'] })).toBe('conflict')
    expect(await codeOf(made.alice, 'operator.update', { operator: 'carol', displayName: 'Carol' })).toBe('ok')
    const people = { name: 'erin', roles: ['ca-administrator'], passphrase: 'quiet copper meadow fog' }
    expect(await codeOf(made.alice, 'operator.create', people)).toBe('ok')
    expect(await codeOf(made.alice, 'operator.create', { ...people, name: 'frank' })).toBe('conflict')
    expect(await codeOf(made.alice, 'operator.update', { operator: 'bob', state: 'active' })).toBe('conflict')
  })

  test('limits that the people of today break are refused; the widest remove a limit', async () => {
    expect(await codeOf(made.alice, 'quorum.limit', { role: 'auditor', minimum: 1 })).toBe('conflict')
    expect(await codeOf(made.alice, 'quorum.limit', { role: 'ca-administrator', maximum: 2 })).toBe('conflict')
    expect(await codeOf(made.alice, 'quorum.limit', { role: 'officer', minimum: 3, maximum: 2 })).toBe('invalid-input')
    expect(await codeOf(made.alice, 'quorum.limit', { role: 'wizard' })).toBe('not-found')
    await made.alice.call('quorum.limit', { role: 'officer', minimum: 1 })
    expect((await made.alice.call('quorum.limit', { role: 'officer' })).limits).toEqual([])
  })
})

test('a rule for authorities alone holds back their revocation, by any way, and no other', async () => {
  const { authority } = await made.alice.call('authority.create', { name: 'root', subject: 'CN=Test Root' })
  const sub = await made.alice.call('authority.create', { name: 'sub', subject: 'CN=Test Sub', issuer: 'root' })
  expect(authority.id).toBeGreaterThan(0)
  const { rows } = await made.alice.call('certificate.list', {})
  const ofSub = rows.find(({ subject }) => subject === 'CN=Test Sub')?.id ?? 0
  expect(sub.authority.id).toBeGreaterThan(0)
  await setRule(made, rule({ operation: 'certificate.revoke', scope: 'authorities' }), ['bob', 'carol'])
  expect(await codeOf(made.alice, 'certificate.revoke', { id: ofSub, reason: 'superseded' })).toBe('approval-needed')
  expect(await codeOf(made.alice, 'certificate.revoke-many', { ids: [ofSub], reason: 'superseded' })).toBe(
    'approval-needed'
  )
  expect(await codeOf(made.alice, 'certificate.suspend', { id: ofSub })).toBe('approval-needed')
  expect(await codeOf(made.alice, 'certificate.revoke', { id: 4711, reason: 'superseded' })).toBe('not-found')
})

describe('secrets of a proposal', () => {
  const secret = 'quiet copper meadow fog'
  const everything = (): string =>
    JSON.stringify(
      ['quorum_proposal', 'audit'].flatMap((table) =>
        allRows(reader(made.engine.ca.store), `SELECT * FROM ${table}`).map((row) =>
          Object.values(row as object).map((value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
          )
        )
      )
    )

  beforeEach(() => setRule(made, rule({ operation: 'operator.update', needed: 1 }), ['bob']))

  test('are sealed, shown to nobody, used at the execution and gone afterwards', async () => {
    const wish = { name: 'erin', roles: ['officer'], passphrase: secret }
    const id = await proposalOf(made.alice, 'operator.create', wish)
    const { proposal } = await made.bob.call('quorum.show', { id })
    expect(proposal.secrets).toEqual(['passphrase'])
    expect(proposal.input).toMatchObject({
      name: 'erin',
      passphrase: { secret: expect.stringMatching(/^[0-9a-f]{64}$/) }
    })
    expect(JSON.stringify(proposal)).not.toContain(secret)
    expect(everything()).not.toContain(secret)
    expect(made.log()).not.toContain(secret)
    await approve(made, 'bob', id)
    await made.alice.call('quorum.execute', { id })
    const erin = made.person()
    await erin.call('session.sign-in', { operator: 'erin', passphrase: secret })
    const sealed = allRows(reader(made.engine.ca.store), 'SELECT sealed FROM quorum_proposal WHERE id = ?', [id])
    expect(sealed).toEqual([{ sealed: null }])
    expect(everything()).not.toContain(secret)
  })

  test('are salted: the same secret twice does not look the same', async () => {
    const wish = { name: 'erin', roles: ['officer'], passphrase: secret }
    const digests = [
      await proposalOf(made.alice, 'operator.create', wish),
      await proposalOf(made.alice, 'operator.create', wish)
    ].map(async (id) => (await made.alice.call('quorum.show', { id })).proposal.inputSha256)
    expect(new Set(await Promise.all(digests)).size).toBe(2)
  })

  test('swapped for those of another proposal are refused', async () => {
    const first = await proposalOf(made.alice, 'operator.create', {
      name: 'erin',
      roles: ['officer'],
      passphrase: secret
    })
    const second = await proposalOf(made.alice, 'operator.create', {
      name: 'erin',
      roles: ['officer'],
      passphrase: 'a passphrase nobody agreed to'
    })
    await approve(made, 'bob', first)
    await transaction(made.engine.ca.store, (writer) => {
      run(
        writer,
        'UPDATE quorum_proposal SET sealed = (SELECT sealed FROM quorum_proposal WHERE id = ?) WHERE id = ?',
        [second, first]
      )
    })
    expect(await codeOf(made.alice, 'quorum.execute', { id: first })).toBe('damaged')
  })
})

test('the digest of an input is that of its canonical JSON, defaults filled in', async () => {
  await setRule(made, rule({}), ['bob', 'carol'])
  const id = await proposalOf(made.alice, 'authority.retire', { authority: 'root' })
  const { proposal } = await made.alice.call('quorum.show', { id })
  expect(proposal.inputSha256).toBe(inputDigest('{"authority":"root","comment":""}'))
  expect(proposal.input).toEqual({ authority: 'root', comment: '' })
})

test('a proposal with a reason is made by hand, and the same checks apply', async () => {
  await setRule(made, rule({}), ['bob', 'carol'])
  const { proposal } = await made.alice.call('quorum.propose', {
    operation: 'authority.retire',
    input: { authority: 'root' },
    reason: 'the new root took over'
  })
  expect(proposal).toMatchObject({ state: 'open', reason: 'the new root took over', about: 'root' })
  expect(
    await codeOf(made.alice, 'quorum.propose', { operation: 'authority.retire', input: { authority: 'root', more: 1 } })
  ).toBe('invalid-input')
})

test('a key is registered with the own passphrase, and only one that can be read', async () => {
  const key = tokenKey()
  expect(
    await codeOf(made.bob, 'quorum.key-add', { label: 'k', certificate: 'AAAA', ownPassphrase: passphrases.bob })
  ).toBe('malformed')
  expect(
    await codeOf(made.bob, 'quorum.key-add', { label: 'k', certificate: key.publicKey, ownPassphrase: 'wrong' })
  ).toBe('wrong-passphrase')
  const added = await made.bob.call('quorum.key-add', {
    label: 'k',
    certificate: key.publicKey,
    ownPassphrase: passphrases.bob
  })
  expect(added.key).toMatchObject({ algorithm: 'ECDSA P-256', notAfter: null })
  expect(await codeOf(made.bob, 'quorum.key-remove', { id: added.key.id, ownPassphrase: passphrases.bob })).toBe('ok')
})

test('a change of settings shows what would be different, field by field', async () => {
  await setRule(made, rule({ operation: 'settings.update', needed: 1 }), ['bob'])
  const id = await proposalOf(made.alice, 'settings.update', { settings: { organizationName: 'Example' } })
  expect((await made.bob.call('quorum.show', { id })).proposal.changes).toEqual([
    { field: 'organizationName', now: '', next: 'Example' }
  ])
})
