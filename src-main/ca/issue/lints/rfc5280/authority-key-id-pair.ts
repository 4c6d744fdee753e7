import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const authorityKeyIdPair: LintRule = {
  id: 'rfc5280.authority-key-id-pair',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.1',
  meaning: 'Issuer and serial number in an authority key identifier come together or not at all.',
  profileField: null,
  check: (facts) => {
    const value = valueOf(facts, 'authorityKeyIdentifier')
    return value !== undefined && value.issuer.length > 0 !== (value.serial !== null) ? 'Here one stands alone.' : null
  }
}
