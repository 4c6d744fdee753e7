import type { LintRule } from '../../lint-rule.ts'
import { accessAddresses, accessMethod, has, isSelfSigned } from '../reading.ts'

export const revocationPointer: LintRule = {
  id: 'rfc5280.revocation-pointer',
  severity: 'notice',
  clause: 'RFC 5280 4.2.1.13',
  meaning: 'Relying parties learn of a revocation from a CRL or OCSP address in the certificate.',
  profileField: 'pointers.crl',
  appliesTo: (facts) => !isSelfSigned(facts),
  check: (facts) =>
    has(facts, 'crlDistributionPoints') ||
    accessAddresses(facts, accessMethod.ocsp).length > 0 ||
    has(facts, 'ocspNoCheck')
      ? null
      : 'There is neither: they must be given the CRL in another way.'
}
