import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod, has, isPublicTls, validityDays } from '../reading.ts'

export const tlsCrlAddress: LintRule = {
  id: 'br-tls.crl-address',
  severity: 'error',
  clause: 'BR 7.1.2.11.2',
  meaning: 'A subscriber certificate without an OCSP address names its CRL, unless it is short-lived.',
  profileField: 'pointers.crl',
  appliesTo: (facts) => isPublicTls(facts) && validityDays(facts) > 7,
  check: (facts) =>
    has(facts, 'crlDistributionPoints') || accessAddresses(facts, accessMethod.ocsp).length > 0
      ? null
      : 'Here there is neither.'
}
