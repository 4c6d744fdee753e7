import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, valueOf } from '../reading.ts'

export const keyUsageAuthorityEncipherment: LintRule = {
  id: 'rfc5280.key-usage-authority-encipherment',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'An authority key signs and does nothing else.',
  profileField: 'keyUsage.bits',
  appliesTo: isAuthority,
  check: (facts) => {
    const other = (valueOf(facts, 'keyUsage') ?? []).filter(
      (bit) => bit.endsWith('Encipherment') || bit === 'keyAgreement'
    )
    return other.length > 0 ? `Here it may also do ${other.join(', ')}.` : null
  }
}
