import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const nameConstraintsEmpty: LintRule = {
  id: 'rfc5280.name-constraints-empty',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.10',
  meaning: 'Name constraints permit or exclude something.',
  profileField: 'nameConstraints',
  check: (facts) => {
    const value = valueOf(facts, 'nameConstraints')
    return value !== undefined && value.permitted.length + value.excluded.length === 0
      ? 'Here both lists are empty.'
      : null
  }
}
