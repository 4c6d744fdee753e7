import { sameBytes } from '../../../../pki/der/hex.ts'
import type { LintRule } from '../../lint-rule.ts'

export const issuerMatches: LintRule = {
  id: 'rfc5280.issuer-matches',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.4, 6.1.3 (a)(4)',
  meaning: 'The issuer name is the subject of the issuer, octet by octet.',
  profileField: null,
  check: ({ certificate, context }) =>
    context.issuer === undefined || sameBytes(context.issuer.subject.der, certificate.issuer.der)
      ? null
      : `It is written otherwise than "${context.issuer.subject.text}" in the certificate of the issuer.`
}
