import { describe, expect, test } from 'vitest'
import { settableClock, type SettableClock } from '../world/clock.ts'
import { systemRandom } from '../world/random.ts'
import { createSessions, linkLife, type Sessions } from './sessions.ts'

const minute = 60_000

function make(idle = 15 * minute): {
  sessions: Sessions
  clock: SettableClock
  /** The stopwatch stands still meanwhile, as that of Linux does. */
  sleep: (milliseconds: number) => void
} {
  const hands = settableClock(Date.UTC(2026, 0, 1))
  let slept = 0
  const clock = { ...hands, sinceBoot: () => Math.floor((hands.monotonic() + slept) / 1000) * 1000 }
  return {
    clock,
    sessions: createSessions({ clock, random: systemRandom, idleLimit: () => idle }),
    sleep: (milliseconds) => {
      slept += milliseconds
      hands.set(hands.now() + milliseconds)
    }
  }
}

describe('a session', () => {
  test('is found by its token and by nothing else', () => {
    const { sessions } = make()
    const token = sessions.open(7, 'browser')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(sessions.find(token)).toMatchObject({ operatorId: 7, face: 'browser' })
    expect(sessions.find(`${token}A`)).toBeUndefined()
    expect(sessions.find(undefined)).toBeUndefined()
    expect(sessions.find('x'.repeat(100_000))).toBeUndefined()
  })

  test('ends after the idle time, counted from the last call and not from a stream of events', () => {
    const { sessions, clock } = make()
    const token = sessions.open(7, 'browser')
    clock.advance(14 * minute)
    expect(sessions.find(token)).toBeDefined()
    clock.advance(14 * minute)
    expect(sessions.peek(token)).toBeDefined()
    clock.advance(2 * minute)
    expect(sessions.find(token)).toBeUndefined()
  })

  test('does not end early or late when the clock of the machine is set', () => {
    const { sessions, clock } = make()
    const token = sessions.open(7, 'browser')
    clock.set(Date.UTC(2030, 0, 1))
    expect(sessions.find(token)).toBeDefined()
    clock.set(Date.UTC(2020, 0, 1))
    clock.advance(16 * minute)
    expect(sessions.find(token)).toBeUndefined()
  })

  test('ends also where the idle time passed while the machine slept and its stopwatch stood still', () => {
    const { sessions, clock, sleep } = make()
    const token = sessions.open(7, 'window')
    const link = sessions.mintLink(7)
    sleep(2 * minute)
    clock.advance(minute)
    expect(sessions.find(token)).toBeDefined()
    sleep(16 * minute)
    expect(sessions.find(token)).toBeUndefined()
    expect(sessions.sweep()).toBe(0)
    expect(sessions.redeemLink(link)).toBeUndefined()
  })

  test('does not end early because the time since the machine started is told in whole seconds', () => {
    const { sessions, clock } = make(minute)
    clock.advance(999)
    const token = sessions.open(7, 'browser')
    for (let second = 0; second < 59; second++) {
      expect(sessions.peek(token)).toBeDefined()
      clock.advance(2)
      expect(sessions.peek(token)).toBeDefined()
      clock.advance(998)
    }
    expect(sessions.find(token)).toBeDefined()
  })

  test('never ends by itself where the idle time is 0', () => {
    const { sessions, clock } = make(0)
    const token = sessions.open(7, 'browser')
    clock.advance(1000 * 24 * 60 * minute)
    expect(sessions.find(token)).toBeDefined()
  })

  test('ends with all others of its operator but the one that stays', () => {
    const { sessions } = make()
    const [one, two, other] = [sessions.open(7, 'browser'), sessions.open(7, 'window'), sessions.open(8, 'window')]
    sessions.endOf(7, two)
    expect([sessions.find(one), sessions.find(two)?.operatorId, sessions.find(other)?.operatorId]).toEqual([
      undefined,
      7,
      8
    ])
  })

  test('makes room for another beyond two hundred by ending the one that was idle longest', () => {
    const { sessions, clock } = make()
    const first = sessions.open(1, 'browser')
    clock.advance(1)
    const second = sessions.open(1, 'browser')
    for (let count = 0; count < 199; count++) sessions.open(2, 'browser')
    expect(sessions.list()).toHaveLength(200)
    expect([sessions.find(first), sessions.find(second)?.operatorId]).toEqual([undefined, 1])
  })
})

describe('a sign-in link', () => {
  test('is good once', () => {
    const { sessions } = make()
    const token = sessions.mintLink(7)
    expect(sessions.redeemLink(token)).toBe(7)
    expect(sessions.redeemLink(token)).toBeUndefined()
    expect(sessions.openLink(token)).toBeUndefined()
  })

  test('is good for ten minutes', () => {
    const { sessions, clock } = make()
    const token = sessions.mintLink(7)
    clock.advance(linkLife)
    expect(sessions.redeemLink(token)).toBeUndefined()
  })

  test('for the first set-up gives no session, only the right to set up', () => {
    const { sessions } = make()
    expect(sessions.redeemLink(sessions.mintLink(null))).toBeUndefined()
    const right = sessions.openLink(sessions.mintLink(null))
    expect(sessions.find(right)).toBeUndefined()
    expect(sessions.mayReachSetup(right)).toBe(true)
    expect(sessions.mayReachSetup(sessions.openLink(sessions.mintLink(7)))).toBe(false)
  })
})
