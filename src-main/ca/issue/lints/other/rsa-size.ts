import type { LintRule } from '../../lint-rule.ts'

export const rsaSize: LintRule = {
  id: 'field.rsa-size',
  severity: 'error',
  clause: 'NIST SP 800-131A 3',
  meaning: 'An RSA key has at least 2048 bits.',
  profileField: 'keyAlgorithms',
  check: ({ certificate: { publicKey } }) =>
    publicKey.facts.kind === 'rsa' && publicKey.facts.bits < 2048 ? `This one has ${publicKey.facts.bits}.` : null
}
