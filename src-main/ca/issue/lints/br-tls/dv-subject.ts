import { attributeType } from '../../../../../src-shared/model/name-attributes.ts'
import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, policyOids, subjectAttributes } from '../reading.ts'

export const tlsDvSubject: LintRule = {
  id: 'br-tls.dv-subject',
  severity: 'error',
  clause: 'BR 7.1.2.7.2',
  meaning: 'A domain validated certificate names nothing but country and common name in its subject.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicTls(facts) && policyOids(facts).includes('2.23.140.1.2.1'),
  check: (facts) =>
    subjectAttributes(facts)
      .filter((attribute) => attribute.oid !== attributes.country && attribute.oid !== attributes.commonName)
      .map((attribute) => `Here there is ${attributeType(attribute.oid)?.label ?? attribute.oid}.`)
}
