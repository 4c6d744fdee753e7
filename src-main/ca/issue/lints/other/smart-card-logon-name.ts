import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, has, purpose, purposes } from '../reading.ts'

export const smartCardLogonName: LintRule = {
  id: 'field.smart-card-logon-name',
  severity: 'warning',
  clause: 'MS-PKCA 3.1.5.2',
  meaning: 'A certificate for smart card logon carries the user principal name or the security identifier.',
  profileField: 'alternativeNames.rules',
  appliesTo: (facts) => purposes(facts).includes(purpose.smartcardLogon),
  check: (facts) =>
    alternativeNames(facts).some((name) => name.kind === 'upn') || has(facts, 'msSid') ? null : 'There is neither.'
}
