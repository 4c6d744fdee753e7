import type { LintRule } from '../../lint-rule.ts'

export const keyKnown: LintRule = {
  id: 'field.key-known',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.7',
  meaning: 'The public key is of a kind that verifiers know: RSA, P-256, P-384, P-521, Ed25519 or ML-DSA.',
  profileField: 'keyAlgorithms',
  check: ({ certificate }) =>
    certificate.publicKey.facts.kind === 'other' ? `This one is ${certificate.publicKey.facts.label}.` : null
}
