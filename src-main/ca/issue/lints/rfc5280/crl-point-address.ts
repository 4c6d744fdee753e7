import type { LintRule } from '../../lint-rule.ts'
import { crlAddresses } from '../reading.ts'

export const crlPointAddress: LintRule = {
  id: 'rfc5280.crl-point-address',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.13',
  meaning: 'A CRL address begins with http or ldap.',
  profileField: 'pointers.crlAddresses',
  check: (facts) =>
    crlAddresses(facts)
      .filter((address) => !/^(?:http|ldaps?):\/\//.test(address))
      .map((address) => `"${address}" does not: many verifiers cannot fetch it.`)
}
