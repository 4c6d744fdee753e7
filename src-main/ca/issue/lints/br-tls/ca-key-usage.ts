import type { LintRule } from '../../lint-rule.ts'
import { criticality, isPublicTlsAuthority, valueOf } from '../reading.ts'

export const tlsCaKeyUsage: LintRule = {
  id: 'br-tls.ca-key-usage',
  severity: 'error',
  clause: 'BR 7.1.2.10.7',
  meaning: 'Key usage of an authority is critical and holds keyCertSign and cRLSign.',
  profileField: 'keyUsage',
  appliesTo: isPublicTlsAuthority,
  check: (facts) => {
    const bits = valueOf(facts, 'keyUsage') ?? []
    return criticality(facts, 'keyUsage') === true && bits.includes('keyCertSign') && bits.includes('cRLSign')
      ? null
      : 'Here it does not.'
  }
}
