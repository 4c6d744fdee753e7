import type { LintRule } from '../../lint-rule.ts'
import { criticality, purpose, purposes } from '../reading.ts'

export const anyPurposeCritical: LintRule = {
  id: 'rfc5280.any-purpose-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.12',
  meaning: 'With any purpose among them, the purposes are not critical.',
  profileField: 'extendedKeyUsage.critical',
  check: (facts) =>
    criticality(facts, 'extKeyUsage') === true && purposes(facts).includes(purpose.any) ? 'Here they are.' : null
}
