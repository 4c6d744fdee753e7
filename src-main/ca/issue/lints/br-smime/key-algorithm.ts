import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime } from '../reading.ts'

export const smimeKeyAlgorithm: LintRule = {
  id: 'br-smime.key-algorithm',
  severity: 'error',
  clause: 'S/MIME BR 6.1.5',
  meaning: 'The key is RSA of at least 2048 bits, P-256, P-384, P-521, Ed25519 or ML-DSA.',
  profileField: 'keyAlgorithms',
  appliesTo: isPublicSmime,
  check: ({ certificate: { publicKey } }) =>
    publicKey.facts.kind === 'other' ? `Here it is ${publicKey.facts.label}.` : null
}
