import { ChanceryError, type ErrorCode, type Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'

/** @returns the error for a request with reasons against it; the code names the gravest kind. */
export function refusal(reasons: readonly Reason[]): ChanceryError {
  return new ChanceryError(codeOf(reasons), firstOf(reasons) ?? 'The request is refused.', { reasons })
}

/** @returns the first reason and how many more there are, for a message; undefined where there is none */
export function firstOf(reasons: readonly Reason[]): string | undefined {
  const [first] = reasons
  if (first === undefined) return undefined
  const more = reasons.length - 1
  if (more === 0) return first.message
  return `${first.message} ${more === 1 ? 'There is 1 more reason.' : `There are ${more} more reasons.`}`
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
