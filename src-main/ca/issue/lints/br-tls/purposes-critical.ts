import type { LintRule } from '../../lint-rule.ts'
import { criticality, isPublicTls } from '../reading.ts'

export const tlsPurposesCritical: LintRule = {
  id: 'br-tls.purposes-critical',
  severity: 'error',
  clause: 'BR 7.1.2.7.6',
  meaning: 'Extended key usage is not critical.',
  profileField: 'extendedKeyUsage.critical',
  appliesTo: isPublicTls,
  check: (facts) => (criticality(facts, 'extKeyUsage') === true ? 'Here it is.' : null)
}
