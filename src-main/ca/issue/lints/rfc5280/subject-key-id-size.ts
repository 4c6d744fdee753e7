import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const subjectKeyIdSize: LintRule = {
  id: 'rfc5280.subject-key-id-size',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.2, RFC 7093',
  meaning: 'A key identifier is a short hash, at most 32 octets.',
  profileField: null,
  check: (facts) => {
    const size = valueOf(facts, 'subjectKeyIdentifier')?.length ?? 20
    return size === 0 || size > 32 ? `This one has ${size} octets.` : null
  }
}
