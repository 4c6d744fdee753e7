import { beforeEach, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { createFollowingListener, type FollowingListener } from './following-listener.ts'

/** Addresses that the machine has; what stands at one stays there when it goes, as in an operating system. */
let addresses: Set<string>
let open: Set<string>
let told: (string | null)[]
let setting: string | null
let listener: FollowingListener<string>
beforeEach(() => {
  addresses = new Set(['192.0.2.10', '192.0.2.20'])
  open = new Set()
  told = []
  setting = '192.0.2.10'
  listener = createFollowingListener<string>({
    listen: (place) => {
      if (!addresses.has(place)) return Promise.reject(new ChanceryError('io', `There is no ${place}.`))
      open.add(place)
      return Promise.resolve({ address: place, close: () => Promise.resolve(void open.delete(place)) })
    },
    same: (a, b) => a === b,
    overlap: () => true,
    unreachable: (place) => Promise.resolve(addresses.has(place) ? null : `${place} is gone.`),
    told: (reason) => void told.push(reason)
  })
})

test('an address that goes is told once, and forgotten when it is back; the listener stands all the while', async () => {
  await listener.follow(() => setting, null)
  expect([await listener.retry(), listener.problem()]).toEqual([true, null])
  addresses.delete('192.0.2.10')
  expect([await listener.retry(), await listener.retry()]).toEqual([false, false])
  expect([listener.problem(), told]).toEqual(['192.0.2.10 is gone.', ['192.0.2.10 is gone.']])
  addresses.add('192.0.2.10')
  expect([await listener.retry(), listener.problem(), [...open]]).toEqual([true, null, ['192.0.2.10']])
  expect(told).toEqual(['192.0.2.10 is gone.', null])
})

test('a move that fails after the old address went says why it failed; the old place is taken again as soon as it can be', async () => {
  await listener.follow(() => setting, null)
  addresses.delete('192.0.2.10')
  await expect(listener.move('192.0.2.11')).rejects.toThrow('There is no 192.0.2.11.')
  expect([listener.standing(), listener.problem(), told]).toEqual([
    undefined,
    'There is no 192.0.2.10.',
    ['There is no 192.0.2.10.']
  ])
  expect(await listener.retry()).toBe(false)
  addresses.add('192.0.2.10')
  expect([await listener.retry(), listener.standing()?.place, [...open]]).toEqual([true, '192.0.2.10', ['192.0.2.10']])
})

test('a move to an address that is there ends the problem', async () => {
  await listener.follow(() => setting, null)
  addresses.delete('192.0.2.10')
  await listener.retry()
  await listener.move('192.0.2.20')
  setting = '192.0.2.20'
  expect([await listener.retry(), listener.problem(), [...open]]).toEqual([true, null, ['192.0.2.20']])
})
