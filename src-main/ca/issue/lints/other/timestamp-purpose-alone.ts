import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, labels, purpose, purposes } from '../reading.ts'

export const timestampPurposeAlone: LintRule = {
  id: 'field.timestamp-purpose-alone',
  severity: 'error',
  clause: 'RFC 3161 2.3',
  meaning: 'Time stamping is the only purpose of its key.',
  profileField: 'extendedKeyUsage.oids',
  appliesTo: (facts) => !isAuthority(facts) && purposes(facts).includes(purpose.timeStamping),
  check: (facts) =>
    purposes(facts).length === 1
      ? null
      : `Here there is also ${labels(purposes(facts).filter((oid) => oid !== purpose.timeStamping))}.`
}
