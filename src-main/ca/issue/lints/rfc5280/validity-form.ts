import type { LintRule } from '../../lint-rule.ts'

export const validityForm: LintRule = {
  id: 'rfc5280.validity-form',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.5.1, 4.1.2.5.2',
  meaning: 'Times have seconds, end in Z and have no fraction.',
  profileField: null,
  check: ({ certificate }) =>
    [certificate.validity.notBefore, certificate.validity.notAfter]
      .filter((time) => !time.strict)
      .map((time) => `${time.text} has not.`)
}
