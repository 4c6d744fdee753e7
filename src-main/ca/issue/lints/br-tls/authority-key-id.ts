import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, valueOf } from '../reading.ts'

export const tlsAuthorityKeyId: LintRule = {
  id: 'br-tls.authority-key-id',
  severity: 'error',
  clause: 'BR 7.1.2.11.1',
  meaning: 'The authority key identifier holds the keyIdentifier and nothing else.',
  profileField: null,
  appliesTo: isPublicTls,
  check: (facts) => {
    const value = valueOf(facts, 'authorityKeyIdentifier')
    if (value?.keyId == null) return 'Here it is missing.'
    return value.issuer.length > 0 || value.serial !== null ? 'Here issuer or serial number stand beside it.' : null
  }
}
