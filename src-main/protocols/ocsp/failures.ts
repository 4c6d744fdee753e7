import type { ErrorCode } from '../../../src-shared/errors.ts'
import { messageFailures } from '../http/message-failures.ts'
import type { ProtocolFailure } from '../protocol.ts'

/**
 * What goes wrong before there is a request to answer: a body that does not arrive, or is too large. Everything after
 * that is said in OCSP itself (RFC 6960 2.3), under status 200.
 */
export const ocspFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  ...messageFailures,
  forbidden: { status: 404 },
  'slowed-down': { status: 503 },
  'bad-signature': { status: 400 }
}
