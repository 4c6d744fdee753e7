import type { LintRule } from '../../lint-rule.ts'

export const uniqueIds: LintRule = {
  id: 'rfc5280.unique-ids',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.8',
  meaning: 'Unique identifiers of issuer and subject are not used.',
  profileField: null,
  check: ({ certificate }) =>
    certificate.issuerUniqueId !== null || certificate.subjectUniqueId !== null ? 'Here one is present.' : null
}
