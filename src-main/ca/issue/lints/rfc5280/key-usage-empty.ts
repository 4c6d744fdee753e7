import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const keyUsageEmpty: LintRule = {
  id: 'rfc5280.key-usage-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'Key usage names at least one use.',
  profileField: 'keyUsage.bits',
  check: (facts) => (valueOf(facts, 'keyUsage')?.length === 0 ? 'Here no bit is set.' : null)
}
