import type { LintRule } from '../../lint-rule.ts'

export const validityOrder: LintRule = {
  id: 'rfc5280.validity-order',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.5',
  meaning: 'notBefore does not lie after notAfter.',
  profileField: 'validity',
  check: ({ certificate }) =>
    certificate.notBefore > certificate.notAfter ? 'Here it does: the certificate is never valid.' : null
}
