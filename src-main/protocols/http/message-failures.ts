import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const wrong: ProtocolFailure = { status: 400 }
const notHere: ProtocolFailure = { status: 404 }
const later: ProtocolFailure = { status: 503 }
const ours: ProtocolFailure = { status: 500 }

/**
 * HTTP statuses for protocols that say in messages of their own, under status 200, what is wrong with a message: this is for
 * what goes wrong before there is one to answer, or where none can be made. A protocol that differs says only where.
 */
export const messageFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed: wrong,
  'too-large': { status: 413 },
  'invalid-input': { status: 415 },
  'unknown-operation': notHere,
  unauthenticated: notHere,
  forbidden: { status: 403 },
  'approval-needed': { status: 403 },
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
