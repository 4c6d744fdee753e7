import type { LintRule } from '../../lint-rule.ts'
import { attributes, subjectValues } from '../reading.ts'

export const countryCode: LintRule = {
  id: 'rfc5280.country-code',
  severity: 'error',
  clause: 'RFC 5280 appendix A.1, ISO 3166-1',
  meaning: 'A country is two capital letters.',
  profileField: 'subject.attributes',
  check: (facts) =>
    subjectValues(facts, attributes.country)
      .filter((value) => !/^[A-Z]{2}$/.test(value))
      .map((value) => `"${value}" is not.`)
}
