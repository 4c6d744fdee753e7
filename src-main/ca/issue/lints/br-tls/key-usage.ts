import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, valueOf } from '../reading.ts'

export const tlsKeyUsage: LintRule = {
  id: 'br-tls.key-usage',
  severity: 'error',
  clause: 'BR 7.1.2.7.11',
  meaning: 'Key usage is digitalSignature, and keyEncipherment or keyAgreement where the key allows it.',
  profileField: 'keyUsage.bits',
  appliesTo: isPublicTls,
  check: (facts) => {
    const bits = valueOf(facts, 'keyUsage')
    if (bits === undefined) return null
    const allowed =
      facts.certificate.publicKey.facts.kind === 'rsa'
        ? ['digitalSignature', 'keyEncipherment', 'dataEncipherment']
        : ['digitalSignature', 'keyAgreement']
    const wrong = bits.filter((bit) => !allowed.includes(bit))
    return wrong.length > 0 ? `Here there is ${wrong.join(', ')}.` : null
  }
}
