import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const nameConstraintsDistance: LintRule = {
  id: 'rfc5280.name-constraints-distance',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.10',
  meaning: 'Subtrees have the minimum 0 and no maximum.',
  profileField: null,
  check: (facts) => {
    const value = valueOf(facts, 'nameConstraints')
    return [...(value?.permitted ?? []), ...(value?.excluded ?? [])].some(
      (subtree) => subtree.minimum !== 0 || subtree.maximum !== null
    )
      ? 'One has not.'
      : null
  }
}
