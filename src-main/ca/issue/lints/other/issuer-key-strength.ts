import { keyAlgorithms } from '../../../../../src-shared/model/algorithm.ts'
import type { LintRule } from '../../lint-rule.ts'

export const issuerKeyStrength: LintRule = {
  id: 'field.issuer-key-strength',
  severity: 'notice',
  clause: 'NIST SP 800-57 part 1 5.6.2',
  meaning: 'The key of an issuer is not weaker than the keys it certifies.',
  profileField: 'keyAlgorithms',
  check: ({ certificate, context }) => {
    const own = certificate.publicKey.facts.id
    const issuer = context.issuer?.publicKey.facts.id
    if (own === null || issuer == null) return null
    return keyAlgorithms[issuer].strength < keyAlgorithms[own].strength ? `${issuer} signs for ${own} here.` : null
  }
}
