import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const policiesEmpty: LintRule = {
  id: 'rfc5280.policies-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'Certificate policies name at least one policy.',
  profileField: 'policies.list',
  check: (facts) => (valueOf(facts, 'certificatePolicies')?.length === 0 ? 'The list is empty.' : null)
}
