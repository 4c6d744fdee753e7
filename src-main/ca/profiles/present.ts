import type { ProfileRow } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { rememberProfile } from '../issue/memory.ts'
import { compileProfile, type CompiledProfile } from '../profile/compile.ts'
import { requireProfileRow, withRevision } from './find.ts'

/** What the clients of a service are told of its profile, and what their requests need of it. */
export interface ServiceProfile {
  readonly name: string
  readonly description: string
  readonly revisionId: number
  /** Whether a request may choose its validity. */
  readonly mayChooseValidity: boolean
  /** How long before its issuance a certificate begins, a span such as `1h`. */
  readonly backdate: string
}

/** @param profileId of a service of any protocol @throws ChanceryError `not-found`, `damaged` */
export function profileOfService(ca: CaContext, profileId: number): ServiceProfile {
  const { row, revisionId, profile } = presentProfile(ca, profileId)
  const { description, maximumValidity, backdate } = profile.content
  return { name: row.name, description, revisionId, mayChooseValidity: maximumValidity !== null, backdate }
}

/**
 * A revision never changes, so that it is read and made ready once.
 * @returns the profile as it is now. @throws ChanceryError `not-found`, `damaged`
 */
export function presentProfile(
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
