import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const precertificatePoisonCritical: LintRule = {
  id: 'field.precertificate-poison-critical',
  severity: 'error',
  clause: 'RFC 6962 3.1',
  meaning: 'The poison of a precertificate is critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'precertPoison') === false ? 'Here it is not.' : null)
}
