import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const purposesEmpty: LintRule = {
  id: 'rfc5280.purposes-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.12',
  meaning: 'Extended key usage names at least one purpose.',
  profileField: 'extendedKeyUsage.oids',
  check: (facts) => (valueOf(facts, 'extKeyUsage')?.length === 0 ? 'The list is empty.' : null)
}
