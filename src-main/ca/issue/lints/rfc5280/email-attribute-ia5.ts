import { IA5_STRING } from '../../../../pki/der/tags.ts'
import type { LintRule } from '../../lint-rule.ts'
import { nameStrings } from '../name-strings.ts'
import { attributes } from '../reading.ts'

export const emailAttributeIa5: LintRule = {
  id: 'rfc5280.email-attribute-ia5',
  severity: 'error',
  clause: 'RFC 5280 appendix A.1',
  meaning: 'An emailAddress attribute is an IA5String.',
  profileField: null,
  check: ({ certificate }) =>
    nameStrings(certificate.subject).some((value) => value.oid === attributes.emailAddress && value.tag !== IA5_STRING)
      ? 'Here it is another type of string.'
      : null
}
