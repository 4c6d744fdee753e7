import type { LintRule } from '../../lint-rule.ts'

export const issuerNotEmpty: LintRule = {
  id: 'rfc5280.issuer-not-empty',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.4',
  meaning: 'The issuer has a name.',
  profileField: null,
  check: ({ certificate }) => (certificate.issuer.isEmpty ? 'The issuer name is empty.' : null)
}
