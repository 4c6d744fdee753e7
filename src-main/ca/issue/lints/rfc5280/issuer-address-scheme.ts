import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod } from '../reading.ts'

export const issuerAddressScheme: LintRule = {
  id: 'rfc5280.issuer-address-scheme',
  severity: 'warning',
  clause: 'RFC 5280 4.2.2.1',
  meaning: 'The address of the issuer certificate begins with http or ldap.',
  profileField: 'pointers.issuerAddresses',
  check: (facts) =>
    accessAddresses(facts, accessMethod.caIssuers)
      .filter((address) => !/^(?:http|ldaps?):\/\//.test(address))
      .map((address) => `"${address}" does not: fetching it would need the certificate it leads to.`)
}
