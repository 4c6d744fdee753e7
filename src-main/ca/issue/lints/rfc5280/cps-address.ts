import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const cpsAddress: LintRule = {
  id: 'rfc5280.cps-address',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'A CPS qualifier is an address that can be fetched.',
  profileField: 'policies.list',
  check: (facts) =>
    (valueOf(facts, 'certificatePolicies') ?? []).flatMap((policy) =>
      policy.qualifiers.flatMap((qualifier) =>
        qualifier.kind === 'cps' && !/^https?:\/\//.test(qualifier.uri) ? [`"${qualifier.uri}" is not.`] : []
      )
    )
}
