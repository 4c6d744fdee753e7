import { oidLabel } from '../../../../../src-shared/model/oid.ts'
import { extensionIds } from '../../../../pki/extensions/ids.ts'
import type { LintRule } from '../../lint-rule.ts'

const known: ReadonlySet<string> = new Set(Object.values(extensionIds))

export const unknownCritical: LintRule = {
  id: 'rfc5280.unknown-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2',
  meaning: 'A critical extension that verifiers do not know makes them refuse the certificate.',
  profileField: 'customExtensions',
  check: ({ certificate }) =>
    certificate.extensions
      .filter((extension) => extension.critical && !known.has(extension.oid))
      .map((extension) => `${oidLabel(extension.oid)} is critical.`)
}
