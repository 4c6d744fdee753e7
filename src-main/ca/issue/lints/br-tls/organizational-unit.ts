import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, subjectValues } from '../reading.ts'

export const tlsOrganizationalUnit: LintRule = {
  id: 'br-tls.organizational-unit',
  severity: 'error',
  clause: 'BR 7.1.2.7.4',
  meaning: 'The subject holds no organizational unit.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: (facts) => (subjectValues(facts, attributes.organizationalUnit).length > 0 ? 'Here it does.' : null)
}
