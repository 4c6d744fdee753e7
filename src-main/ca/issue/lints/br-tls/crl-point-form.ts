import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, isPublicTlsAuthority, valueOf } from '../reading.ts'

export const tlsCrlPointForm: LintRule = {
  id: 'br-tls.crl-point-form',
  severity: 'error',
  clause: 'BR 7.1.2.11.2',
  meaning: 'A CRL distribution point is a full name without reasons and CRL issuer.',
  profileField: 'pointers.crlAddresses',
  appliesTo: (facts) => isPublicTls(facts) || isPublicTlsAuthority(facts),
  check: (facts) =>
    (valueOf(facts, 'crlDistributionPoints') ?? []).some(
      (point) => point.fullName.length === 0 || point.reasons !== null || point.crlIssuer.length > 0
    )
      ? 'Here one is not.'
      : null
}
