import { ChanceryError } from '../../src-shared/errors.ts'
import { afterGuess, noGuesses, waitBeforeGuess, type GuessRecord } from '../keys/guess-throttle.ts'

/** @throws ChanceryError `slowed-down` with the time to wait, when no guess may be made now */
export function requireGuess(record: GuessRecord, now: number): void {
  const wait = waitBeforeGuess(record, now)
  if (wait === 0) return
  const seconds = Math.ceil(wait / 1000)
  throw new ChanceryError(
    'slowed-down',
    `Too many wrong guesses. Try again in ${seconds < 90 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`}.`
  )
}

/**
 * Counts guesses at names that do not exist, so that they are slowed down just as those at names that do:
 * nobody learns from the answers which names exist. Kept in memory; the oldest is forgotten beyond a thousand.
 */
export interface NameGuesses {
  /** Counts one guess. @throws ChanceryError `slowed-down` */
  count(name: string, now: number): void
  clear(name: string): void
}

const mostNames = 1000

export function createNameGuesses(): NameGuesses {
  const records = new Map<string, GuessRecord>()
  return {
    count: (name, now) => {
      const key = name.toLowerCase()
      const record = records.get(key) ?? noGuesses
      requireGuess(record, now)
      records.delete(key)
      records.set(key, afterGuess(record, now))
      const [oldest] = records.keys()
      if (records.size > mostNames && oldest !== undefined) records.delete(oldest)
    },
    clear: (name) => void records.delete(name.toLowerCase())
  }
}

/**
 * Lets at most two passphrases be worked out at a time: each takes 128 MiB, and strangers may send as many as they like.
 * @throws (rejects) ChanceryError `busy` when more than 20 wait
 */
export type PassphraseQueue = <T>(work: () => Promise<T>) => Promise<T>

const atOnce = 2
const mostWaiting = 20

export function createPassphraseQueue(): PassphraseQueue {
  const waiting: (() => void)[] = []
  let running = 0
  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting)
        throw new ChanceryError('busy', 'Too many people sign in at the same moment. Try again in a few seconds.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      release()
    }
  }
}
