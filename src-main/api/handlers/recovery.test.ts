import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { startWithAlice, testPassphrase, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice()
  await made.alice.call('settings.update', {
    settings: { backupEveryHours: 0, idleLockMinutes: 0, organizationName: 'Example' }
  })
  await made.alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
})
afterAll(() => made.stop())

const holders = ['Ann', 'Ben', 'Cem', 'Dia', 'Eli']
let cards: readonly string[]

test('shares are made, their holders are known, their words are nowhere', async () => {
  const answer = await made.alice.call('vault.shares-create', { shares: 5, threshold: 3, holders, places: ['Safe 1'] })
  cards = answer.cards.map(({ words }) => words)
  expect(answer.file.name).toBe(`chancery-shares-${answer.set.fingerprint}.pdf`)
  expect(Buffer.from(answer.file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  const { set } = await made.alice.call('vault.shares-show', {})
  expect(set).toMatchObject({ version: 1, threshold: 3, total: 5 })
  expect(set?.holders.map(({ holder }) => holder)).toEqual(holders)
  const rows = JSON.stringify([...exportAudit(reader(made.engine.ca.store))])
  for (const words of cards) {
    expect(rows).not.toContain(words)
    expect(made.log()).not.toContain(words)
  }
})

test('a drill proves the shares, records who was there and leaves a locked vault locked', async () => {
  const { drill } = await made.alice.call('vault.shares-drill', {
    shares: [cards.slice(1, 4).join('\n')],
    present: ['Zoe Witness']
  })
  expect(drill).toMatchObject({ kind: 'shares', outcome: 'passed', present: ['Zoe Witness'] })
  expect(drill.report.steps[0]?.message).toMatch(
    /^share 2 \(Ben\), share 3 \(Cem\), share 4 \(Dia\) open the vault: it is the key that is in use\./
  )
  made.engine.vault.lock()
  await made.alice.call('vault.shares-drill', { shares: cards.slice(0, 3) })
  expect(made.engine.vault.state).toBe('locked')
  await made.alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  expect((await made.alice.call('backup.drills', {})).drills.map(({ kind }) => kind)).toEqual(['shares', 'shares'])
})

test('three shares give a new passphrase that opens the vault; two do not, and the old one opens nothing then', async () => {
  made.engine.vault.lock()
  const stranger = made.person()
  const next = { operator: 'alice', newPassphrase: 'green kettle over harbour' }
  await expect(stranger.call('vault.shares-combine', { ...next, shares: cards.slice(0, 2) })).rejects.toThrow(
    '3 shares are needed and 2 are here: 1 more is missing.'
  )
  expect(await stranger.call('vault.shares-combine', { ...next, shares: cards.slice(2) })).toEqual({
    operator: 'alice',
    numbers: [3, 4, 5]
  })
  await expect(
    stranger.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
  ).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await made.alice.call('session.sign-in', { operator: 'alice', passphrase: next.newPassphrase })
  expect(made.engine.vault.state).toBe('unlocked')
  await made.alice.call('crl.issue', { authority: 'root' })
})

test('a new set makes the cards of the one before void', async () => {
  const old = cards
  const { set } = await made.alice.call('vault.shares-create', { shares: 2, threshold: 2 })
  expect(set.version).toBe(2)
  await expect(made.alice.call('vault.shares-drill', { shares: old.slice(0, 3) })).rejects.toThrow(
    `The set that is in force is ${set.fingerprint}`
  )
})

test('numbers that make no sense are refused, and a locked vault makes no shares', async () => {
  await expect(made.alice.call('vault.shares-create', { shares: 2, threshold: 3 })).rejects.toMatchObject({
    code: 'invalid-input'
  })
  await expect(
    made.alice.call('vault.shares-create', { shares: 2, threshold: 2, holders: ['a', 'b', 'c'] })
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('the kit has a new edition when what it says changes, and only then; a printed one that is old is told', async () => {
  const first = await made.alice.call('recovery.kit', {})
  expect(Buffer.from(first.file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect((await made.alice.call('recovery.kit', {})).version).toBe(first.version)
  await made.alice.call('recovery.set-places', {
    places: [{ kind: 'token-pin', what: 'Token house', holder: 'Ann', place: 'Envelope in safe 2' }]
  })
  const shown = await made.alice.call('recovery.show', {})
  expect(shown).toMatchObject({ version: first.version + 1, printed: first.version })
  expect(shown.places).toHaveLength(1)
  const { notices } = await made.alice.call('dashboard.notices', {})
  expect(notices.map(({ kind }) => kind)).toContain('kit-changed')
  expect((await made.alice.call('recovery.kit', {})).version).toBe(shown.version)
  expect((await made.alice.call('dashboard.notices', {})).notices.map(({ kind }) => kind)).not.toContain('kit-changed')
})
