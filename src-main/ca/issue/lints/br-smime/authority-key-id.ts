import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, valueOf } from '../reading.ts'

export const smimeAuthorityKeyId: LintRule = {
  id: 'br-smime.authority-key-id',
  severity: 'error',
  clause: 'S/MIME BR 7.1.2.3 (g)',
  meaning: 'The authority key identifier holds the keyIdentifier and nothing else.',
  profileField: null,
  appliesTo: isPublicSmime,
  check: (facts) => {
    const value = valueOf(facts, 'authorityKeyIdentifier')
    if (value?.keyId == null) return 'Here it is missing.'
    return value.issuer.length > 0 || value.serial !== null ? 'Here issuer or serial number stand beside it.' : null
  }
}
