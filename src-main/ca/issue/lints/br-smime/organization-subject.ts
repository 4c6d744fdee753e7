import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicSmime, policyOids, subjectValues } from '../reading.ts'

export const smimeOrganizationSubject: LintRule = {
  id: 'br-smime.organization-subject',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.4',
  meaning: 'An organization or sponsor validated certificate names the organization and its identifier.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicSmime(facts) && policyOids(facts).some((oid) => /^2\.23\.140\.1\.5\.[23]\./.test(oid)),
  check: (facts) => {
    if (subjectValues(facts, attributes.organization).length === 0) return 'Here the organization is missing.'
    return subjectValues(facts, attributes.organizationIdentifier).length === 0
      ? 'Here the organization identifier is missing.'
      : null
  }
}
