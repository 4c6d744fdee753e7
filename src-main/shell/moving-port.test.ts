import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { CrlAlarm } from '../../src-shared/api/crls.ts'
import { movingEnds, type EngineEnds } from './moving-port.ts'

const window = { windowId: 4 }

/** One engine's ends, with what hangs on them. */
function ends(
  name: string
): EngineEnds & { readonly listeners: Map<unknown, string>; readonly watchers: Set<unknown> } {
  const listeners = new Map<unknown, string>()
  const watchers = new Set<unknown>()
  return {
    listeners,
    watchers,
    port: {
      call: (operation) => Promise.resolve({ ok: true, value: `${name} ${operation}` }),
      subscribe: (topic, listener) => {
        listeners.set(listener, topic)
        return () => listeners.delete(listener)
      },
      windowClosed: () => undefined
    },
    alarms: {
      current: (): readonly CrlAlarm[] => {
        if (name === 'first' && watchers.size === 0) throw new Error('the store is closed')
        return []
      },
      look: () => ({ language: name === 'first' ? 'de' : 'en', notify: true }),
      onChange: (listener) => {
        watchers.add(listener)
        return () => watchers.delete(listener)
      }
    }
  }
}

test('listeners hang on the next engine, calls made in between wait for it, and the one before is left alone', async () => {
  const first = ends('first')
  const second = ends('second')
  const moving = movingEnds(first)
  const endEvents = moving.port.subscribe('vault.changed', () => undefined)
  const endAlarms = moving.alarms.onChange(() => undefined)
  expect(moving.alarms.look().language).toBe('de')
  expect([first.listeners.size, first.watchers.size]).toEqual([1, 1])

  const { promise, resolve } = Promise.withResolvers<EngineEnds>()
  moving.move(promise)
  const answer = moving.port.call('system.status', {}, window)
  expect([first.listeners.size, first.watchers.size]).toEqual([0, 0])
  expect(moving.alarms.current()).toEqual([])
  expect(moving.alarms.look().language).toBe('de')

  resolve(second)
  expect(await answer).toEqual({ ok: true, value: 'second system.status' })
  expect([...second.listeners.values()]).toEqual(['vault.changed'])
  expect(second.watchers.size).toBe(1)
  expect(moving.alarms.look().language).toBe('en')
  endEvents()
  endAlarms()
  expect([second.listeners.size, second.watchers.size]).toEqual([0, 0])
})

test('where the next engine cannot start, calls say why', async () => {
  const moving = movingEnds(ends('first'))
  moving.move(Promise.reject(new ChanceryError('newer-database', 'The backup is of a newer version.')))
  expect(await moving.port.call('system.status', {}, window)).toMatchObject({
    ok: false,
    failure: { code: 'newer-database' }
  })
})
