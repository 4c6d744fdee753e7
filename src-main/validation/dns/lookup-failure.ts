import { ChanceryError } from '../../../src-shared/errors.ts'

/** Why a question to the DNS has no answer. A failure is never an answer: not "no record", not "no such name". */
export type FailureKind =
  | 'timeout' // no server answered in time
  | 'unreachable' // the network said no
  | 'server-failure' // SERVFAIL (RFC 1035 4.1.1)
  | 'refused' // REFUSED
  | 'malformed' // an answer that cannot be read, or of a server that does not serve the zone
  | 'alias-loop' // CNAME or DNAME records that do not end
  | 'too-much-work' // the limit of work for one lookup is reached

export class LookupFailure extends ChanceryError {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super('io', message, { cause })
    this.name = 'LookupFailure'
    this.kind = kind
  }
}
