import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

const signing: readonly string[] = ['digitalSignature', 'nonRepudiation', 'keyCertSign', 'cRLSign']

export const keyUsageSignatureOnly: LintRule = {
  id: 'rfc5280.key-usage-signature-only',
  severity: 'error',
  clause: 'RFC 8410 5, RFC 9881 5',
  meaning: 'An Ed25519 or ML-DSA key signs and does nothing else.',
  profileField: 'keyUsage.bits',
  appliesTo: ({ certificate }) =>
    certificate.publicKey.facts.kind === 'ed25519' || certificate.publicKey.facts.kind === 'ml-dsa',
  check: (facts) => {
    const wrong = (valueOf(facts, 'keyUsage') ?? []).filter((bit) => !signing.includes(bit))
    return wrong.length > 0 ? `Here the use ${wrong.join(', ')} is set.` : null
  }
}
