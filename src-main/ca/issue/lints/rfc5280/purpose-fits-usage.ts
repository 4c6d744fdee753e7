import type { KeyUsageBit } from '../../../../../src-shared/model/profile.ts'
import type { LintRule } from '../../lint-rule.ts'
import { isAuthority, labels, purpose, purposes, valueOf } from '../reading.ts'

/** What each purpose may be consistent with, as the comments of RFC 5280 4.2.1.12 say. */
const uses: ReadonlyMap<string, readonly KeyUsageBit[]> = new Map([
  [purpose.serverAuth, ['digitalSignature', 'keyEncipherment', 'keyAgreement']],
  [purpose.clientAuth, ['digitalSignature', 'keyAgreement']],
  [purpose.codeSigning, ['digitalSignature']],
  [purpose.emailProtection, ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'keyAgreement']],
  [purpose.timeStamping, ['digitalSignature', 'nonRepudiation']],
  [purpose.ocspSigning, ['digitalSignature', 'nonRepudiation']]
])

export const purposeFitsUsage: LintRule = {
  id: 'rfc5280.purpose-fits-usage',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.12',
  meaning: 'Key usage allows what the purposes need.',
  profileField: 'keyUsage.bits',
  appliesTo: (facts) => !isAuthority(facts),
  check: (facts) => {
    const bits = valueOf(facts, 'keyUsage')
    if (bits === undefined) return null
    return purposes(facts).flatMap((oid) => {
      const needed = uses.get(oid)
      return needed === undefined || needed.some((bit) => bits.includes(bit))
        ? []
        : [`${labels([oid])} needs ${needed.join(' or ')}.`]
    })
  }
}
