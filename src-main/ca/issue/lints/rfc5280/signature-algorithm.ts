import { oidLabel } from '../../../../../src-shared/model/oid.ts'
import type { LintRule } from '../../lint-rule.ts'

export const signatureAlgorithm: LintRule = {
  id: 'rfc5280.signature-algorithm',
  severity: 'error',
  clause: 'RFC 5280 4.1.1.2',
  meaning: 'The signature algorithm and its parameters are ones of RFC 3279, 4055, 5758, 8410 or 9881.',
  profileField: 'signatureAlgorithm',
  check: ({ certificate }) =>
    certificate.signatureAlgorithm.id === null
      ? `${oidLabel(certificate.signatureAlgorithm.oid)} with these parameters is not.`
      : null
}
