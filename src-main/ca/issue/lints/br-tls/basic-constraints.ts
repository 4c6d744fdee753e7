import type { LintRule } from '../../lint-rule.ts'
import { criticality, isPublicTls, valueOf } from '../reading.ts'

export const tlsBasicConstraints: LintRule = {
  id: 'br-tls.basic-constraints',
  severity: 'error',
  clause: 'BR 7.1.2.7.8',
  meaning: 'Basic constraints of a subscriber certificate are critical and say that it is no authority.',
  profileField: 'basicConstraints',
  appliesTo: isPublicTls,
  check: (facts) => {
    const value = valueOf(facts, 'basicConstraints')
    if (value === undefined) return null
    return value.ca || value.pathLength !== null || criticality(facts, 'basicConstraints') === false
      ? 'Here they do not.'
      : null
  }
}
