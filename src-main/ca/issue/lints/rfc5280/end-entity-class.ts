import type { LintRule } from '../../lint-rule.ts'
import { isAuthority } from '../reading.ts'

export const endEntityClass: LintRule = {
  id: 'rfc5280.end-entity-class',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.9',
  meaning: 'A certificate that is not of the class authority does not claim to be one.',
  profileField: 'basicConstraints.authority',
  appliesTo: ({ context }) => context.certificateClass === 'end-entity' || context.certificateClass === 'service',
  check: (facts) => (isAuthority(facts) ? 'This one does.' : null)
}
