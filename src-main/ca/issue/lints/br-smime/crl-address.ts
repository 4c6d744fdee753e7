import type { LintRule } from '../../lint-rule.ts'
import { crlAddresses, isPublicSmime } from '../reading.ts'

export const smimeCrlAddress: LintRule = {
  id: 'br-smime.crl-address',
  severity: 'error',
  clause: 'S/MIME BR 7.1.2.3 (b)',
  meaning: 'A subscriber certificate names its CRL at an http address.',
  profileField: 'pointers.crl',
  appliesTo: isPublicSmime,
  check: (facts) => (crlAddresses(facts).some((address) => address.startsWith('http://')) ? null : 'This one does not.')
}
