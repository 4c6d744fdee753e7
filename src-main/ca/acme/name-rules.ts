import type { Reason } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { violations } from '../../pki/name-constraints.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { readAlternativeName } from '../profile/alternative-name.ts'
import { compileProfile } from '../profile/compile.ts'
import { resolveAlternativeNames } from '../profile/resolve-alternative-names.ts'
import { requireProfile } from '../profiles/find.ts'
import type { WantedName } from './approved-names.ts'

/**
 * Looks at names before anybody proves them: what the profile's rules and the issuer's name constraints refuse would be
 * refused at the end all the same. The door looks again.
 * @returns every reason; `where` is `dns:<name>` or `ip:<address>`
 * @throws ChanceryError `not-found`
 */
export function nameReasons(ca: CaContext, profileId: number, names: readonly WantedName[]): readonly Reason[] {
  const { row, revision, content } = requireProfile(reader(ca.store), profileId)
  const profile = ca.memory.profiles.get(revision.id) ?? compileProfile(content)
  const merge = { rows: [], reasons: [] as Reason[] }
  const alternativeNames = names.map(({ type, value }) => ({ type, value }))
  resolveAlternativeNames(profile, { alternativeNames }, null, null, merge)
  if (row.authorityId === null) return merge.reasons
  const { constraints } = loadIssuer(ca, row.authorityId)
  const general = names.flatMap(({ type, value }): GeneralName[] => {
    const read = readAlternativeName(type, value)
    return 'value' in read && read.value.kind !== 'sid' ? [read.value] : []
  })
  const broken = violations(constraints, { value: [], isEmpty: true }, general).map((violation): Reason => {
    const { name } = violation
    const where = name.kind === 'dns' || name.kind === 'ip' ? `${name.kind}:${name.value}` : name.kind
    return {
      where,
      rule: 'name-constraints',
      message: `${where} is outside what the authority may certify: ${violation.subtrees} (RFC 5280 4.2.1.10).`
    }
  })
  return [...merge.reasons, ...broken]
}

/** @returns the name, description and rules on validity of a service's profile, as its clients are told them */
export function profileOfService(
  ca: CaContext,
  profileId: number
): {
  readonly name: string
  readonly description: string
  readonly revisionId: number
  readonly mayChooseValidity: boolean
  readonly authorityId: number | null
  readonly renewAllowed: { readonly renew: boolean; readonly rekey: boolean }
} {
  const { row, revision, content } = requireProfile(reader(ca.store), profileId)
  return {
    name: row.name,
    description: content.description,
    revisionId: revision.id,
    mayChooseValidity: content.maximumValidity !== null,
    authorityId: row.authorityId,
    renewAllowed: { renew: content.renewal.renew, rekey: content.renewal.rekey }
  }
}
