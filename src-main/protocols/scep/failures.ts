import type { ErrorCode } from '../../../src-shared/errors.ts'
import { messageFailures } from '../http/message-failures.ts'
import type { ProtocolFailure } from '../protocol.ts'

/**
 * What goes wrong before there is a message to answer, and what passes by itself: a device asks again after an error of
 * HTTP, and gives up after a failure of SCEP. Everything else is said in SCEP (RFC 8894 3.2.1.4), under status 200.
 */
export const scepFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  ...messageFailures,
  'invalid-input': { status: 400 },
  'unknown-operation': { status: 400 },
  unauthenticated: { status: 401 },
  io: { status: 503 }
}
