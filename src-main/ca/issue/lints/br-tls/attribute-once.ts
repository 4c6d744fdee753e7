import { attributeType } from '../../../../../src-shared/model/name-attributes.ts'
import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, subjectAttributes } from '../reading.ts'

export const tlsAttributeOnce: LintRule = {
  id: 'br-tls.attribute-once',
  severity: 'error',
  clause: 'BR 7.1.4.1',
  meaning: 'Each attribute but domain component and street address stands once in the subject.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: (facts) => {
    const seen = subjectAttributes(facts).map((attribute) => attribute.oid)
    return seen
      .filter(
        (oid, index) => seen.indexOf(oid) !== index && oid !== attributes.domainComponent && oid !== attributes.street
      )
      .map((oid) => `${attributeType(oid)?.label ?? oid} stands twice.`)
  }
}
