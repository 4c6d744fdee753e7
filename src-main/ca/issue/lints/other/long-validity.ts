import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, validityDays } from '../reading.ts'

export const longValidity: LintRule = {
  id: 'field.long-validity',
  severity: 'notice',
  clause: 'RFC 5280 4.1.2.5',
  meaning: 'A short life limits what a lost key can do.',
  profileField: 'validity',
  appliesTo: (facts) =>
    !isAuthority(facts) && facts.context.certificateClass === 'end-entity' && facts.context.publicTrust === 'none',
  check: (facts) => (validityDays(facts) > 825 ? `This certificate is valid for ${validityDays(facts)} days.` : null)
}
