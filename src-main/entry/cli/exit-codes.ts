import type { ErrorCode } from '../../../src-shared/errors.ts'

/**
 * The exit code of each error; 0 is success, 130 an interruption. Scripts rely on them: a code never changes its number.
 * 1 and 2 are what every shell user expects of an unexpected error and of wrong usage.
 */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  internal: 1,
  'invalid-input': 2,
  'unknown-operation': 2,
  malformed: 10,
  'too-large': 11,
  unauthenticated: 12,
  forbidden: 13,
  locked: 14,
  'wrong-passphrase': 15,
  'slowed-down': 16,
  'not-found': 17,
  conflict: 18,
  'name-taken': 19,
  'refused-by-policy': 20,
  'weak-key': 21,
  'bad-signature': 22,
  'lint-failed': 23,
  'not-ready': 24,
  'key-unavailable': 25,
  cancelled: 26,
  busy: 27,
  'newer-database': 28,
  damaged: 29,
  'unsafe-file': 30,
  io: 31,
  'approval-needed': 32
}

/** A shell's own number for a program that Ctrl-C ended (128 + SIGINT). */
export const interrupted = 130
/** The command is a question; it was answered, and the answer is no. */
export const answerIsNo = 3
