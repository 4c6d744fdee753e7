import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, mailboxes, purpose, purposes } from '../reading.ts'

export const mailNames: LintRule = {
  id: 'field.mail-names',
  severity: 'warning',
  clause: 'RFC 8550 3',
  meaning: 'A certificate for mail names a mailbox among its alternative names.',
  profileField: 'alternativeNames.rules',
  appliesTo: (facts) => !isAuthority(facts) && purposes(facts).includes(purpose.emailProtection),
  check: (facts) => (mailboxes(facts).length > 0 ? null : 'There is none.')
}
