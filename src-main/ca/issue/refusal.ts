import { ChanceryError, type ErrorCode, type Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'

/** @returns the error for a request with reasons against it; the code names the gravest kind. */
export function refusal(reasons: readonly Reason[]): ChanceryError {
  const first = reasons[0]?.message ?? 'The request is refused.'
  const more = reasons.length > 1 ? ` There are ${reasons.length - 1} more reasons.` : ''
  return new ChanceryError(codeOf(reasons), `${first}${more}`, { reasons })
}

function codeOf(reasons: readonly Reason[]): ErrorCode {
  if (reasons.some(({ rule }) => rule === 'possession.signature')) return 'bad-signature'
  if (reasons.some(({ rule }) => rule.startsWith('weak-key.'))) return 'weak-key'
  return 'refused-by-policy'
}

/** @returns findings of lint or policy as reasons against a request. */
export function findingReasons(findings: readonly Finding[]): readonly Reason[] {
  return findings.map(({ rule, clause, message, profileField }) => ({
    where: profileField ?? 'certificate',
    rule,
    message: `${message} (${clause})`
  }))
}

/** @returns the findings that keep a certificate from being signed: errors, and warnings where the profile refuses them. */
export function blocking(findings: readonly Finding[], warnings: 'show' | 'refuse'): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error' || (severity === 'warning' && warnings === 'refuse'))
}
