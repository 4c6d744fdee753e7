import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Clock } from '../../world/clock.ts'
import { plainAddress } from '../services/client-addresses.ts'

const MINUTE = 60_000
/** Visits of one address in a minute: a person opens a page and presses a button. */
const PER_MINUTE = 60
/** Links of one address that there are not, after which it waits. */
const LOCK_AFTER = 10
const LOCK_FOR = 15 * MINUTE
/** Addresses that are counted at once; the one that was seen longest ago goes. */
const MAX_VISITORS = 20_000

interface Visitor {
  since: number
  count: number
  wrongSince: number
  wrong: number
  lockedUntil: number
}

/** Counts who visits, by the stopwatch: a jump of the clock lets nobody through. */
export interface Visitors {
  /** @throws ChanceryError `slowed-down` */
  readonly admit: (client: string) => void
  /** Counts a link that is none. @returns whether the address waits from now on */
  readonly wrong: (client: string) => boolean
}

/** @returns a memory of visitors that can be thrown away at any moment */
export function createVisitors(clock: Pick<Clock, 'monotonic'>): Visitors {
  const known = new Map<string, Visitor>()
  const visitorOf = (address: string): Visitor => {
    const client = plainAddress(address)
    const now = clock.monotonic()
    const found = known.get(client)
    if (found !== undefined) return found
    if (known.size >= MAX_VISITORS) {
      const oldest = known.keys().next()
      if (oldest.done !== true) known.delete(oldest.value)
    }
    const made: Visitor = { since: now, count: 0, wrongSince: now, wrong: 0, lockedUntil: 0 }
    known.set(client, made)
    return made
  }
  return {
    admit: (client) => {
      const visitor = visitorOf(client)
      const now = clock.monotonic()
      if (now - visitor.since >= MINUTE) {
        visitor.since = now
        visitor.count = 0
      }
      visitor.count += 1
      if (visitor.lockedUntil > now || visitor.count > PER_MINUTE)
        throw new ChanceryError('slowed-down', 'Too many visits came from your address. Wait a while.')
    },
    wrong: (client) => {
      const visitor = visitorOf(client)
      const now = clock.monotonic()
      if (now - visitor.wrongSince > LOCK_FOR) {
        visitor.wrongSince = now
        visitor.wrong = 0
      }
      visitor.wrong += 1
      if (visitor.wrong < LOCK_AFTER) return false
      visitor.wrong = 0
      visitor.lockedUntil = now + LOCK_FOR
      return true
    }
  }
}
