import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const explicitTextLength: LintRule = {
  id: 'rfc5280.explicit-text-length',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.4',
  meaning: 'The text of a user notice has at most 200 characters.',
  profileField: 'policies.list',
  check: (facts) =>
    (valueOf(facts, 'certificatePolicies') ?? []).flatMap((policy) =>
      policy.qualifiers.flatMap((qualifier) =>
        qualifier.kind === 'userNotice' && [...(qualifier.text ?? '')].length > 200
          ? [`This one has ${[...(qualifier.text ?? '')].length}.`]
          : []
      )
    )
}
