import type { Reason } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { violations } from '../../pki/name-constraints.ts'
import type { ProfileRow } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { rememberProfile } from '../issue/memory.ts'
import { readAlternativeName } from '../profile/alternative-name.ts'
import { compileProfile, type CompiledProfile } from '../profile/compile.ts'
import { resolveAlternativeNames } from '../profile/resolve-alternative-names.ts'
import { requireProfileRow, withRevision } from '../profiles/find.ts'
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

/** What the clients of a service are told of its profile, and what its orders need of it. */
export interface ServiceProfile {
  readonly name: string
  readonly description: string
  readonly revisionId: number
  /** Whether a request may choose its validity. */
  readonly mayChooseValidity: boolean
  /** How long before its issuance a certificate begins, a span such as `1h`. */
  readonly backdate: string
}

/** @throws ChanceryError `not-found` */
export function profileOfService(ca: CaContext, profileId: number): ServiceProfile {
  const { row, revisionId, profile } = presentProfile(ca, profileId)
  const { description, maximumValidity, backdate } = profile.content
  return { name: row.name, description, revisionId, mayChooseValidity: maximumValidity !== null, backdate }
}

/** A revision never changes, so that it is read and made ready once. */
function presentProfile(
  ca: CaContext,
  profileId: number
): { readonly row: ProfileRow; readonly revisionId: number; readonly profile: CompiledProfile } {
  const from = reader(ca.store)
  const row = requireProfileRow(from, profileId)
  const known = row.currentRevisionId === null ? undefined : ca.memory.profiles.get(row.currentRevisionId)
  if (known !== undefined && row.currentRevisionId !== null)
    return { row, revisionId: row.currentRevisionId, profile: known }
  const { revision, content } = withRevision(from, row)
  const profile = compileProfile(content)
  rememberProfile(ca.memory, revision.id, profile)
  return { row, revisionId: revision.id, profile }
}
