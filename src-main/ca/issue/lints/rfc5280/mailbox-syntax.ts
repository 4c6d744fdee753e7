import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames } from '../reading.ts'

export const mailboxSyntax: LintRule = {
  id: 'rfc5280.mailbox-syntax',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'A mailbox has the form local-part@domain, without name and angle brackets.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    alternativeNames(facts).flatMap((name) =>
      name.kind === 'email' && !/^[\x21-\x3b\x3d\x3f-\x7e]+@[A-Za-z0-9.-]+$/.test(name.value)
        ? [`"${name.value}" has not.`]
        : []
    )
}
