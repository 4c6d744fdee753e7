import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames } from '../reading.ts'

export const uriHost: LintRule = {
  id: 'rfc5280.uri-host',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.6',
  meaning: 'A URI with an authority names a host: a domain name or an address.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    alternativeNames(facts).flatMap((name) =>
      name.kind === 'uri' &&
      /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(name.value) &&
      !/:\/\/(?:[^/?#@]*@)?[^/?#:]/.test(name.value) &&
      !name.value.startsWith('file:')
        ? [`"${name.value}" names none.`]
        : []
    )
}
