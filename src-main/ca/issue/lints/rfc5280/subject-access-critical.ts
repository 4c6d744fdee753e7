import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const subjectAccessCritical: LintRule = {
  id: 'rfc5280.subject-access-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.2.2',
  meaning: 'Subject information access is not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'subjectInfoAccess') === true ? 'Here it is.' : null)
}
