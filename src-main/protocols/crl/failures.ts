import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const notHere: ProtocolFailure = { status: 404 }
const wrong: ProtocolFailure = { status: 400 }
const later: ProtocolFailure = { status: 503 }
const ours: ProtocolFailure = { status: 500 }

/** A plain GET of a file knows no more than these four answers. */
export const crlFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed: wrong,
  'too-large': wrong,
  'invalid-input': wrong,
  'unknown-operation': notHere,
  unauthenticated: notHere,
  forbidden: notHere,
  'approval-needed': notHere,
  locked: later,
  'wrong-passphrase': wrong,
  'slowed-down': later,
  'not-found': notHere,
  conflict: ours,
  'name-taken': ours,
  'refused-by-policy': wrong,
  'weak-key': wrong,
  'bad-signature': wrong,
  'lint-failed': wrong,
  'not-ready': notHere,
  'key-unavailable': later,
  cancelled: later,
  busy: later,
  'newer-database': later,
  damaged: ours,
  'unsafe-file': ours,
  io: ours,
  internal: ours
}
