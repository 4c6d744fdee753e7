import { ChanceryError, type ErrorCode, type Reason } from '../../../src-shared/errors.ts'

/** Every rule that a bundle can break, with the code under which it is refused. */
export const bundleRules = {
  'bundle.truncated': 'malformed',
  'bundle.form': 'malformed',
  'bundle.signature': 'bad-signature',
  'bundle.own': 'refused-by-policy',
  'bundle.unknown-sender': 'refused-by-policy',
  'bundle.other-key': 'refused-by-policy',
  'bundle.wrong-recipient': 'refused-by-policy',
  'bundle.replayed': 'conflict',
  'bundle.older': 'conflict',
  'bundle.unknown-request': 'refused-by-policy',
  'bundle.other-request': 'refused-by-policy',
  'bundle.answered': 'conflict',
  'bundle.digest': 'refused-by-policy',
  'bundle.swapped': 'refused-by-policy',
  'bundle.wrong-root': 'refused-by-policy',
  'bundle.root-unconfirmed': 'refused-by-policy',
  'bundle.root-is-here': 'conflict',
  'bundle.crl': 'refused-by-policy',
  'bundle.crl-number': 'refused-by-policy'
} as const satisfies Record<string, ErrorCode>
export type BundleRule = keyof typeof bundleRules

/** @returns a reason with the rule that speaks */
export function reason(rule: BundleRule, where: string, message: string): Reason {
  return { where, rule, message }
}

/** @returns the error with which a bundle that breaks a rule is refused */
export function refusal(rule: BundleRule, where: string, message: string): ChanceryError {
  return new ChanceryError(bundleRules[rule], message, { reasons: [reason(rule, where, message)] })
}
