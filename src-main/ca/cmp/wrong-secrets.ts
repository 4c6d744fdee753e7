import type { CaContext } from '../context.ts'
import type { AskedCmp } from './admit.ts'
import type { CmpGuesser } from './memory.ts'
import { CmpRefusal } from './refusal.ts'

const MINUTE = 60_000
/** As a SCEP service has it where nobody set it otherwise. */
const LOCK_AFTER = 10
const LOCK_MINUTES = 15
/** Addresses that are counted at once; the one that came first goes. */
const MAX_ADDRESSES = 20_000
/** MACs of one address that are computed at once: the rest waits, and is refused where the address waits by then. */
const AT_ONCE = 4

/** @throws CmpRefusal `systemUnavail` for an address that sent too many wrong MACs and waits */
export function requireNotGuessing(ca: CaContext, service: AskedCmp): void {
  if (guesserOf(ca, service).lockedUntil <= ca.clock.monotonic()) return
  throw new CmpRefusal(
    'systemUnavail',
    'Too many messages with a wrong secret came from your address. Wait, then try again.',
    `${service.address} sent too many messages with a wrong secret and waits for ${LOCK_MINUTES} minutes. Set reference value and secret of the client right.`
  )
}

/** Counts a wrong MAC, or one for nobody. @returns what the operator is told beyond that */
export function countWrongMac(ca: CaContext, service: AskedCmp): string {
  const known = guesserOf(ca, service)
  const now = ca.clock.monotonic()
  if (now - known.since > LOCK_MINUTES * MINUTE) {
    known.since = now
    known.wrong = 0
  }
  known.wrong += 1
  if (known.wrong < LOCK_AFTER) return ''
  known.wrong = 0
  known.lockedUntil = now + LOCK_MINUTES * MINUTE
  return ` The address ${service.address} waits for ${LOCK_MINUTES} minutes now.`
}

/** Computes a MAC when it is the turn of its address, so that many messages at once try no more secrets than one after the other. */
export async function inTurn<T>(ca: CaContext, service: AskedCmp, compute: () => Promise<T>): Promise<T> {
  const known = guesserOf(ca, service)
  while (known.computing >= AT_ONCE) await new Promise<void>((resolve) => known.waiting.push(resolve))
  known.computing += 1
  try {
    requireNotGuessing(ca, service)
    return await compute()
  } finally {
    known.computing -= 1
    known.waiting.shift()?.()
  }
}

/** Counts by the stopwatch, so that a jump of the clock lets nobody through. */
function guesserOf(ca: CaContext, { id, address }: AskedCmp): CmpGuesser {
  const { guessers } = ca.memory.cmp
  const key = `${id} ${address}`
  const known = guessers.get(key)
  if (known !== undefined) return known
  if (guessers.size >= MAX_ADDRESSES) {
    const oldest = guessers.keys().next()
    if (oldest.done !== true) guessers.delete(oldest.value)
  }
  const made: CmpGuesser = { since: ca.clock.monotonic(), wrong: 0, lockedUntil: 0, computing: 0, waiting: [] }
  guessers.set(key, made)
  return made
}
