import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, policyOids, validityDays } from '../reading.ts'

export const smimeValidity: LintRule = {
  id: 'br-smime.validity',
  severity: 'error',
  clause: 'S/MIME BR 6.3.2',
  meaning: 'A certificate is valid for at most 825 days, one of the legacy generation for 1185.',
  profileField: 'validity',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const limit = policyOids(facts).some((oid) => /^2\.23\.140\.1\.5\.[1-4]\.1$/.test(oid)) ? 1185 : 825
    return validityDays(facts) > limit ? `This one is valid for ${validityDays(facts)} days.` : null
  }
}
