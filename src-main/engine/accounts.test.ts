import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { listAudit } from '../store/audit.ts'
import { reader } from '../store/store.ts'
import { startTestEngine, startWithAlice, testPassphrase, type TestEngine } from '../testing/test-engine.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { composeEngine } from './compose.ts'
import { nodeHost } from '../world/node-host.ts'

const started: TestEngine[] = []
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop()
})

async function withAlice(): Promise<Awaited<ReturnType<typeof startWithAlice>>> {
  const made = await startWithAlice()
  started.push(made)
  return made
}

const bobs = 'copper anvil in june'
const bob = { name: 'bob', roles: ['approver'], passphrase: bobs }
const operationsIn = ({ engine }: TestEngine): string[] =>
  listAudit(reader(engine.ca.store), {}, null, 100).map((row) => `${row.actor} ${row.operation} ${row.outcome}`)

describe('the first set-up', () => {
  test('makes vault and CA Administrator, opens the vault, and happens once', async () => {
    const made = await withAlice()
    expect(made.engine.vault.state).toBe('unlocked')
    const { operator, vault } = await made.alice.call('system.status', {})
    expect([vault, operator?.name, operator?.roles]).toEqual(['unlocked', 'alice', ['ca-administrator']])
    await expect(made.person().call('system.setup', { operator: 'mallory', passphrase: bobs })).rejects.toMatchObject({
      code: 'conflict'
    })
    expect(operationsIn(made)).toEqual(['alice system.setup ok'])
  })

  test('keeps the name of the organization, also when other settings change later', async () => {
    const made = await startTestEngine()
    started.push(made)
    const alice = made.person()
    await alice.call('system.setup', {
      operator: 'alice',
      passphrase: testPassphrase,
      organizationName: 'Harbour Works'
    })
    expect((await alice.call('settings.show', {})).settings.organizationName).toBe('Harbour Works')
    const { settings } = await alice.call('settings.update', { settings: { expiringDays: 20 } })
    expect(settings).toMatchObject({ organizationName: 'Harbour Works', expiringDays: 20 })
  })

  test('asked for twice at the same moment happens once', async () => {
    const made = await startTestEngine()
    started.push(made)
    const asked = ['alice', 'bob'].map((operator) =>
      made.person().reply('system.setup', { operator, passphrase: testPassphrase })
    )
    const replies = await Promise.all(asked)
    expect(replies.map((reply) => (reply.ok ? 'made' : reply.failure.code)).toSorted()).toEqual(['conflict', 'made'])
    expect(made.engine.accounts.list()).toHaveLength(1)
  })

  test('refuses a weak passphrase and a bad name with reasons, and leaves nothing', async () => {
    const made = await startTestEngine()
    started.push(made)
    const person = made.person()
    await expect(person.call('system.setup', { operator: 'alice', passphrase: 'password' })).rejects.toMatchObject({
      code: 'invalid-input',
      reasons: [{ rule: 'passphrase.too-short' }]
    })
    await expect(person.call('system.setup', { operator: ' -', passphrase: testPassphrase })).rejects.toMatchObject({
      reasons: [{ rule: 'operator.name' }]
    })
    expect([made.engine.vault.state, made.engine.accounts.list().length]).toEqual(['absent', 0])
  })

  test('in a browser needs the link that the server printed', async () => {
    const made = await startTestEngine()
    started.push(made)
    const stranger = made.person({ face: 'browser', maySetUp: false })
    await expect(stranger.call('system.setup', { operator: 'mallory', passphrase: bobs })).rejects.toMatchObject({
      code: 'forbidden'
    })
  })
})

