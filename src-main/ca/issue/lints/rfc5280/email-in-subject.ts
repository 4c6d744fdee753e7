import type { LintRule } from '../../lint-rule.ts'
import { attributes, mailboxes, subjectValues } from '../reading.ts'

export const emailInSubject: LintRule = {
  id: 'rfc5280.email-in-subject',
  severity: 'warning',
  clause: 'RFC 5280 4.1.2.6',
  meaning: 'A mailbox stands among the alternative names, not in the subject alone.',
  profileField: 'alternativeNames.rules',
  check: (facts) => {
    const known = new Set(mailboxes(facts).map((name) => name.toLowerCase()))
    return subjectValues(facts, attributes.emailAddress)
      .filter((value) => !known.has(value.toLowerCase()))
      .map((value) => `${value} stands in the subject only.`)
  }
}
