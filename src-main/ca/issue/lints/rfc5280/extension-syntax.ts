import { oidLabel } from '../../../../../src-shared/model/oid.ts'
import type { LintRule } from '../../lint-rule.ts'

export const extensionSyntax: LintRule = {
  id: 'rfc5280.extension-syntax',
  severity: 'error',
  clause: 'RFC 5280 4.2',
  meaning: 'The value of every known extension follows its syntax.',
  profileField: null,
  check: (facts) =>
    facts.certificate.extensions
      .filter((extension) => facts.unreadable(extension.oid))
      .map((extension) => `The value of ${oidLabel(extension.oid)} does not.`)
}