describe('signing in', () => {
  test('after a restart unlocks the vault', async () => {
    const first = await startWithAlice()
    await first.engine.close()
    const again = await startTestEngine({ dataDir: first.folder })
    started.push({ ...again, stop: first.stop })
    expect(again.engine.vault.state).toBe('locked')
    const alice = again.person()
    const { operator } = await alice.call('session.sign-in', { operator: 'ALICE', passphrase: testPassphrase })
    expect([operator.name, again.engine.vault.state]).toEqual(['alice', 'unlocked'])
    await again.engine.close()
  })

  test('is slowed down after the third mistake, for names that exist and names that do not alike', async () => {
    const made = await withAlice()
    for (const operator of ['alice', 'nobody']) {
      const person = made.person()
      const guess = async (passphrase: string): Promise<string> => {
        const reply = await person.reply('session.sign-in', { operator, passphrase })
        return reply.ok ? 'in' : `${reply.failure.code} ${reply.failure.message}`
      }
      const answers = [
        await guess('a'),
        await guess('b'),
        await guess('c'),
        await guess('d'),
        await guess(testPassphrase)
      ]
      expect(answers).toEqual([
        ...Array.from({ length: 3 }, () => 'wrong-passphrase The name or the passphrase is wrong.'),
        ...Array.from({ length: 2 }, () => 'slowed-down Too many wrong guesses. Try again in 1 second.')
      ])
      made.clock.advance(1000)
    }
    const right = made.person()
    await right.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    expect(made.engine.accounts.list()[0]).toMatchObject({ failedCount: 0, blockedUntil: null })
    expect(operationsIn(made).filter((row) => row === 'alice session.sign-in refused')).toHaveLength(3)
  })

  test('under a slowdown survives a restart of the engine', async () => {
    const first = await startWithAlice()
    for (const passphrase of ['a', 'b', 'c'])
      await first.person().reply('session.sign-in', { operator: 'alice', passphrase })
    await first.engine.close()
    const again = await startTestEngine({ dataDir: first.folder })
    started.push({ ...again, stop: first.stop })
    await expect(
      again.person().call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    ).rejects.toMatchObject({ code: 'slowed-down' })
    await again.engine.close()
  })

  test('of many at once is turned away rather than taking the memory of the machine', async () => {
    const made = await withAlice()
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        made.person().reply('session.sign-in', { operator: `guess${index}`, passphrase: 'x' })
      )
    )
    const codes = replies.map((reply) => (reply.ok ? '' : reply.failure.code))
    expect(codes.filter((code) => code === 'busy').length).toBe(40 - 22)
  })
})

