import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, has, purposes } from '../reading.ts'

export const smartCardLogonName: LintRule = {
  id: 'field.smart-card-logon-name',
  severity: 'warning',
  clause: 'MS-PKCA 3.1.5.2',
  meaning: 'A certificate for smart card logon carries the user principal name or the security identifier.',
  profileField: 'alternativeNames.rules',
  appliesTo: (facts) => purposes(facts).includes('1.3.6.1.4.1.311.20.2.2'),
  check: (facts) =>
    alternativeNames(facts).some((name) => name.kind === 'upn') || has(facts, 'msSid') ? null : 'There is neither.'
}
