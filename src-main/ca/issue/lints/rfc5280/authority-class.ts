import type { LintRule } from '../../lint-rule.ts'
import { isAuthority } from '../reading.ts'

export const authorityClass: LintRule = {
  id: 'rfc5280.authority-class',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.9',
  meaning: 'A certificate of the class authority says so in its basic constraints.',
  profileField: 'basicConstraints.authority',
  appliesTo: ({ context }) => context.certificateClass === 'authority',
  check: (facts) => (isAuthority(facts) ? null : 'This one does not.')
}
