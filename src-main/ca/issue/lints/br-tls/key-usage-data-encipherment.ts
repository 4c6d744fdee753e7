import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, valueOf } from '../reading.ts'

export const tlsKeyUsageDataEncipherment: LintRule = {
  id: 'br-tls.key-usage-data-encipherment',
  severity: 'warning',
  clause: 'BR 7.1.2.7.11',
  meaning: 'dataEncipherment is not recommended for TLS.',
  profileField: 'keyUsage.bits',
  appliesTo: isPublicTls,
  check: (facts) => (valueOf(facts, 'keyUsage')?.includes('dataEncipherment') === true ? 'Here it is set.' : null)
}
