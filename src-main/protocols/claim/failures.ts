import type { ErrorCode } from '../../../src-shared/errors.ts'
import { messageFailures } from '../http/message-failures.ts'
import type { ProtocolFailure } from '../protocol.ts'

/** A link that ended is gone for good (RFC 9110 15.5.11); everything else as usual. */
export const claimFailures: Readonly<Record<ErrorCode, ProtocolFailure>> = {
  ...messageFailures,
  conflict: { status: 410 }
}
