import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, isPublicTls } from '../reading.ts'
import ipaddr from 'ipaddr.js'

export const tlsReservedAddress: LintRule = {
  id: 'br-tls.reserved-address',
  severity: 'error',
  clause: 'BR 4.2.2',
  meaning: 'An address is one of the public internet.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) =>
    alternativeNames(facts).flatMap((name) =>
      name.kind === 'ip' && (!ipaddr.isValid(name.value) || ipaddr.parse(name.value).range() !== 'unicast')
        ? [`${name.value} is reserved by IANA.`]
        : []
    )
}
