import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, policyOids } from '../reading.ts'

export const smimeLegacyGeneration: LintRule = {
  id: 'br-smime.legacy-generation',
  severity: 'warning',
  clause: 'S/MIME BR 1.2.1',
  meaning: 'The legacy generation has come to its end; use multipurpose or strict.',
  profileField: 'policies.list',
  appliesTo: isPublicSmime,
  check: (facts) =>
    policyOids(facts).some((oid) => /^2\.23\.140\.1\.5\.[1-4]\.1$/.test(oid)) ? 'This certificate asserts it.' : null
}
