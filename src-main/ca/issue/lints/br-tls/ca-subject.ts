import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTlsAuthority, subjectValues } from '../reading.ts'

export const tlsCaSubject: LintRule = {
  id: 'br-tls.ca-subject',
  severity: 'error',
  clause: 'BR 7.1.2.10.2',
  meaning: 'An authority names its country, its organization and itself.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTlsAuthority,
  check: (facts) => {
    const missing = [
      ['country', attributes.country],
      ['organization', attributes.organization],
      ['common name', attributes.commonName]
    ].flatMap(([label, oid]) =>
      label !== undefined && oid !== undefined && subjectValues(facts, oid).length === 0 ? [label] : []
    )
    return missing.length > 0 ? `Here ${missing.join(', ')} is missing.` : null
  }
}
