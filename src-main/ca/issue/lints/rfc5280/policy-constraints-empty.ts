import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const policyConstraintsEmpty: LintRule = {
  id: 'rfc5280.policy-constraints-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.11',
  meaning: 'Policy constraints say something.',
  profileField: null,
  check: (facts) => {
    const value = valueOf(facts, 'policyConstraints')
    return value !== undefined && value.requireExplicitPolicy === null && value.inhibitPolicyMapping === null
      ? 'Here they are empty.'
      : null
  }
}
