import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const crlPointAllReasons: LintRule = {
  id: 'rfc5280.crl-point-all-reasons',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.13',
  meaning: 'At least one distribution point covers all reasons.',
  profileField: 'pointers.crlAddresses',
  check: (facts) => {
    const points = valueOf(facts, 'crlDistributionPoints') ?? []
    return points.length > 0 && points.every((point) => point.reasons !== null) ? 'Here none does.' : null
  }
}
