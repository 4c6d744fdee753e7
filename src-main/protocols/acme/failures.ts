import type { ErrorCode } from '../../../src-shared/errors.ts'
import type { ProtocolFailure } from '../protocol.ts'

const later: ProtocolFailure = { status: 503, name: 'serverInternal' }
const ours: ProtocolFailure = { status: 500, name: 'serverInternal' }
const malformed: ProtocolFailure = { status: 400, name: 'malformed' }

/** How ACME answers for each code of the engine (RFC 8555 6.7). */
export const acmeFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  malformed,
  'too-large': { status: 413, name: 'malformed' },
  'invalid-input': malformed,
  'unknown-operation': { status: 404, name: 'malformed' },
  unauthenticated: { status: 401, name: 'unauthorized' },
  forbidden: { status: 403, name: 'unauthorized' },
  'approval-needed': { status: 403, name: 'unauthorized' },
  locked: later,
  'wrong-passphrase': { status: 403, name: 'unauthorized' },
  'slowed-down': { status: 429, name: 'rateLimited' },
  'not-found': { status: 404, name: 'malformed' },
  conflict: { status: 409, name: 'malformed' },
  'name-taken': { status: 409, name: 'malformed' },
  'refused-by-policy': { status: 400, name: 'badCSR' },
  'weak-key': { status: 400, name: 'badCSR' },
  'bad-signature': { status: 400, name: 'badCSR' },
  'lint-failed': { status: 400, name: 'badCSR' },
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
