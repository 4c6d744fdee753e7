import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const inhibitAnyPolicyAuthority: LintRule = {
  id: 'rfc5280.inhibit-any-policy-authority',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.14',
  meaning: 'Inhibit anyPolicy stands in certificates of authorities.',
  profileField: null,
  check: (facts) =>
    has(facts, 'inhibitAnyPolicy') && !isAuthority(facts) ? 'This is an end-entity certificate.' : null
}
