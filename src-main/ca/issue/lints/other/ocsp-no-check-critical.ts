import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const ocspNoCheckCritical: LintRule = {
  id: 'field.ocsp-no-check-critical',
  severity: 'warning',
  clause: 'RFC 6960 4.2.2.2.1',
  meaning: 'The no-check extension should not be critical.',
  profileField: 'ocspNoCheck',
  check: (facts) => (criticality(facts, 'ocspNoCheck') === true ? 'Here it is.' : null)
}
