import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod } from '../reading.ts'

export const ocspAddressScheme: LintRule = {
  id: 'rfc5280.ocsp-address-scheme',
  severity: 'warning',
  clause: 'RFC 5280 4.2.2.1, RFC 6960 3.1',
  meaning: 'The address of an OCSP responder begins with http.',
  profileField: 'pointers.ocspAddresses',
  check: (facts) =>
    accessAddresses(facts, accessMethod.ocsp)
      .filter((address) => !address.startsWith('http://'))
      .map((address) => `"${address}" does not.`)
}
