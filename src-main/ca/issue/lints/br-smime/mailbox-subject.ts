import { attributeType } from '../../../../../src-shared/model/name-attributes.ts'
import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicSmime, policyOids, subjectAttributes } from '../reading.ts'

const allowed: ReadonlySet<string> = new Set([attributes.commonName, attributes.emailAddress, attributes.serialNumber])

export const smimeMailboxSubject: LintRule = {
  id: 'br-smime.mailbox-subject',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.3',
  meaning: 'A mailbox validated certificate names nothing but mailbox and serial number in its subject.',
  profileField: 'subject.attributes',
  appliesTo: (facts) => isPublicSmime(facts) && policyOids(facts).some((oid) => oid.startsWith('2.23.140.1.5.1.')),
  check: (facts) =>
    subjectAttributes(facts)
      .filter(
        (attribute) =>
          !allowed.has(attribute.oid) || (attribute.oid === attributes.commonName && !attribute.value.includes('@'))
      )
      .map((attribute) => `Here there is ${attributeType(attribute.oid)?.label ?? attribute.oid}.`)
}
