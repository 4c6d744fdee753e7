import type { LintRule } from '../../lint-rule.ts'
import { has, purpose, purposes } from '../reading.ts'

export const ocspNoCheckPurpose: LintRule = {
  id: 'field.ocsp-no-check-purpose',
  severity: 'error',
  clause: 'RFC 6960 4.2.2.2.1',
  meaning: 'The no-check extension belongs to OCSP responders alone.',
  profileField: 'ocspNoCheck',
  check: (facts) =>
    has(facts, 'ocspNoCheck') && !purposes(facts).includes(purpose.ocspSigning)
      ? 'OCSP signing is not among the purposes.'
      : null
}
