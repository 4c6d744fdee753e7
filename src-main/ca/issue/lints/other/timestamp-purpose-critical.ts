import type { LintRule } from '../../lint-rule.ts'
import { criticality, isAuthority, purpose, purposes } from '../reading.ts'

export const timestampPurposeCritical: LintRule = {
  id: 'field.timestamp-purpose-critical',
  severity: 'error',
  clause: 'RFC 3161 2.3',
  meaning: 'The purpose of a time-stamp authority is critical.',
  profileField: 'extendedKeyUsage.critical',
  appliesTo: (facts) => !isAuthority(facts) && purposes(facts).includes(purpose.timeStamping),
  check: (facts) => (criticality(facts, 'extKeyUsage') === true ? null : 'Here it is not.')
}
