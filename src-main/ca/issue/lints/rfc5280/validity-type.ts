import type { LintRule } from '../../lint-rule.ts'

export const validityType: LintRule = {
  id: 'rfc5280.validity-type',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.5',
  meaning: 'Times through 2049 are UTCTime, from 2050 on GeneralizedTime.',
  profileField: null,
  check: ({ certificate }) =>
    [certificate.validity.notBefore, certificate.validity.notAfter]
      .filter((time) => (time.form === 'utc') !== time.unixMs < Date.UTC(2050, 0, 1))
      .map((time) => `${time.text} is of the other type.`)
}
