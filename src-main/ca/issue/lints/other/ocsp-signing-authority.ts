import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, purpose, purposes } from '../reading.ts'

export const ocspSigningAuthority: LintRule = {
  id: 'field.ocsp-signing-authority',
  severity: 'warning',
  clause: 'RFC 6960 4.2.2.2',
  meaning: 'OCSP signing is a purpose of responders, not of authorities.',
  profileField: 'extendedKeyUsage.oids',
  appliesTo: isAuthority,
  check: (facts) => (purposes(facts).includes(purpose.ocspSigning) ? 'This is an authority.' : null)
}
