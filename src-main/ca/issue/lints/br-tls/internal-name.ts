import type { LintRule } from '../../lint-rule.ts'
import { dnsNames, isPublicTls } from '../reading.ts'
import { parse } from 'tldts'

export const tlsInternalName: LintRule = {
  id: 'br-tls.internal-name',
  severity: 'error',
  clause: 'BR 4.2.2',
  meaning: 'A DNS name ends in a domain of the public root.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) =>
    dnsNames(facts)
      .filter(
        (name) =>
          parse(name.replace(/^\*\./, ''), { validateHostname: false }).isIcann !== true && !name.endsWith('.onion')
      )
      .map((name) => `"${name}" is an internal name.`)
}
