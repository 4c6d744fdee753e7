import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { run } from '../../store/connection.ts'
import {
  approve,
  codeOf,
  passphrases,
  proposalOf,
  setRule,
  signIn,
  startQuorumHouse,
  statementFor,
  tokenKey,
  type QuorumHouse
} from '../../testing/quorum-house.ts'

let made: QuorumHouse
let root: number
const day = 86_400_000

beforeEach(async () => {
  made = await startQuorumHouse()
  const { authority } = await made.alice.call('authority.create', {
    name: 'root',
    subject: 'CN=Test Root',
    key: 'P-256',
    validity: '10y'
  })
  root = authority.id
})
afterEach(() => made.stop())

const twoAdministrators = { operation: 'authority.retire', needed: 2, roles: ['ca-administrator'] }
const retire = (): Promise<number> => proposalOf(made.alice, 'authority.retire', { authority: root })
const stateOfRoot = async (): Promise<string> =>
  (await made.alice.call('authority.show', { authority: root })).authority.state
const rows = (): readonly { operation: string; outcome: string }[] => [...exportAudit(reader(made.engine.ca.store))]

describe('two of three', () => {
  beforeEach(() => setRule(made, twoAdministrators, ['bob', 'carol']))

  test('the call becomes a proposal and nothing is done; the second approval lets the proposer carry it out, once', async () => {
    const id = await retire()
    expect(await stateOfRoot()).toBe('active')
    expect((await approve(made, 'bob', id)).state).toBe('open')
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    expect((await approve(made, 'carol', id)).state).toBe('approved')
    expect(await stateOfRoot()).toBe('active')
    const { proposal } = await made.alice.call('quorum.execute', { id })
    expect(proposal).toMatchObject({ state: 'done', executedBy: 'alice', outcome: null })
    expect(proposal.result).toMatchObject({ authority: { state: 'retired' } })
    expect(await stateOfRoot()).toBe('retired')
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    const done = rows().filter(({ operation, outcome }) => operation === 'authority.retire' && outcome === 'ok')
    expect(done).toMatchObject([{ actor: 'alice' }])
  })

  test('the same call again is the same proposal; another input is another one', async () => {
    const id = await retire()
    expect(await retire()).toBe(id)
    expect(await proposalOf(made.alice, 'authority.retire', { authority: root, comment: 'old' })).not.toBe(id)
  })

  test('a repeated approval is refused and counts once', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    expect(await codeOf(made.bob, 'quorum.approve', { id, ownPassphrase: passphrases.bob })).toBe('conflict')
    const again = await signIn(made, 'bob')
    expect(await codeOf(again, 'quorum.approve', { id, ownPassphrase: passphrases.bob })).toBe('conflict')
    const { proposal } = await made.alice.call('quorum.show', { id })
    expect(proposal).toMatchObject({ state: 'open', approved: 1, needed: 2 })
    expect(proposal.requirements[0]?.missing).toEqual(['carol'])
  })

  test('two approvals of one person at the same moment count once', async () => {
    const id = await retire()
    const codes = await Promise.all(
      [1, 2].map(() => codeOf(made.bob, 'quorum.approve', { id, ownPassphrase: passphrases.bob }))
    )
    expect(codes.toSorted()).toEqual(['conflict', 'ok'])
    expect((await made.alice.call('quorum.show', { id })).proposal.approved).toBe(1)
  })

  test('who proposes does not approve, and who is not named cannot answer or see it', async () => {
    const id = await retire()
    expect(await codeOf(made.alice, 'quorum.approve', { id, ownPassphrase: passphrases.alice })).toBe('forbidden')
    expect(await codeOf(made.dave, 'quorum.approve', { id, ownPassphrase: passphrases.dave })).toBe('forbidden')
    expect(await codeOf(made.dave, 'quorum.show', { id })).toBe('not-found')
    expect((await made.dave.call('quorum.list', {})).rows).toEqual([])
  })

  test('an approval takes the own passphrase, and wrong ones are counted as at sign-in', async () => {
    const id = await retire()
    expect(await codeOf(made.bob, 'quorum.approve', { id })).toBe('invalid-input')
    expect(await codeOf(made.bob, 'quorum.approve', { id, ownPassphrase: passphrases.alice })).toBe('wrong-passphrase')
    expect((await made.alice.call('quorum.show', { id })).proposal.approvals).toEqual([])
  })

  test('after its time it is expired: no approval, no execution', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    made.clock.advance(7 * day)
    const later = await signIn(made, 'carol')
    expect(await codeOf(later, 'quorum.approve', { id, ownPassphrase: passphrases.carol })).toBe('conflict')
    expect((await later.call('quorum.show', { id })).proposal.state).toBe('expired')
    expect(rows().map(({ operation }) => operation)).toContain('quorum.expire')
  })

  test('all approvals do not help once it has expired', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    made.clock.advance(8 * day)
    const later = await signIn(made, 'alice')
    expect(await codeOf(later, 'quorum.execute', { id })).toBe('conflict')
    expect((await later.call('authority.show', { authority: root })).authority.state).toBe('active')
  })

  test('a decline that leaves too few ends it', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    const { proposal } = await made.carol.call('quorum.decline', { id, comment: 'not this year' })
    expect(proposal.state).toBe('declined')
    expect(await codeOf(made.carol, 'quorum.approve', { id, ownPassphrase: passphrases.carol })).toBe('conflict')
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
  })

  test('only the proposer withdraws it and says why', async () => {
    const id = await retire()
    expect(await codeOf(made.bob, 'quorum.withdraw', { id })).toBe('forbidden')
    expect(await codeOf(made.bob, 'quorum.explain', { id, reason: 'x' })).toBe('forbidden')
    expect(await codeOf(made.alice, 'quorum.decline', { id })).toBe('forbidden')
    const { proposal } = await made.alice.call('quorum.explain', { id, reason: 'replaced by the new root' })
    expect(proposal.reason).toBe('replaced by the new root')
    expect((await made.alice.call('quorum.withdraw', { id })).proposal.state).toBe('withdrawn')
    expect(await codeOf(made.bob, 'quorum.approve', { id, ownPassphrase: passphrases.bob })).toBe('conflict')
  })

  test('a rule that changed meanwhile leaves proposals outdated, approvals and all', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    await setRule(made, { ...twoAdministrators, life: '3d' }, ['bob', 'carol'])
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('conflict')
    expect((await made.alice.call('quorum.show', { id })).proposal.state).toBe('outdated')
    expect(await stateOfRoot()).toBe('active')
  })

  test('an approver who is disabled before the execution does not count', async () => {
    await made.alice.call('operator.create', {
      name: 'erin',
      roles: ['ca-administrator'],
      passphrase: 'quiet copper meadow fog'
    })
    const id = await retire()
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    await made.alice.call('operator.update', { operator: 'bob', state: 'disabled' })
    const reply = await made.alice.reply('quorum.execute', { id })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict', reasons: [{ rule: 'quorum.missing' }] } })
    expect(JSON.stringify(reply)).toContain('1 of 2')
    expect((await made.alice.call('quorum.show', { id })).proposal.approvals[0]?.void).toBe('The account is disabled.')
  })

  test('two executions at the same moment: one runs, the other is refused', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    const second = await signIn(made, 'alice')
    const codes = await Promise.all([
      codeOf(made.alice, 'quorum.execute', { id }),
      codeOf(second, 'quorum.execute', { id })
    ])
    expect(codes.toSorted()).toEqual(['conflict', 'ok'])
    expect(rows().filter(({ operation, outcome }) => operation === 'authority.retire' && outcome === 'ok').length).toBe(
      1
    )
  })

  test('an operation that fails is recorded as failed and does not run again', async () => {
    const id = await retire()
    const other = await proposalOf(made.alice, 'authority.retire', { authority: root, comment: 'again' })
    for (const one of [id, other]) {
      await approve(made, 'bob', one)
      await approve(made, 'carol', one)
    }
    await made.alice.call('quorum.execute', { id })
    expect(await codeOf(made.alice, 'quorum.execute', { id: other })).not.toBe('ok')
    const { proposal } = await made.alice.call('quorum.show', { id: other })
    expect(proposal.state).toBe('failed')
    expect(proposal.outcome).toMatch(/\w/)
    expect(await codeOf(made.alice, 'quorum.execute', { id: other })).toBe('conflict')
  })

  test('an input that was changed in the database is refused, with all its approvals', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    await transaction(made.engine.ca.store, (writer) => {
      run(writer, 'UPDATE quorum_proposal SET input = ? WHERE id = ?', ['{"authority":2,"comment":""}', id])
    })
    expect(await codeOf(made.alice, 'quorum.execute', { id })).toBe('damaged')
    expect(await stateOfRoot()).toBe('active')
  })

  test('rules cut down in the row of a proposal are refused', async () => {
    const id = await retire()
    await approve(made, 'bob', id)
    const weaker = [{ operation: 'authority.retire', revision: 1, terms: { needed: 1, roles: ['ca-administrator'] } }]
    await transaction(made.engine.ca.store, (writer) => {
      run(writer, "UPDATE quorum_proposal SET requirements = ?, state = 'approved' WHERE id = ?", [
        JSON.stringify(weaker),
        id
      ])
    })
    expect(['conflict', 'damaged']).toContain(await codeOf(made.alice, 'quorum.execute', { id }))
    expect(await stateOfRoot()).toBe('active')
  })

  test('a proposer who lost the permission cannot have it carried out', async () => {
    const id = await proposalOf(made.bob, 'authority.retire', { authority: root })
    await approve(made, 'alice', id)
    await approve(made, 'carol', id)
    await made.alice.call('operator.create', {
      name: 'erin',
      roles: ['ca-administrator'],
      passphrase: 'quiet copper meadow fog'
    })
    await made.alice.call('operator.update', { operator: 'bob', roles: ['officer'] })
    expect(await codeOf(made.bob, 'quorum.execute', { id })).toBe('forbidden')
    expect((await made.alice.call('quorum.show', { id })).proposal.state).toBe('approved')
  })

  test('a passphrase that was set after the proposal was made does not approve it', async () => {
    const id = await retire()
    made.clock.advance(1000)
    await made.alice.call('operator.reset-passphrase', { operator: 'bob', passphrase: 'another passphrase of bob' })
    const asBob = made.person()
    await asBob.call('session.sign-in', { operator: 'bob', passphrase: 'another passphrase of bob' })
    expect(await codeOf(asBob, 'quorum.approve', { id, ownPassphrase: 'another passphrase of bob' })).toBe('conflict')
    expect((await made.alice.call('quorum.show', { id })).proposal.approved).toBe(0)
  })

  test('what waits is counted for each', async () => {
    const id = await retire()
    const counts = async (): Promise<number[]> =>
      Promise.all(
        [made.alice, made.bob, made.carol, made.dave].map(async (one) => (await one.call('quorum.waiting', {})).count)
      )
    expect(await counts()).toEqual([0, 1, 1, 0])
    await approve(made, 'bob', id)
    await approve(made, 'carol', id)
    expect(await counts()).toEqual([1, 0, 0, 0])
  })

  test('the rule stops nobody from anything else', async () => {
    expect(await codeOf(made.alice, 'authority.update', { authority: root, name: 'First root' })).toBe('ok')
    expect(await codeOf(made.alice, 'quorum.propose', { operation: 'authority.update' })).toBe('invalid-input')
    expect(
      await codeOf(made.alice, 'quorum.propose', { operation: 'authority.update', input: { authority: root } })
    ).toBe('not-ready')
    expect(
      await codeOf(made.dave, 'quorum.propose', { operation: 'authority.retire', input: { authority: root } })
    ).toBe('forbidden')
  })
})

