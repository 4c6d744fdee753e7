import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const crlPointComplete: LintRule = {
  id: 'rfc5280.crl-point-complete',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.13',
  meaning: 'A distribution point says where the CRL is or who issues it, not reasons alone.',
  profileField: 'pointers.crlAddresses',
  check: (facts) =>
    (valueOf(facts, 'crlDistributionPoints') ?? []).some(
      (point) => point.fullName.length === 0 && point.relativeName === null && point.crlIssuer.length === 0
    )
      ? 'Here one does not.'
      : null
}
