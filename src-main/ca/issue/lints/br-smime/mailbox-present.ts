import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, mailboxes } from '../reading.ts'

export const smimeMailboxPresent: LintRule = {
  id: 'br-smime.mailbox-present',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.1',
  meaning: 'A subscriber certificate names at least one mailbox among its alternative names.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicSmime,
  check: (facts) => (mailboxes(facts).length > 0 ? null : 'There is none.')
}
