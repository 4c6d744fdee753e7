import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const alternativeNamesEmpty: LintRule = {
  id: 'rfc5280.alternative-names-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'A subject alternative name extension holds at least one name.',
  profileField: 'alternativeNames.rules',
  check: (facts) => (valueOf(facts, 'subjectAltName')?.length === 0 ? 'The list is empty.' : null)
}
