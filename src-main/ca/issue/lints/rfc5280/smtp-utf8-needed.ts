import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames } from '../reading.ts'

export const smtpUtf8Needed: LintRule = {
  id: 'rfc5280.smtp-utf8-needed',
  severity: 'error',
  clause: 'RFC 9598 3',
  meaning: 'SmtpUTF8Mailbox is only for mailboxes whose local part is not ASCII.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    alternativeNames(facts).flatMap((name) =>
      name.kind === 'smtp-utf8' && /^[\x00-\x7f]*@/.test(name.value) ? [`${name.value} belongs in rfc822Name.`] : []
    )
}
