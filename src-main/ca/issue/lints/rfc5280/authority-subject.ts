import type { LintRule } from '../../lint-rule.ts'
import { isAuthority } from '../reading.ts'

export const authoritySubject: LintRule = {
  id: 'rfc5280.authority-subject',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.6',
  meaning: 'An authority has a subject name.',
  profileField: 'subject.mayBeEmpty',
  appliesTo: isAuthority,
  check: ({ certificate }) => (certificate.subject.isEmpty ? 'The subject is empty.' : null)
}
