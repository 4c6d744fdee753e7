import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, policyOids } from '../reading.ts'

const reserved: ReadonlySet<string> = new Set(['2.23.140.1.1', '2.23.140.1.2.1', '2.23.140.1.2.2', '2.23.140.1.2.3'])

export const tlsReservedPolicy: LintRule = {
  id: 'br-tls.reserved-policy',
  severity: 'error',
  clause: 'BR 7.1.2.7.9, 7.1.6.1',
  meaning: 'Exactly one of the reserved policies says how the subject was validated: DV, OV, IV or EV.',
  profileField: 'policies.list',
  appliesTo: isPublicTls,
  check: (facts) => {
    const count = policyOids(facts).filter((oid) => reserved.has(oid)).length
    return count === 1 ? null : `Here there are ${count}.`
  }
}
