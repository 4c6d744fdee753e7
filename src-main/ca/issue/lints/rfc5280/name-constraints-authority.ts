import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const nameConstraintsAuthority: LintRule = {
  id: 'rfc5280.name-constraints-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.10',
  meaning: 'Only an authority carries name constraints.',
  profileField: 'nameConstraints',
  check: (facts) => (has(facts, 'nameConstraints') && !isAuthority(facts) ? 'This is an end-entity certificate.' : null)
}
