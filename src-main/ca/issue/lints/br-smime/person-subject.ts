import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicSmime, policyOids, subjectValues } from '../reading.ts'

export const smimePersonSubject: LintRule = {
  id: 'br-smime.person-subject',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.5, 7.1.4.2.6',
  meaning: 'A sponsor or individual validated certificate names the person: given name and surname, or a pseudonym.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicSmime(facts) && policyOids(facts).some((oid) => /^2\.23\.140\.1\.5\.[34]\./.test(oid)),
  check: (facts) => {
    const named =
      subjectValues(facts, attributes.givenName).length + subjectValues(facts, attributes.surname).length > 0
    return named || subjectValues(facts, attributes.pseudonym).length > 0 ? null : 'Here nobody is named.'
  }
}
