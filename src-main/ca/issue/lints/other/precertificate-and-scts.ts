import type { LintRule } from '../../lint-rule.ts'
import { has } from '../reading.ts'

export const precertificateAndScts: LintRule = {
  id: 'field.precertificate-and-scts',
  severity: 'error',
  clause: 'RFC 6962 3.1, 3.3',
  meaning: 'A precertificate holds no certificate timestamps.',
  profileField: null,
  check: (facts) => (has(facts, 'precertPoison') && has(facts, 'sctList') ? 'This one does.' : null)
}
