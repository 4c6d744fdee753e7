import type { LintRule } from '../../lint-rule.ts'
import { dnsNames } from '../reading.ts'

export const dnsNameCase: LintRule = {
  id: 'rfc5280.dns-name-case',
  severity: 'notice',
  clause: 'RFC 5280 7.2',
  meaning: 'DNS names are best written in lower case.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    dnsNames(facts)
      .filter((name) => name !== name.toLowerCase())
      .map((name) => `"${name}" is not.`)
}
