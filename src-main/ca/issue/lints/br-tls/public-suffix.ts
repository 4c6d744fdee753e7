import { wildcardOnPublicSuffix } from '../../../profile/dns-name.ts'
import type { LintRule } from '../../lint-rule.ts'
import { dnsNames, isPublicTls } from '../reading.ts'

export const tlsPublicSuffix: LintRule = {
  id: 'br-tls.public-suffix',
  severity: 'error',
  clause: 'BR 3.2.2.6',
  meaning: 'A wildcard does not stand directly on a public suffix.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) =>
    dnsNames(facts)
      .filter(wildcardOnPublicSuffix)
      .map((name) => `"${name}" does.`)
}
