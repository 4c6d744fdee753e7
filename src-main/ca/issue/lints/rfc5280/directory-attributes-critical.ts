import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const directoryAttributesCritical: LintRule = {
  id: 'rfc5280.directory-attributes-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.8',
  meaning: 'Subject directory attributes are not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'subjectDirectoryAttributes') === true ? 'Here they are.' : null)
}
