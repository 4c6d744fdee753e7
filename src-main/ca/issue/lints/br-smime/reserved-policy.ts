import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, policyOids } from '../reading.ts'

export const smimeReservedPolicy: LintRule = {
  id: 'br-smime.reserved-policy',
  severity: 'error',
  clause: 'S/MIME BR 7.1.6.1',
  meaning: 'Exactly one reserved policy says what was validated and in which generation.',
  profileField: 'policies.list',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const count = policyOids(facts).filter((oid) => /^2\.23\.140\.1\.5\.[1-4]\.[1-3]$/.test(oid)).length
    return count === 1 ? null : `Here there are ${count}.`
  }
}
