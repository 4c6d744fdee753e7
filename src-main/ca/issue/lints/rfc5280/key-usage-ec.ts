import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const keyUsageEc: LintRule = {
  id: 'rfc5280.key-usage-ec',
  severity: 'error',
  clause: 'RFC 5480 3, RFC 8813 3',
  meaning: 'An elliptic curve key cannot encipher keys or data.',
  profileField: 'keyUsage.bits',
  appliesTo: ({ certificate }) => certificate.publicKey.facts.kind === 'ec',
  check: (facts) => {
    const wrong = (valueOf(facts, 'keyUsage') ?? []).filter((bit) => bit.endsWith('Encipherment'))
    return wrong.length > 0 ? `Here the use ${wrong.join(', ')} is set.` : null
  }
}