test('the last approval carries it out where the rule says so, in the name of the proposer', async () => {
  await setRule(made, { ...twoAdministrators, needed: 1, execution: 'automatic' }, ['bob'])
  const id = await retire()
  const proposal = await approve(made, 'bob', id)
  expect(proposal).toMatchObject({ state: 'done', executedBy: 'bob', result: null })
  expect(await stateOfRoot()).toBe('retired')
  expect((await made.alice.call('quorum.show', { id })).proposal.result).toMatchObject({ authority: { id: root } })
})

test('where the proposer counts, proposing still is no approval', async () => {
  await setRule(made, { ...twoAdministrators, proposerCounts: true }, ['alice', 'bob'])
  const id = await retire()
  expect((await made.alice.call('quorum.show', { id })).proposal.approved).toBe(0)
  await approve(made, 'alice', id)
  expect((await approve(made, 'bob', id)).state).toBe('approved')
})

describe('signatures by tokens', () => {
  const keys = { bob: tokenKey(), carol: tokenKey() }
  beforeEach(async () => {
    for (const who of ['bob', 'carol'] as const)
      await made[who].call('quorum.key-add', {
        label: `token of ${who}`,
        certificate: keys[who].publicKey,
        ownPassphrase: passphrases[who]
      })
    const id = await proposalOf(made.alice, 'quorum.set', {
      ...twoAdministrators,
      operators: ['bob', 'carol'],
      roles: [],
      stepUp: 'signature'
    })
    for (const who of ['bob', 'carol'] as const) await bySignature(who, id)
    await made.alice.call('quorum.execute', { id })
  })

  const bySignature = async (who: 'bob' | 'carol', id: number): Promise<void> => {
    const statement = await statementFor(made[who], id)
    await made[who].call('quorum.approve', { id, signature: keys[who].sign(statement) })
  }

  test('two signatures over the same request release it; a passphrase does not', async () => {
    const id = await retire()
    expect(await codeOf(made.bob, 'quorum.approve', { id, ownPassphrase: passphrases.bob })).toBe('invalid-input')
    await bySignature('bob', id)
    await bySignature('carol', id)
    expect((await made.alice.call('quorum.execute', { id })).proposal.state).toBe('done')
  })

  test("the signature of another request, of another person, and of another person's key are refused", async () => {
    const first = await retire()
    const second = await proposalOf(made.alice, 'authority.retire', { authority: root, comment: 'second' })
    const forFirst = keys.bob.sign(await statementFor(made.bob, first))
    await made.bob.call('quorum.approve', { id: first, signature: forFirst })
    expect(await codeOf(made.bob, 'quorum.approve', { id: second, signature: forFirst })).toBe('bad-signature')
    expect(await codeOf(made.carol, 'quorum.approve', { id: first, signature: forFirst })).toBe('bad-signature')
    const asCarol = keys.bob.sign(await statementFor(made.carol, first))
    expect(await codeOf(made.carol, 'quorum.approve', { id: first, signature: asCarol })).toBe('bad-signature')
    expect(await codeOf(made.carol, 'quorum.approve', { id: first, signature: 'not base64 !' })).toBe('malformed')
  })

  test('one bit of the signature changed is refused', async () => {
    const id = await retire()
    const signature = Buffer.from(keys.bob.sign(await statementFor(made.bob, id)), 'base64')
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
    expect(await codeOf(made.bob, 'quorum.approve', { id, signature: signature.toString('base64') })).toBe(
      'bad-signature'
    )
  })

  test('a signature moved to another proposal in the database is found at the execution', async () => {
    const first = await retire()
    const second = await proposalOf(made.alice, 'authority.retire', { authority: root, comment: 'second' })
    await bySignature('bob', first)
    await bySignature('carol', first)
    await transaction(made.engine.ca.store, (writer) => {
      run(writer, 'UPDATE quorum_approval SET proposal_id = ? WHERE proposal_id = ?', [second, first])
      run(writer, "UPDATE quorum_proposal SET state = 'approved' WHERE id = ?", [second])
    })
    const reply = await made.alice.reply('quorum.execute', { id: second })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(JSON.stringify(reply)).toContain('does not verify')
  })

  test('a key is removed only where the rule still can be met, and belongs to one person for ever', async () => {
    const [key] = (await made.bob.call('quorum.keys', {})).keys
    expect(key).toMatchObject({ label: 'token of bob', subject: null })
    const gone = { id: key?.id ?? 0, ownPassphrase: passphrases.bob }
    expect(await codeOf(made.bob, 'quorum.key-remove', gone)).toBe('conflict')
    expect(await codeOf(made.carol, 'quorum.key-remove', { ...gone, ownPassphrase: passphrases.carol })).toBe(
      'not-found'
    )
    const taken = { label: 'x', certificate: keys.bob.publicKey, ownPassphrase: passphrases.carol }
    expect(await codeOf(made.carol, 'quorum.key-add', taken)).toBe('name-taken')
  })

  test('a key that was registered after the proposal was made does not approve it', async () => {
    const id = await retire()
    made.clock.advance(1000)
    const late = tokenKey()
    await made.bob.call('quorum.key-add', {
      label: 'late',
      certificate: late.publicKey,
      ownPassphrase: passphrases.bob
    })
    const signature = late.sign(await statementFor(made.bob, id))
    expect(await codeOf(made.bob, 'quorum.approve', { id, signature })).toBe('conflict')
  })
})
