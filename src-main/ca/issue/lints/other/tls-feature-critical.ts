import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const tlsFeatureCritical: LintRule = {
  id: 'field.tls-feature-critical',
  severity: 'warning',
  clause: 'RFC 7633 4.1',
  meaning: 'The TLS feature extension is not critical.',
  profileField: 'mustStaple',
  check: (facts) =>
    criticality(facts, 'tlsFeature') === true ? 'Here it is: clients that do not know it refuse the certificate.' : null
}
