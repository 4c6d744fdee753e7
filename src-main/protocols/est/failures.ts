import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const wrong: ProtocolFailure = { status: 400 }
const refused: ProtocolFailure = { status: 403 }
const notHere: ProtocolFailure = { status: 404 }
const later: ProtocolFailure = { status: 503 }
const ours: ProtocolFailure = { status: 500 }

/** How EST answers for each code of the engine (RFC 7030 4.2.3: an HTTP error with words for people). */
export const estFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed: wrong,
  'too-large': { status: 413 },
  'invalid-input': wrong,
  'unknown-operation': notHere,
  unauthenticated: { status: 401 },
  forbidden: refused,
  'approval-needed': refused,
  locked: later,
  'wrong-passphrase': wrong,
  'slowed-down': { status: 429 },
  'not-found': notHere,
  conflict: { status: 409 },
  'name-taken': ours,
  'refused-by-policy': refused,
  'weak-key': wrong,
  'bad-signature': wrong,
  'lint-failed': wrong,
  'not-ready': later,
  'key-unavailable': later,
  cancelled: later,
  busy: later,
  'newer-database': later,
  damaged: ours,
  'unsafe-file': ours,
  io: later,
  internal: ours
}
