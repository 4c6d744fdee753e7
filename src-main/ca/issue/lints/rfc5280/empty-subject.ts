import type { LintRule } from '../../lint-rule.ts'
import { criticality, has } from '../reading.ts'

export const emptySubject: LintRule = {
  id: 'rfc5280.empty-subject',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.6',
  meaning: 'A certificate without a subject name carries a critical subject alternative name.',
  profileField: 'alternativeNames.required',
  appliesTo: ({ certificate }) => certificate.subject.isEmpty,
  check: (facts) =>
    criticality(facts, 'subjectAltName') === true
      ? null
      : has(facts, 'subjectAltName')
        ? 'The extension is not critical.'
        : 'There is none.'
}
