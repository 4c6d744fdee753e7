import type { LintRule } from '../../lint-rule.ts'
import { has, isPublicTlsAuthority, isSelfSigned } from '../reading.ts'

export const tlsCaCrlAddress: LintRule = {
  id: 'br-tls.ca-crl-address',
  severity: 'error',
  clause: 'BR 7.1.2.10, 7.1.2.11.2',
  meaning: 'A subordinate authority certificate names the CRL of its issuer.',
  profileField: 'pointers.crl',
  appliesTo: (facts) => isPublicTlsAuthority(facts) && !isSelfSigned(facts),
  check: (facts) => (has(facts, 'crlDistributionPoints') ? null : 'Here there is none.')
}
