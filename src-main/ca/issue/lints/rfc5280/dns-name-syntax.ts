import { readDnsName } from '../../../profile/dns-name.ts'
import type { LintRule } from '../../lint-rule.ts'
import { dnsNames } from '../reading.ts'

export const dnsNameSyntax: LintRule = {
  id: 'rfc5280.dns-name-syntax',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning:
    'A DNS name has the preferred syntax: letters, digits and hyphens in labels of at most 63 octets, 253 in all.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    dnsNames(facts).flatMap((name) => {
      const read = readDnsName(name)
      return 'problem' in read ? [`"${name}": ${read.problem}.`] : []
    })
}
