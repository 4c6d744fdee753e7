import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const policyConstraintsAuthority: LintRule = {
  id: 'rfc5280.policy-constraints-authority',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.11',
  meaning: 'Policy constraints stand in certificates of authorities.',
  profileField: null,
  check: (facts) =>
    has(facts, 'policyConstraints') && !isAuthority(facts) ? 'This is an end-entity certificate.' : null
}
