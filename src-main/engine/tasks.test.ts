import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { settableClock } from '../world/clock.ts'
import { silentLog } from '../world/pino-log.ts'
import { systemRandom } from '../world/random.ts'
import { createEvents } from './events.ts'
import { createTasks } from './tasks.ts'

function make(): { tasks: ReturnType<typeof createTasks>; heard: string[]; clock: ReturnType<typeof settableClock> } {
  const clock = settableClock(1_000_000)
  const log = silentLog(systemRandom)
  const events = createEvents(log)
  const heard: string[] = []
  events.on('task.changed', ({ id }) => heard.push(id))
  return { heard, clock, tasks: createTasks({ clock, random: systemRandom, log, events }) }
}

test('work shows its progress while it runs and stays listed with its end', async () => {
  const { tasks, clock } = make()
  const value = await tasks.run({ id: 'one', title: 'Backup', operator: 'alice' }, (control) => {
    clock.advance(300)
    control.progress(3, 10, 'pages')
    expect(tasks.list()).toMatchObject([{ id: 'one', state: 'running', done: 3, total: 10, message: 'pages' }])
    return Promise.resolve('made')
  })
  expect(value).toBe('made')
  expect(tasks.list()).toMatchObject([{ state: 'done', operator: 'alice', endedAt: 1_000_300 }])
})

test('progress is told at most five times a second, the end always', async () => {
  const { tasks, heard, clock } = make()
  await tasks.run({ title: 'Many', operator: 'alice' }, (control) => {
    for (let step = 0; step < 1000; step++) {
      clock.advance(1)
      control.progress(step)
    }
    return Promise.resolve()
  })
  expect(heard.length).toBe(2 + 5)
})

test('cancelled work is listed as cancelled, whether it was cancelled here or its caller went away', async () => {
  const { tasks } = make()
  const wait = (signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new ChanceryError('cancelled', 'Stopped.')))
    )
  const caller = new AbortController()
  const first = tasks.run({ id: 'a', title: 'A', operator: 'x' }, ({ signal }) => wait(signal))
  const second = tasks.run({ id: 'b', title: 'B', operator: 'x', signal: caller.signal }, ({ signal }) => wait(signal))
  tasks.cancel('a')
  caller.abort()
  await expect(first).rejects.toThrow('Stopped.')
  await expect(second).rejects.toThrow('Stopped.')
  expect(tasks.list().map((task) => task.state)).toEqual(['cancelled', 'cancelled'])
})

test('an unexpected error is listed without its words, an unknown or doubled id is refused', async () => {
  const { tasks } = make()
  await expect(
    tasks.run({ id: 'a', title: 'A', operator: 'x' }, () => Promise.reject(new Error('secret path')))
  ).rejects.toThrow('secret path')
  expect(tasks.list()[0]).toMatchObject({ state: 'failed', message: expect.not.stringContaining('secret path') })
  await expect(tasks.run({ id: 'a', title: 'A', operator: 'x' }, () => Promise.resolve())).rejects.toMatchObject({
    code: 'conflict'
  })
  expect(() => tasks.cancel('other')).toThrow('There is no task other.')
})
