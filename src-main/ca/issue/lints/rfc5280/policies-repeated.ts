import type { LintRule } from '../../lint-rule.ts'
import { policyOids } from '../reading.ts'

export const policiesRepeated: LintRule = {
  id: 'rfc5280.policies-repeated',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'A policy stands only once.',
  profileField: 'policies.list',
  check: (facts) => {
    const oids = policyOids(facts)
    return oids.filter((oid, index) => oids.indexOf(oid) !== index).map((oid) => `${oid} stands twice.`)
  }
}
