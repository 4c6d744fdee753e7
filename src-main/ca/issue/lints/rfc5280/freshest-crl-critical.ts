import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const freshestCrlCritical: LintRule = {
  id: 'rfc5280.freshest-crl-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.15',
  meaning: 'The freshest CRL extension is not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'freshestCrl') === true ? 'Here it is.' : null)
}
