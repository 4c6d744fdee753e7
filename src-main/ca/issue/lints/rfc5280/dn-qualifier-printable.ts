import { PRINTABLE_STRING } from '../../../../pki/der/tags.ts'
import type { LintRule } from '../../lint-rule.ts'
import { nameStrings } from '../name-strings.ts'
import { attributes } from '../reading.ts'

export const dnQualifierPrintable: LintRule = {
  id: 'rfc5280.dn-qualifier-printable',
  severity: 'error',
  clause: 'RFC 5280 appendix A.1',
  meaning: 'A dnQualifier is a PrintableString.',
  profileField: null,
  check: ({ certificate }) =>
    nameStrings(certificate.subject).some(
      (value) => value.oid === attributes.dnQualifier && value.tag !== PRINTABLE_STRING
    )
      ? 'Here it is another type of string.'
      : null
}
