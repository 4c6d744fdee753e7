import { afterEach, describe, expect, test } from 'vitest'
import { createPort } from '../api/port.ts'
import { exportAudit } from '../store/audit.ts'
import { reader } from '../store/store.ts'
import { startTestEngine, startWithAlice, testPassphrase, type TestEngine } from '../testing/test-engine.ts'
import type { KeyStore } from '../world/host.ts'
import { nodeHost } from '../world/node-host.ts'

/** A key store as an operating system has one, in memory. */
function keyStoreInMemory(): KeyStore & { readonly names: () => readonly string[] } {
  const kept = new Map<string, Uint8Array>()
  return {
    names: () => [...kept.keys()],
    read: (name) => Promise.resolve(copyOf(kept.get(name))),
    write: (name, secret) => {
      kept.set(name, Uint8Array.from(secret))
      return Promise.resolve()
    },
    remove: (name) => {
      kept.delete(name)
      return Promise.resolve()
    }
  }
}

/** Whoever reads a secret zeroes what was read. */
function copyOf(secret: Uint8Array | undefined): Uint8Array | undefined {
  return secret === undefined ? undefined : Uint8Array.from(secret)
}

const open: TestEngine[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop()
})
async function start<T extends TestEngine>(starting: Promise<T>): Promise<T> {
  const made = await starting
  open.push(made)
  return made
}
/** The same folder again, as after quitting and starting the app. */
async function again(first: TestEngine, keyStore: KeyStore): Promise<TestEngine> {
  await first.engine.close()
  const made = await startTestEngine({ dataDir: first.folder, host: nodeHost({ keyStore }) })
  open.splice(open.indexOf(first), 1, { ...made, stop: first.stop })
  return made
}
const operationsOf = (made: TestEngine): string[] =>
  [...exportAudit(reader(made.engine.ca.store))].map((row) => row.operation)

describe('opening the vault at start by the key store', () => {
  test('is off, and nothing lies in the key store', async () => {
    const keyStore = keyStoreInMemory()
    const made = await start(startWithAlice({ host: nodeHost({ keyStore }) }))
    expect(await made.alice.call('system.show-unlock-at-start', {})).toEqual({ refusal: null, on: null, problem: null })
    const next = await again(made, keyStore)
    expect(await next.engine.unlockByKeyStore.tryAtStart()).toBeUndefined()
    expect(next.engine.vault.state).toBe('locked')
    expect(keyStore.names()).toEqual([])
  })

  test('opens the vault in the name of whoever switched it on and signs one window in, once', async () => {
    const keyStore = keyStoreInMemory()
    const made = await start(startWithAlice({ host: nodeHost({ keyStore }) }))
    const { on } = await made.alice.call('system.enable-unlock-at-start', {})
    expect(on).toEqual({ operator: 'alice', since: made.clock.now() })
    const next = await again(made, keyStore)
    const opened = await next.engine.unlockByKeyStore.tryAtStart()
    expect(opened?.name).toBe('alice')
    expect(next.engine.vault.state).toBe('unlocked')
    const port = createPort(next.engine, opened)
    const whoIs = async (windowId: number): Promise<unknown> => {
      const reply = await port.call('system.status', {}, { windowId })
      return reply.ok && typeof reply.value === 'object' && reply.value !== null && 'operator' in reply.value
        ? reply.value.operator
        : reply
    }
    expect(await whoIs(1)).toMatchObject({ name: 'alice' })
    expect(await whoIs(2)).toBeNull()
    await port.call('session.sign-out', {}, { windowId: 1 })
    expect(await whoIs(1)).toBeNull()
    expect(operationsOf(next)).toEqual(expect.arrayContaining(['system.enable-unlock-at-start', 'engine.unlock']))
  })

  test('ends when it is switched off: secret, slot and setting are gone, and the log has it', async () => {
    const keyStore = keyStoreInMemory()
    const made = await start(startWithAlice({ host: nodeHost({ keyStore }) }))
    await made.alice.call('system.enable-unlock-at-start', {})
    const [name = ''] = keyStore.names()
    const stolen = await keyStore.read(name)
    expect((await made.alice.call('system.disable-unlock-at-start', {})).on).toBeNull()
    expect(keyStore.names()).toEqual([])
    expect(operationsOf(made)).toContain('system.disable-unlock-at-start')
    // Not even a copy of the secret opens anything now.
    await keyStore.write(name, stolen ?? new Uint8Array())
    const next = await again(made, keyStore)
    expect(await next.engine.unlockByKeyStore.tryAtStart()).toBeUndefined()
    await expect(next.engine.unlock({ kind: 'key-store', name })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  test('ends with a new unlock secret for a server, which takes the place of this one', async () => {
    const keyStore = keyStoreInMemory()
    const made = await start(startWithAlice({ host: nodeHost({ keyStore }) }))
    await made.alice.call('system.enable-unlock-at-start', {})
    await made.alice.call('system.make-unlock-secret', {})
    expect((await made.alice.call('system.show-unlock-at-start', {})).on).toBeNull()
  })

  test('a start without the secret leaves the vault locked and says why', async () => {
    const keyStore = keyStoreInMemory()
    const made = await start(startWithAlice({ host: nodeHost({ keyStore }) }))
    await made.alice.call('system.enable-unlock-at-start', {})
    for (const name of keyStore.names()) await keyStore.remove(name)
    const next = await again(made, keyStore)
    expect(await next.engine.unlockByKeyStore.tryAtStart()).toBeUndefined()
    expect(next.engine.vault.state).toBe('locked')
    const person = next.person()
    await person.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
    const { on, problem } = await person.call('system.show-unlock-at-start', {})
    expect(on?.operator).toBe('alice')
    expect(problem).toMatch(/has no secret/)
  })

  test.each([
    [{}, 'not-desktop', /Only the desktop app/],
    [{ keyStoreRefusal: 'fixed-password' }, 'fixed-password', /a password that everybody knows/],
    [{ keyStoreRefusal: 'no-key-store' }, 'no-key-store', /no key store/]
  ] as const)('is refused where there is no key store worth the name: %o', async (host, refusal, said) => {
    const made = await start(startWithAlice({ host: nodeHost(host) }))
    expect((await made.alice.call('system.show-unlock-at-start', {})).refusal).toBe(refusal)
    await expect(made.alice.call('system.enable-unlock-at-start', {})).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(said)
    })
  })
})
