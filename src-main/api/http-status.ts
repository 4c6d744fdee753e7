import type { ErrorCode } from '../../src-shared/errors.ts'

/** The HTTP status of each error (RFC 9110 section 15; 423 Locked is RFC 4918 11.3, 429 RFC 6585 4). */
export const httpStatus: Readonly<Record<ErrorCode, number>> = {
  malformed: 400,
  'too-large': 413,
  'invalid-input': 422,
  'unknown-operation': 404,
  unauthenticated: 401,
  forbidden: 403,
  locked: 423,
  'wrong-passphrase': 403,
  'slowed-down': 429,
  'not-found': 404,
  conflict: 409,
  'name-taken': 409,
  'approval-needed': 409,
  'refused-by-policy': 422,
  'weak-key': 422,
  'bad-signature': 422,
  'lint-failed': 422,
  'not-ready': 409,
  'key-unavailable': 503,
  cancelled: 409,
  busy: 503,
  'newer-database': 503,
  damaged: 500,
  'unsafe-file': 500,
  io: 500,
  internal: 500
}
