import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, subjectValues } from '../reading.ts'

export const tlsCommonNameOnce: LintRule = {
  id: 'br-tls.common-name-once',
  severity: 'error',
  clause: 'BR 7.1.4.3',
  meaning: 'There is at most one common name.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: (facts) =>
    subjectValues(facts, attributes.commonName).length > 1
      ? `There are ${subjectValues(facts, attributes.commonName).length}.`
      : null
}
