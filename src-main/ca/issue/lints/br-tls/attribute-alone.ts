import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls } from '../reading.ts'

export const tlsAttributeAlone: LintRule = {
  id: 'br-tls.attribute-alone',
  severity: 'error',
  clause: 'BR 7.1.4.1',
  meaning: 'Each part of the subject holds one attribute.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: ({ certificate }) =>
    certificate.subject.value.some((relative) => relative.length > 1) ? 'Here one is multi-valued.' : null
}
