import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const wrong: ProtocolFailure = { status: 400 }
const notHere: ProtocolFailure = { status: 404 }
const later: ProtocolFailure = { status: 503 }
const ours: ProtocolFailure = { status: 500 }

/**
 * What goes wrong before there is a message to answer, and what passes by itself: a device asks again after an error of
 * HTTP, and gives up after a failure of SCEP. Everything else is said in SCEP (RFC 8894 3.2.1.4), under status 200.
 */
export const scepFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed: wrong,
  'too-large': { status: 413 },
  'invalid-input': wrong,
  'unknown-operation': wrong,
  unauthenticated: { status: 401 },
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
  io: later,
  internal: ours
}
