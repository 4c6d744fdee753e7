import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, valueOf } from '../reading.ts'

export const certSignNeedsAuthority: LintRule = {
  id: 'rfc5280.cert-sign-needs-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.3, 4.2.1.9',
  meaning: 'Only an authority may have the use keyCertSign.',
  profileField: 'keyUsage.bits',
  check: (facts) =>
    valueOf(facts, 'keyUsage')?.includes('keyCertSign') === true && !isAuthority(facts)
      ? 'This certificate is not one of an authority.'
      : null
}
