import type { LintRule } from '../../lint-rule.ts'
import { dnsNames } from '../reading.ts'

export const wildcardPosition: LintRule = {
  id: 'field.wildcard-position',
  severity: 'error',
  clause: 'RFC 9525 6.3',
  meaning: 'A wildcard is the whole first label of a DNS name.',
  profileField: 'alternativeNames.rules',
  check: (facts) =>
    dnsNames(facts)
      .filter((name) => name.slice(name.startsWith('*.') ? 2 : 0).includes('*'))
      .map((name) => `In "${name}" it is not.`)
}
