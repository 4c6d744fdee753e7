import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const noticeReference: LintRule = {
  id: 'rfc5280.notice-reference',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'A user notice does not use a notice reference.',
  profileField: 'policies.list',
  check: (facts) =>
    (valueOf(facts, 'certificatePolicies') ?? []).some((policy) =>
      policy.qualifiers.some((qualifier) => qualifier.kind === 'userNotice' && qualifier.organization !== null)
    )
      ? 'This one does.'
      : null
}
