import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const authorityAccessEmpty: LintRule = {
  id: 'rfc5280.authority-access-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.2.1',
  meaning: 'Authority information access names at least one place.',
  profileField: 'pointers.issuerAddresses',
  check: (facts) => (valueOf(facts, 'authorityInfoAccess')?.length === 0 ? 'The list is empty.' : null)
}
