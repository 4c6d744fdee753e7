import type { ErrorCode } from '../../../src-shared/errors.ts'
import { assertNever } from '../../../src-shared/assert-never.ts'
import type { ScepFailure } from '../../pki/scep.ts'

/** A request that is answered with a failure of RFC 8894 3.2.1.4. */
export class ScepRefusal extends Error {
  readonly failure: ScepFailure
  /** More for the log than the device is told: what the operator can do. */
  readonly advice: string
  /** A secret was wrong: the address is counted. */
  readonly wrongSecret: boolean

  constructor(
    failure: ScepFailure,
    text: string,
    more: { readonly advice?: string; readonly wrongSecret?: boolean } = {}
  ) {
    super(text)
    this.name = 'ScepRefusal'
    this.failure = failure
    this.advice = more.advice ?? ''
    this.wrongSecret = more.wrongSecret ?? false
  }
}

/**
 * @returns how a refusal of the door is said in SCEP; null for what passes by itself, or is no fault of the device: that
 *   is an error of HTTP, after which a device asks again. A failure of SCEP is final (RFC 8894 3.3.2).
 */
export function scepFailureOf(code: ErrorCode): ScepFailure | null {
  switch (code) {
    case 'bad-signature':
      return 'badMessageCheck'
    case 'malformed':
    case 'too-large':
    case 'invalid-input':
    case 'forbidden':
    case 'approval-needed':
    case 'conflict':
    case 'refused-by-policy':
    case 'weak-key':
    case 'lint-failed':
    case 'name-taken':
    case 'not-found':
      return 'badRequest'
    case 'unknown-operation':
    case 'unauthenticated':
    case 'locked':
    case 'wrong-passphrase':
    case 'slowed-down':
    case 'not-ready':
    case 'key-unavailable':
    case 'cancelled':
    case 'busy':
    case 'newer-database':
    case 'damaged':
    case 'unsafe-file':
    case 'io':
    case 'internal':
      return null
    default:
      return assertNever(code)
  }
}
