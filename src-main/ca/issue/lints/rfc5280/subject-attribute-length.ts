import { checkName } from '../../../../../src-shared/model/name.ts'
import type { LintRule } from '../../lint-rule.ts'

export const subjectAttributeLength: LintRule = {
  id: 'rfc5280.subject-attribute-length',
  severity: 'error',
  clause: 'RFC 5280 appendix A.1',
  meaning: 'Attributes of the subject keep the upper bounds and character sets of their types.',
  profileField: 'subject.attributes',
  check: ({ certificate }) => checkName(certificate.subject.value).map((reason) => reason.message)
}
