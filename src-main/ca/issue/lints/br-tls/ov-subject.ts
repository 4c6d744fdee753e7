import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, policyOids, subjectValues } from '../reading.ts'

export const tlsOvSubject: LintRule = {
  id: 'br-tls.ov-subject',
  severity: 'error',
  clause: 'BR 7.1.2.7.4',
  meaning: 'An organization validated certificate names organization, country, and locality or state.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicTls(facts) && policyOids(facts).includes('2.23.140.1.2.2'),
  check: (facts) => {
    const missing: string[] = []
    if (subjectValues(facts, attributes.organization).length === 0) missing.push('the organization')
    if (subjectValues(facts, attributes.country).length === 0) missing.push('the country')
    if (subjectValues(facts, attributes.locality).length + subjectValues(facts, attributes.state).length === 0)
      missing.push('locality or state')
    return missing.length > 0 ? `Here ${missing.join(' and ')} is missing.` : null
  }
}
