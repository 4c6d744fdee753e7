import type { LintRule } from '../../lint-rule.ts'
import { has, isPublicTls } from '../reading.ts'

export const tlsSubjectKeyId: LintRule = {
  id: 'br-tls.subject-key-id',
  severity: 'notice',
  clause: 'BR 7.1.2.7.6',
  meaning: 'A subject key identifier is not recommended in subscriber certificates.',
  profileField: null,
  appliesTo: isPublicTls,
  check: (facts) => (has(facts, 'subjectKeyIdentifier') ? 'Here there is one.' : null)
}
