import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const subjectKeyIdAuthority: LintRule = {
  id: 'rfc5280.subject-key-id-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.2',
  meaning: 'An authority carries a subject key identifier.',
  profileField: null,
  appliesTo: isAuthority,
  check: (facts) => (has(facts, 'subjectKeyIdentifier') ? null : 'There is none.')
}
