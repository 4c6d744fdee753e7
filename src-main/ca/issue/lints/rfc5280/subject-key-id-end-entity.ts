import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const subjectKeyIdEndEntity: LintRule = {
  id: 'rfc5280.subject-key-id-end-entity',
  severity: 'notice',
  clause: 'RFC 5280 4.2.1.2',
  meaning: 'An end-entity certificate should carry a subject key identifier.',
  profileField: null,
  appliesTo: (facts) => !isAuthority(facts) && facts.context.publicTrust !== 'tls',
  check: (facts) => (has(facts, 'subjectKeyIdentifier') ? null : 'There is none.')
}
