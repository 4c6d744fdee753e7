import type { LintRule } from '../../lint-rule.ts'
import { isSelfSigned, valueOf } from '../reading.ts'

export const authorityKeyIdPresent: LintRule = {
  id: 'rfc5280.authority-key-id-present',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.1',
  meaning: 'A certificate names the key of its issuer.',
  profileField: null,
  appliesTo: (facts) => !isSelfSigned(facts),
  check: (facts) =>
    valueOf(facts, 'authorityKeyIdentifier')?.keyId != null
      ? null
      : 'There is no authority key identifier with a keyIdentifier.'
}
