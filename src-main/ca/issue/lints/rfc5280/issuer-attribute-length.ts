import { checkName } from '../../../../../src-shared/model/name.ts'
import type { LintRule } from '../../lint-rule.ts'

export const issuerAttributeLength: LintRule = {
  id: 'rfc5280.issuer-attribute-length',
  severity: 'warning',
  clause: 'RFC 5280 appendix A.1',
  meaning: 'Attributes of the issuer keep the upper bounds and character sets of their types.',
  profileField: null,
  check: ({ certificate }) => checkName(certificate.issuer.value, 'issuer').map((reason) => reason.message)
}
