import { oidLabel } from '../../../../../src-shared/model/oid.ts'
import type { LintRule } from '../../lint-rule.ts'
import { purposes } from '../reading.ts'

export const purposesRepeated: LintRule = {
  id: 'rfc5280.purposes-repeated',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.12',
  meaning: 'A purpose stands only once.',
  profileField: 'extendedKeyUsage.oids',
  check: (facts) => {
    const oids = purposes(facts)
    return oids.filter((oid, index) => oids.indexOf(oid) !== index).map((oid) => `${oidLabel(oid)} stands twice.`)
  }
}
