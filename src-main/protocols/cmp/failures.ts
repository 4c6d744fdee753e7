import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const wrong: ProtocolFailure = { status: 400 }
const notHere: ProtocolFailure = { status: 404 }
const later: ProtocolFailure = { status: 503 }
const ours: ProtocolFailure = { status: 500 }

/**
 * HTTP statuses of what is refused before a message is read, or cannot be answered at all (RFC 9811 3.5). What is wrong
 * with a message is said in CMP, under status 200.
 */
export const cmpFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed: wrong,
  'too-large': { status: 413 },
  'invalid-input': { status: 415 },
  'unknown-operation': notHere,
  unauthenticated: notHere,
  forbidden: { status: 403 },
  locked: later,
  'wrong-passphrase': wrong,
  'slowed-down': { status: 429 },
  'not-found': notHere,
  conflict: later,
  'name-taken': ours,
  'refused-by-policy': wrong,
  'weak-key': wrong,
  'bad-signature': ours,
  'lint-failed': wrong,
  'not-ready': later,
  'key-unavailable': later,
  cancelled: later,
  busy: later,
  'newer-database': later,
  damaged: ours,
  'unsafe-file': ours,
  io: ours,
  internal: ours
}
