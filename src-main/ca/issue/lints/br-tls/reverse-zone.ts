import type { LintRule } from '../../lint-rule.ts'
import { dnsNames, isPublicTls } from '../reading.ts'

export const tlsReverseZone: LintRule = {
  id: 'br-tls.reverse-zone',
  severity: 'error',
  clause: 'BR 4.2.2',
  meaning: 'A DNS name does not end in .in-addr.arpa or .ip6.arpa.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) =>
    dnsNames(facts)
      .filter((name) => /\.(?:in-addr|ip6)\.arpa$/i.test(name))
      .map((name) => `"${name}" does.`)
}
