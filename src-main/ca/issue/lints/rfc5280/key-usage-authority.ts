import type { LintRule } from '../../lint-rule.ts'
import { has, isAuthority } from '../reading.ts'

export const keyUsageAuthority: LintRule = {
  id: 'rfc5280.key-usage-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'An authority that signs certificates or CRLs carries key usage.',
  profileField: 'keyUsage',
  appliesTo: isAuthority,
  check: (facts) => (has(facts, 'keyUsage') ? null : 'There is none.')
}
