import type { LintRule } from '../../lint-rule.ts'

export const serialPositive: LintRule = {
  id: 'rfc5280.serial-positive',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.2',
  meaning: 'A serial number is a positive integer.',
  profileField: null,
  check: ({ certificate }) => (/^-|^0*$/.test(certificate.serial) ? `This one is ${certificate.serial}.` : null)
}
