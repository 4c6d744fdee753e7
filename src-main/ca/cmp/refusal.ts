import { ChanceryError, toFailure, type ErrorCode } from '../../../src-shared/errors.ts'
import type { CmpFailure } from '../../pki/cmp.ts'
import type { CaContext } from '../context.ts'

/** A message that is answered with a failure (RFC 9810 5.2.3). */
export class CmpRefusal extends Error {
  readonly failure: CmpFailure
  /** For the operator, where the client is to learn less. */
  readonly operatorText: string

  constructor(failure: CmpFailure, text: string, operatorText = text) {
    super(text)
    this.failure = failure
    this.operatorText = operatorText
  }
}

/** What each of our errors is in CMP. */
const failureOf: Readonly<Record<ErrorCode, CmpFailure>> = {
  malformed: 'badDataFormat',
  'too-large': 'badDataFormat',
  'invalid-input': 'badCertTemplate',
  'unknown-operation': 'badRequest',
  unauthenticated: 'notAuthorized',
  forbidden: 'notAuthorized',
  'approval-needed': 'notAuthorized',
  locked: 'systemUnavail',
  'wrong-passphrase': 'systemUnavail',
  'slowed-down': 'systemUnavail',
  'not-found': 'badRequest',
  conflict: 'duplicateCertReq',
  'name-taken': 'duplicateCertReq',
  'refused-by-policy': 'badCertTemplate',
  'weak-key': 'badCertTemplate',
  'bad-signature': 'badPOP',
  'lint-failed': 'badCertTemplate',
  'not-ready': 'systemUnavail',
  'key-unavailable': 'systemUnavail',
  cancelled: 'systemUnavail',
  busy: 'systemUnavail',
  'newer-database': 'systemFailure',
  damaged: 'systemFailure',
  'unsafe-file': 'systemFailure',
  io: 'systemFailure',
  internal: 'systemFailure'
}

/** Rules whose refusal is about who asks and not about what the template says. */
const rightsRules = /^(?:profile\.(?:state|channel|role|authority)|issuer\.|authority\.|proof|caa|validation|domain)/

/** @returns an error as CMP says it; what is not one of ours is logged under an id */
export function refusalOf(ca: CaContext, error: unknown): CmpRefusal {
  if (error instanceof CmpRefusal) return error
  if (!(error instanceof ChanceryError)) {
    const logId = ca.log.error('a CMP message could not be answered', error)
    return new CmpRefusal('systemFailure', toFailure(error, logId).message)
  }
  const texts = error.reasons.map(({ message }) => message)
  return new CmpRefusal(failureFor(error), texts.length > 0 ? texts.join(' ') : error.message)
}

function failureFor(error: ChanceryError): CmpFailure {
  const rules = error.reasons.map(({ rule }) => rule)
  if (rules.some((rule) => rule.startsWith('possession.'))) return 'badPOP'
  if (rules.includes('renewal.revoked')) return 'certRevoked'
  if (error.code === 'refused-by-policy' && rules.some((rule) => rightsRules.test(rule))) return 'notAuthorized'
  return failureOf[error.code]
}
