import type { Reason } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { violations } from '../../pki/name-constraints.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { readAlternativeName } from '../profile/alternative-name.ts'
import { resolveAlternativeNames } from '../profile/resolve-alternative-names.ts'
import { presentProfile } from '../profiles/present.ts'
import type { WantedName } from './approved-names.ts'

/**
 * Looks at names before anybody proves them: what the profile's rules and the issuer's name constraints refuse would be
 * refused at the end all the same. The door looks again.
 * @returns every reason; `where` is `dns:<name>`, `ip:<address>` or `email:<mailbox>`
 * @throws ChanceryError `not-found`
 */
export function nameReasons(ca: CaContext, profileId: number, names: readonly WantedName[]): readonly Reason[] {
  const { row, profile } = presentProfile(ca, profileId)
  const merge = { rows: [], reasons: [] as Reason[] }
  // A device is proven by its order, and named by what its CSR asks for: nothing of it is looked at here.
  const alternativeNames = names.flatMap(({ type, value }) =>
    type === 'permanent-identifier' ? [] : [{ type, value }]
  )
  resolveAlternativeNames(profile, { alternativeNames }, null, null, merge)
  if (row.authorityId === null) return merge.reasons
  const { constraints } = loadIssuer(ca, row.authorityId)
  const general = alternativeNames.flatMap(({ type, value }): GeneralName[] => {
    const read = readAlternativeName(type, value)
    return 'value' in read && read.value.kind !== 'sid' ? [read.value] : []
  })
  const broken = violations(constraints, { value: [], isEmpty: true }, general).map((violation): Reason => {
    const { name } = violation
    const where =
      name.kind === 'dns' || name.kind === 'ip' || name.kind === 'email' ? `${name.kind}:${name.value}` : name.kind
    return {
      where,
      rule: 'name-constraints',
      message: `${where} is outside what the authority may certify: ${violation.subtrees} (RFC 5280 4.2.1.10).`
    }
  })
  const named = merge.reasons.map((reason) =>
    reason.rule === 'san.wildcard'
      ? {
          ...reason,
          message: `${reason.message} The operator allows them in the rule for DNS names of the profile ${row.name}.`
        }
      : reason
  )
  return [...named, ...broken]
}
