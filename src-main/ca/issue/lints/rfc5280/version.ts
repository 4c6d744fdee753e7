import type { LintRule } from '../../lint-rule.ts'

export const version: LintRule = {
  id: 'rfc5280.version',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.1',
  meaning: 'A certificate is of version 3.',
  profileField: null,
  check: ({ certificate }) => (certificate.version === 3 ? null : `This one is of version ${certificate.version}.`)
}
