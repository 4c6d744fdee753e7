import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, isPublicTls } from '../reading.ts'

export const tlsNamesPresent: LintRule = {
  id: 'br-tls.names-present',
  severity: 'error',
  clause: 'BR 7.1.2.7.12',
  meaning: 'A subscriber certificate carries alternative names.',
  profileField: 'alternativeNames.required',
  appliesTo: isPublicTls,
  check: (facts) => (alternativeNames(facts).length > 0 ? null : 'There are none.')
}
