import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const keyUsageRsaAgreement: LintRule = {
  id: 'rfc5280.key-usage-rsa-agreement',
  severity: 'error',
  clause: 'RFC 3279 2.3.1',
  meaning: 'An RSA key cannot be used for key agreement.',
  profileField: 'keyUsage.bits',
  appliesTo: ({ certificate }) => certificate.publicKey.facts.kind === 'rsa',
  check: (facts) => (valueOf(facts, 'keyUsage')?.includes('keyAgreement') === true ? 'Here keyAgreement is set.' : null)
}
