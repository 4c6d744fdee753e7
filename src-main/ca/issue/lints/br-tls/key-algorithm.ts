import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, isPublicTlsAuthority } from '../reading.ts'

export const tlsKeyAlgorithm: LintRule = {
  id: 'br-tls.key-algorithm',
  severity: 'error',
  clause: 'BR 6.1.5, 7.1.3.1',
  meaning: 'The key is RSA of at least 2048 bits, P-256, P-384 or P-521.',
  profileField: 'keyAlgorithms',
  appliesTo: (facts) => isPublicTls(facts) || isPublicTlsAuthority(facts),
  check: ({ certificate: { publicKey } }) =>
    publicKey.facts.kind === 'rsa' || publicKey.facts.kind === 'ec' ? null : `Here it is ${publicKey.facts.label}.`
}
