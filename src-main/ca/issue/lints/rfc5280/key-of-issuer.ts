import { sameBytes } from '../../../../pki/der/hex.ts'
import type { LintRule } from '../../lint-rule.ts'

export const keyOfIssuer: LintRule = {
  id: 'rfc5280.key-of-issuer',
  severity: 'error',
  clause: 'RFC 5280 6.1',
  meaning: 'A subject with another name does not have the key of its issuer.',
  profileField: null,
  check: ({ certificate, context }) =>
    context.issuer !== undefined &&
    context.issuer.subject.key !== certificate.subject.key &&
    sameBytes(context.issuer.publicKey.der, certificate.publicKey.der)
      ? 'Here the public key is that of the issuer.'
      : null
}
