import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { latePort } from './late-port.ts'
import type { ShellPort } from './port.ts'

const window = { windowId: 4 }

function countingPort(): ShellPort & { readonly listeners: Set<unknown>; readonly closed: number[] } {
  const listeners = new Set<unknown>()
  const closed: number[] = []
  return {
    listeners,
    closed,
    call: (operation) => Promise.resolve({ ok: true, value: operation }),
    subscribe: (_topic, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    windowClosed: ({ windowId }) => closed.push(windowId)
  }
}

test('calls and subscriptions made before the engine stands reach it once it does', async () => {
  const { promise, resolve } = Promise.withResolvers<ShellPort>()
  const late = latePort(promise)
  const answer = late.call('system.status', {}, window)
  const end = late.subscribe('vault.changed', () => undefined)
  const endBefore = late.subscribe('vault.changed', () => undefined)
  endBefore()
  const engine = countingPort()
  resolve(engine)
  expect(await answer).toEqual({ ok: true, value: 'system.status' })
  expect(engine.listeners.size).toBe(1)
  end()
  expect(engine.listeners.size).toBe(0)
  late.windowClosed(window)
  expect(engine.closed).toEqual([4])
})

test('a call to an engine that could not start says why', async () => {
  const late = latePort(Promise.reject(new ChanceryError('busy', 'Another engine holds the folder.')))
  expect(await late.call('system.status', {}, window)).toMatchObject({ ok: false, failure: { code: 'busy' } })
})
