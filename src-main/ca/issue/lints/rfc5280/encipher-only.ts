import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const encipherOnly: LintRule = {
  id: 'rfc5280.encipher-only',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'encipherOnly and decipherOnly have a meaning only with keyAgreement.',
  profileField: 'keyUsage.bits',
  check: (facts) => {
    const bits = valueOf(facts, 'keyUsage') ?? []
    return (bits.includes('encipherOnly') || bits.includes('decipherOnly')) && !bits.includes('keyAgreement')
      ? 'keyAgreement is missing.'
      : null
  }
}
