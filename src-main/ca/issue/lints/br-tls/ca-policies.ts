import type { LintRule } from '../../lint-rule.ts'
import { isPublicTlsAuthority, isSelfSigned, policyOids } from '../reading.ts'

export const tlsCaPolicies: LintRule = {
  id: 'br-tls.ca-policies',
  severity: 'error',
  clause: 'BR 7.1.2.10.5',
  meaning: 'A subordinate authority asserts a certificate policy.',
  profileField: 'policies',
  appliesTo: (facts) => isPublicTlsAuthority(facts) && !isSelfSigned(facts),
  check: (facts) => (policyOids(facts).length > 0 ? null : 'Here there is none.')
}
