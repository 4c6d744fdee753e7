import type { LintRule } from '../../lint-rule.ts'
import { crlAddresses, isPublicTls, isPublicTlsAuthority } from '../reading.ts'

export const tlsCrlAddressHttp: LintRule = {
  id: 'br-tls.crl-address-http',
  severity: 'error',
  clause: 'BR 7.1.2.11.2',
  meaning: 'CRL addresses begin with http://.',
  profileField: 'pointers.crlAddresses',
  appliesTo: (facts) => isPublicTls(facts) || isPublicTlsAuthority(facts),
  check: (facts) =>
    crlAddresses(facts)
      .filter((address) => !address.startsWith('http://'))
      .map((address) => `${address} does not.`)
}
