import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const policyMappingsAny: LintRule = {
  id: 'rfc5280.policy-mappings-any',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.5',
  meaning: 'No policy is mapped to or from anyPolicy.',
  profileField: null,
  check: (facts) =>
    (valueOf(facts, 'policyMappings') ?? []).some((mapping) =>
      [mapping.issuerDomain, mapping.subjectDomain].includes('2.5.29.32.0')
    )
      ? 'Here one is.'
      : null
}
