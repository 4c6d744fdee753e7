/** What is remembered about wrong guesses at one operator's passphrase. The caller stores it and keeps one per operator. */
export interface GuessRecord {
  /** Wrong guesses in a row. */
  readonly failed: number
  /** Milliseconds since the epoch before which no further guess is taken; 0 for none. */
  readonly waitUntil: number
}

export const noGuesses: GuessRecord = { failed: 0, waitUntil: 0 }

/** Typing mistakes that cost nothing. */
export const freeGuesses = 3
const firstWait = 1_000
/** The longest wait: fifteen minutes, so that an attacker cannot lock an operator out for good. */
export const longestWait = 15 * 60_000

/**
 * May this operator's passphrase be tried now?
 * @returns milliseconds to wait; 0 when a guess may be made. Never more than fifteen minutes, also when the
 *   machine's clock was set back after the last guess.
 */
export function waitBeforeGuess(record: GuessRecord, now: number): number {
  return Math.min(longestWait, Math.max(0, record.waitUntil - now))
}

/**
 * Counts a wrong guess: after the third in a row the wait starts at one second and doubles.
 * Store this record before the passphrase is tried and `noGuesses` when it was right: then guesses made
 * at the same time, or a kill in between, are counted too.
 */
export function afterGuess(record: GuessRecord, now: number): GuessRecord {
  const failed = record.failed + 1
  if (failed < freeGuesses) return { failed, waitUntil: 0 }
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failed - freeGuesses, 30))
  return { failed, waitUntil: now + wait }
}
