import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames } from '../reading.ts'

export const alternativeNameBlank: LintRule = {
  id: 'rfc5280.alternative-name-blank',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'No alternative name is empty or a blank.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    alternativeNames(facts).some((name) =>
      typeof name.value === 'string' ? name.value.trim() === '' : name.value.length === 0
    )
      ? 'Here one is.'
      : null
}
