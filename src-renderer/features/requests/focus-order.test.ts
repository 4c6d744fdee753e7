import { expect, test } from 'vitest'
import { stepFrom } from './focus-order.ts'

test('goes on and back in the order of the queue, round at its ends', () => {
  expect([3, 5, 9].map((at) => stepFrom([3, 5, 9], at, 1))).toEqual([5, 9, 3])
  expect([3, 5, 9].map((at) => stepFrom([3, 5, 9], at, -1))).toEqual([9, 3, 5])
})

test('a request that waits no longer keeps its place', () => {
  expect([stepFrom([3, 9], 5, 1), stepFrom([3, 9], 5, -1)]).toEqual([9, 3])
})

test('where no other waits there is nowhere to go', () => {
  expect([stepFrom([], 5, 1), stepFrom([5], 5, 1), stepFrom([5], 5, -1)]).toEqual([null, null, null])
})
