import type { LintRule } from '../../lint-rule.ts'
import { policyOids, valueOf } from '../reading.ts'

export const policyMappingsAsserted: LintRule = {
  id: 'rfc5280.policy-mappings-asserted',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.5',
  meaning: 'A policy that is mapped is also asserted.',
  profileField: null,
  check: (facts) => {
    const asserted = policyOids(facts)
    return (valueOf(facts, 'policyMappings') ?? [])
      .filter((mapping) => !asserted.includes(mapping.issuerDomain))
      .map((mapping) => `${mapping.issuerDomain} is not.`)
  }
}
