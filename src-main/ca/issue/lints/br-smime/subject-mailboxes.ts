import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicSmime, mailboxes, subjectAttributes } from '../reading.ts'

export const smimeSubjectMailboxes: LintRule = {
  id: 'br-smime.subject-mailboxes',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.1',
  meaning: 'Every mailbox in the subject is also among the alternative names.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const known = mailboxes(facts).map((name) => name.toLowerCase())
    return subjectAttributes(facts)
      .filter(
        (attribute) =>
          (attribute.oid === attributes.emailAddress || attribute.oid === attributes.commonName) &&
          attribute.value.includes('@') &&
          !known.includes(attribute.value.toLowerCase())
      )
      .map((attribute) => `${attribute.value} is not.`)
  }
}
