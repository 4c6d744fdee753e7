import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, isPublicTlsAuthority } from '../reading.ts'

export const tlsSignatureAlgorithm: LintRule = {
  id: 'br-tls.signature-algorithm',
  severity: 'error',
  clause: 'BR 7.1.3.2',
  meaning: 'The signature is RSA or ECDSA with SHA-256, SHA-384 or SHA-512.',
  profileField: 'signatureAlgorithm',
  appliesTo: (facts) => isPublicTls(facts) || isPublicTlsAuthority(facts),
  check: ({ certificate: { signatureAlgorithm } }) =>
    /^(?:rsa-pkcs1|rsa-pss|ecdsa)-sha(?:256|384|512)$/.test(signatureAlgorithm.id ?? '')
      ? null
      : `Here it is ${signatureAlgorithm.id ?? signatureAlgorithm.oid}.`
}
