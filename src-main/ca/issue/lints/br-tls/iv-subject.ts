import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, policyOids, subjectValues } from '../reading.ts'

export const tlsIvSubject: LintRule = {
  id: 'br-tls.iv-subject',
  severity: 'error',
  clause: 'BR 7.1.2.7.3',
  meaning: 'An individual validated certificate names surname, given name, country, and locality or state.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicTls(facts) && policyOids(facts).includes('2.23.140.1.2.3'),
  check: (facts) => {
    const missing: string[] = []
    if (subjectValues(facts, attributes.surname).length === 0) missing.push('the surname')
    if (subjectValues(facts, attributes.givenName).length === 0) missing.push('the given name')
    if (subjectValues(facts, attributes.country).length === 0) missing.push('the country')
    if (subjectValues(facts, attributes.locality).length + subjectValues(facts, attributes.state).length === 0)
      missing.push('locality or state')
    return missing.length > 0 ? `Here ${missing.join(' and ')} is missing.` : null
  }
}
