import type { LintRule } from '../../lint-rule.ts'
import { dnsNames } from '../reading.ts'

export const dnsNameALabels: LintRule = {
  id: 'rfc5280.dns-name-a-labels',
  severity: 'error',
  clause: 'RFC 5280 7.2',
  meaning: 'International domain names stand in certificates as A-labels.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    dnsNames(facts)
      .filter((name) => /[^\x21-\x7e]/.test(name))
      .map((name) => `"${name}" holds other characters.`)
}
