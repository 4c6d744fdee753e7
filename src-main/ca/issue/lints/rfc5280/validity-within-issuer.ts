import type { LintRule } from '../../lint-rule.ts'

export const validityWithinIssuer: LintRule = {
  id: 'rfc5280.validity-within-issuer',
  severity: 'warning',
  clause: 'RFC 5280 6.1.3 (a)(2)',
  meaning: 'A certificate does not outlive its issuer: after that it has no valid path.',
  profileField: 'atIssuerEnd',
  check: ({ certificate, context }) =>
    context.issuer !== undefined && certificate.notAfter > context.issuer.notAfter
      ? `The issuer ends on ${new Date(context.issuer.notAfter).toISOString()}.`
      : null
}
