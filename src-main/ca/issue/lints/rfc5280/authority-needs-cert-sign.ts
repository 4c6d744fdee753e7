import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, valueOf } from '../reading.ts'

export const authorityNeedsCertSign: LintRule = {
  id: 'rfc5280.authority-needs-cert-sign',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'An authority has the use keyCertSign.',
  profileField: 'keyUsage.bits',
  appliesTo: isAuthority,
  check: (facts) =>
    valueOf(facts, 'keyUsage')?.includes('keyCertSign') === false
      ? 'Here it is missing: what it issues has no valid path.'
      : null
}
