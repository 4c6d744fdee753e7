import { attributeType } from '../../../../../src-shared/model/name-attributes.ts'
import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, subjectAttributes } from '../reading.ts'

export const tlsAttributePlaceholder: LintRule = {
  id: 'br-tls.attribute-placeholder',
  severity: 'error',
  clause: 'BR 7.1.4.1',
  meaning: 'Subject attributes hold more than signs that stand for an absent value.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: (facts) =>
    subjectAttributes(facts)
      .filter((attribute) => /^(?:[\s.\-_/]*|n\/?a|none|null)$/i.test(attribute.value))
      .map((attribute) => `${attributeType(attribute.oid)?.label ?? attribute.oid} is "${attribute.value}".`)
}
