import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const alternativeNamesCritical: LintRule = {
  id: 'rfc5280.alternative-names-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'Alternative names are not critical where there is a subject.',
  profileField: null,
  appliesTo: ({ certificate }) => !certificate.subject.isEmpty,
  check: (facts) => (criticality(facts, 'subjectAltName') === true ? 'Here they are.' : null)
}
