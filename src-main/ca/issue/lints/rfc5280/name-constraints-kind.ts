import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const nameConstraintsKind: LintRule = {
  id: 'rfc5280.name-constraints-kind',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.10',
  meaning: 'Name constraints are not imposed on X.400 addresses, EDI party names and registered ids.',
  profileField: null,
  check: (facts) => {
    const value = valueOf(facts, 'nameConstraints')
    return [...(value?.permitted ?? []), ...(value?.excluded ?? [])].some((subtree) =>
      ['x400', 'edi', 'rid'].includes(subtree.base.kind)
    )
      ? 'Here they are.'
      : null
  }
}
