import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, policyOids } from '../reading.ts'

export const tlsAnyPolicy: LintRule = {
  id: 'br-tls.any-policy',
  severity: 'error',
  clause: 'BR 7.1.2.7.9',
  meaning: 'anyPolicy is not asserted.',
  profileField: 'policies.list',
  appliesTo: isPublicTls,
  check: (facts) => (policyOids(facts).includes('2.5.29.32.0') ? 'Here it is.' : null)
}
