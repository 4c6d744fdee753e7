import { afterEach, expect, test } from 'vitest'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { startWithAlice, testPassphrase, type TestEngine } from '../testing/test-engine.ts'
import { createLocalPort, createPort } from './port.ts'

let made: TestEngine
afterEach(() => made.stop())

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.failure.code)

test('each window has a session of its own, which ends with the window; the vault is locked behind the last', async () => {
  const started = await startWithAlice()
  made = started
  await started.alice.call('session.sign-out', {})
  const port = createPort(made.engine)
  const [one, two] = [{ windowId: 1 }, { windowId: 2 }]
  const credentials = { operator: 'alice', passphrase: testPassphrase }
  expect(codeOf(await port.call('session.sign-in', credentials, one))).toBe('ok')
  expect(codeOf(await port.call('operator.list', {}, one))).toBe('ok')
  expect(codeOf(await port.call('operator.list', {}, two))).toBe('unauthenticated')
  expect(codeOf(await port.call('session.sign-in', credentials, two))).toBe('ok')
  port.windowClosed(one)
  expect(codeOf(await port.call('operator.list', {}, one))).toBe('unauthenticated')
  expect(made.engine.vault.state).toBe('unlocked')
  port.windowClosed(two)
  expect([made.engine.vault.state, made.engine.sessions.list()]).toEqual(['locked', []])
})

test('a window hears the topics that it asked for until it stops', async () => {
  made = await startWithAlice()
  const port = createPort(made.engine)
  const heard: number[] = []
  const stop = port.subscribe('certificate.changed', ({ id }) => void heard.push(id))
  made.engine.events.emit('certificate.changed', { id: 1 })
  made.engine.events.emit('profile.changed', { id: 2 })
  stop()
  made.engine.events.emit('certificate.changed', { id: 3 })
  expect(heard).toEqual([1])
})

test('a command that opened the folder acts for nobody until it has unlocked the vault', async () => {
  made = await startWithAlice()
  const { signal } = new AbortController()
  const port = createLocalPort(made.engine)
  expect(codeOf(await port.call('operator.list', {}, signal))).toBe('unauthenticated')
  await made.engine.unlock({ kind: 'typed', passphrase: testPassphrase }, 'alice')
  expect(codeOf(await port.call('operator.list', {}, signal))).toBe('ok')
  expect(codeOf(await port.call('session.sign-out', {}, signal))).toBe('ok')
})
