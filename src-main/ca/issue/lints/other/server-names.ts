import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, isAuthority, purpose, purposes } from '../reading.ts'

export const serverNames: LintRule = {
  id: 'field.server-names',
  severity: 'warning',
  clause: 'RFC 9525 2',
  meaning: 'A TLS server is known by its alternative names: clients do not look at the common name.',
  profileField: 'alternativeNames.rules',
  appliesTo: (facts) => !isAuthority(facts) && purposes(facts).includes(purpose.serverAuth),
  check: (facts) =>
    alternativeNames(facts).some((name) => name.kind === 'dns' || name.kind === 'ip' || name.kind === 'uri')
      ? null
      : 'There is no DNS name and no address among them.'
}
