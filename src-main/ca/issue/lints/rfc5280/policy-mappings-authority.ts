import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const policyMappingsAuthority: LintRule = {
  id: 'rfc5280.policy-mappings-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.5',
  meaning: 'Only an authority maps policies.',
  profileField: null,
  check: (facts) => (has(facts, 'policyMappings') && !isAuthority(facts) ? 'This is an end-entity certificate.' : null)
}
