import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod, isPublicTls } from '../reading.ts'

export const tlsAccessAddressesHttp: LintRule = {
  id: 'br-tls.access-addresses-http',
  severity: 'error',
  clause: 'BR 7.1.2.7.7',
  meaning: 'Addresses of issuer certificate and OCSP responder begin with http://.',
  profileField: 'pointers.issuerAddresses',
  appliesTo: isPublicTls,
  check: (facts) =>
    [...accessAddresses(facts, accessMethod.caIssuers), ...accessAddresses(facts, accessMethod.ocsp)]
      .filter((address) => !address.startsWith('http://'))
      .map((address) => `${address} does not.`)
}
