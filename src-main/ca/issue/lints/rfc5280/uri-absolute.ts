import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames } from '../reading.ts'

export const uriAbsolute: LintRule = {
  id: 'rfc5280.uri-absolute',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'A URI has a scheme and something after it.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    alternativeNames(facts).flatMap((name) =>
      name.kind === 'uri' && !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(name.value) ? [`"${name.value}" has not.`] : []
    )
}
