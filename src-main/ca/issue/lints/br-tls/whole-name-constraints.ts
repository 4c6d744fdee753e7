import type { LintRule } from '../../lint-rule.ts'
import { has, isPublicTls } from '../reading.ts'

export const tlsWholeNameConstraints: LintRule = {
  id: 'br-tls.whole-name-constraints',
  severity: 'error',
  clause: 'BR 7.1.2.7.6',
  meaning: 'A subscriber certificate carries no name constraints.',
  profileField: 'nameConstraints',
  appliesTo: isPublicTls,
  check: (facts) => (has(facts, 'nameConstraints') ? 'Here it does.' : null)
}
