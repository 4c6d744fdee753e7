import type { LintRule } from '../../lint-rule.ts'
import { dnsNames, isPublicTls } from '../reading.ts'

export const tlsUnderscore: LintRule = {
  id: 'br-tls.underscore',
  severity: 'error',
  clause: 'BR 7.1.2.7.12',
  meaning: 'DNS names hold no underscore.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) =>
    dnsNames(facts)
      .filter((name) => name.includes('_'))
      .map((name) => `"${name}" does.`)
}
