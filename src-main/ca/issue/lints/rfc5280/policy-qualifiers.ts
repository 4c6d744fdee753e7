import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const policyQualifiers: LintRule = {
  id: 'rfc5280.policy-qualifiers',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'Policy qualifiers are a CPS address or a user notice.',
  profileField: 'policies.list',
  check: (facts) =>
    (valueOf(facts, 'certificatePolicies') ?? []).flatMap((policy) =>
      policy.qualifiers.flatMap((qualifier) => (qualifier.kind === 'other' ? [`${qualifier.oid} is neither.`] : []))
    )
}
