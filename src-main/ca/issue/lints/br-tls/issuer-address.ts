import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod, isPublicTls } from '../reading.ts'

export const tlsIssuerAddress: LintRule = {
  id: 'br-tls.issuer-address',
  severity: 'warning',
  clause: 'BR 7.1.2.7.7',
  meaning: 'A subscriber certificate says where the certificate of its issuer is.',
  profileField: 'pointers.issuer',
  appliesTo: isPublicTls,
  check: (facts) => (accessAddresses(facts, accessMethod.caIssuers).length > 0 ? null : 'This one does not.')
}