describe('an operator', () => {
  test('who is disabled is signed out at once and cannot come back', async () => {
    const made = await withAlice()
    await made.alice.call('operator.create', bob)
    const person = made.person()
    await person.call('session.sign-in', { operator: 'bob', passphrase: bobs })
    await made.alice.call('operator.update', { operator: 'bob', state: 'disabled' })
    await expect(person.call('request.list', {})).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(person.call('session.sign-in', { operator: 'bob', passphrase: bobs })).rejects.toMatchObject({
      code: 'wrong-passphrase'
    })
  })

  test('loses a permission in the very next call', async () => {
    const made = await withAlice()
    await made.alice.call('operator.create', { ...bob, roles: ['ca-administrator'] })
    const person = made.person()
    await person.call('session.sign-in', { operator: 'bob', passphrase: bobs })
    await person.call('operator.list', {})
    await made.alice.call('operator.update', { operator: 'bob', roles: ['requester'] })
    await expect(person.call('operator.list', {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('who is the last CA Administrator can neither be disabled nor lose the role', async () => {
    const { alice } = await withAlice()
    await alice.call('operator.create', bob)
    await expect(alice.call('operator.update', { operator: 'alice', state: 'disabled' })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(alice.call('operator.update', { operator: 'alice', roles: ['officer'] })).rejects.toThrow(
      'last active CA Administrator'
    )
    await alice.call('operator.update', { operator: 'bob', roles: ['ca-administrator'] })
    await alice.call('operator.update', { operator: 'alice', roles: ['officer'] })
  })

  test('changes the own passphrase with the old one, which opens nothing afterwards and ends the other sessions', async () => {
    const made = await withAlice()
    const other = made.person()
    await other.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    await expect(
      made.alice.call('session.change-passphrase', { current: 'wrong one', next: bobs })
    ).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await made.alice.call('session.change-passphrase', { current: testPassphrase, next: bobs })
    await made.alice.call('operator.list', {})
    await expect(other.call('operator.list', {})).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(
      other.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    ).rejects.toMatchObject({
      code: 'wrong-passphrase'
    })
    await other.call('session.sign-in', { operator: 'alice', passphrase: bobs })
  })

  test('gets a new passphrase from an administrator, who cannot reset the own one that way', async () => {
    const made = await withAlice()
    await made.alice.call('operator.create', bob)
    await made.alice.call('operator.reset-passphrase', { operator: 'bob', passphrase: 'nine velvet drums' })
    await made.person().call('session.sign-in', { operator: 'bob', passphrase: 'nine velvet drums' })
    await expect(
      made.alice.call('operator.reset-passphrase', { operator: 'alice', passphrase: 'nine velvet drums' })
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('comes back with the recovery code, which works once and is replaced', async () => {
    const made = await withAlice()
    made.engine.vault.lock()
    const lost = made.person()
    const { recoveryCode: next } = await lost.call('session.recover', {
      operator: 'alice',
      recoveryCode: made.recoveryCode.toLowerCase(),
      passphrase: bobs
    })
    await expect(
      lost.call('session.recover', {
        operator: 'alice',
        recoveryCode: made.recoveryCode,
        passphrase: 'nine velvet drums'
      })
    ).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await lost.call('session.sign-in', { operator: 'alice', passphrase: bobs })
    await lost.call('session.recover', { operator: 'alice', recoveryCode: next, passphrase: 'nine velvet drums' })
  })
})

describe('roles', () => {
  test('of the installation grant what they say, and are deleted only when nobody has them', async () => {
    const made = await withAlice()
    await made.alice.call('role.save', { name: 'helpdesk', label: 'Help desk', permissions: ['certificate.read'] })
    await made.alice.call('operator.create', { ...bob, roles: ['helpdesk'] })
    const person = made.person()
    await person.call('session.sign-in', { operator: 'bob', passphrase: bobs })
    await person.call('certificate.list', {})
    await expect(person.call('request.list', {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(made.alice.call('role.delete', { name: 'helpdesk' })).rejects.toThrow('held by bob')
    await made.alice.call('operator.update', { operator: 'bob', roles: ['requester'] })
    await made.alice.call('role.delete', { name: 'helpdesk' })
    await expect(
      made.alice.call('role.save', { name: 'auditor', label: 'x', permissions: ['audit.read'] })
    ).rejects.toMatchObject({
      code: 'name-taken'
    })
    await expect(made.alice.call('operator.update', { operator: 'bob', roles: ['no-such'] })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })
})

describe('unattended start', () => {
  test("by an operator's passphrase or by an unlock secret acts as that operator; a withdrawn secret opens nothing", async () => {
    const first = await startWithAlice()
    await first.alice.call('operator.create', { ...bob, roles: ['ca-administrator'] })
    const secretOf = async (): Promise<string> => {
      const { file } = await first.alice.call('system.make-unlock-secret', {})
      return Buffer.from(file.base64, 'base64').toString()
    }
    const place = (name: string, content: string, mode = 0o600): string => {
      const path = join(first.folder, name)
      writeFileSync(path, content)
      chmodSync(path, mode)
      return path
    }
    const old = place('old', await secretOf())
    const files = {
      secret: place('secret', await secretOf()),
      bob: place('bob', `${bobs}\n`),
      open: place('open', bobs, 0o644),
      wrong: place('wrong', 'not a passphrase of anybody')
    }
    await first.engine.close()
    const again = await startTestEngine({ dataDir: first.folder })
    started.push({ ...again, stop: first.stop })
    const unlock = (path: string): Promise<string> =>
      again.engine.unlock({ kind: 'file', path }).then(
        ({ name }) => name,
        (error: unknown) => (error instanceof ChanceryError ? error.code : String(error))
      )
    expect(await unlock(files.open)).toBe('unsafe-file')
    expect(await unlock(old)).toBe('wrong-passphrase')
    expect(await unlock(files.wrong)).toBe('wrong-passphrase')
    expect(again.engine.vault.state).toBe('locked')
    expect(again.engine.localOwner()).toBeUndefined()
    expect(await unlock(files.secret)).toBe('alice')
    expect(again.engine.vault.state).toBe('unlocked')
    expect(await unlock(files.bob)).toBe('bob')
    const local = again.person({ face: 'command-line', channel: 'cli', localOwner: true })
    expect((await local.call('system.status', {})).operator?.name).toBe('bob')
    expect((await again.person().call('system.status', {})).operator).toBeNull()
    await again.engine.close()
  })
})

test('a data folder has one engine', async () => {
  const made = await withAlice()
  await expect(composeEngine({ dataDir: made.folder, host: nodeHost(), version: '0' })).rejects.toMatchObject({
    code: 'busy'
  })
})

test('the vault is locked when nobody is signed in any more', async () => {
  const made = await withAlice()
  await made.alice.call('session.sign-out', {})
  expect(made.engine.sessions.list()).toHaveLength(0)
  await expect(made.alice.call('operator.list', {})).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(made.engine.vault.state).toBe('locked')
})
