import { PRINTABLE_STRING } from '../../../../pki/der/tags.ts'
import type { LintRule } from '../../lint-rule.ts'
import { nameStrings } from '../name-strings.ts'
import { attributes } from '../reading.ts'

export const countryPrintable: LintRule = {
  id: 'rfc5280.country-printable',
  severity: 'error',
  clause: 'RFC 5280 appendix A.1',
  meaning: 'A country is a PrintableString.',
  profileField: null,
  check: ({ certificate }) =>
    nameStrings(certificate.subject).some((value) => value.oid === attributes.country && value.tag !== PRINTABLE_STRING)
      ? 'Here it is another type of string.'
      : null
}
