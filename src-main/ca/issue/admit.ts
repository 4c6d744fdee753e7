import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import { profileContent } from '../../../src-shared/model/profile.ts'
import { getProfile, getProfileRevision, type ProfileRow } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { issuerReasons } from '../policy/issuer.ts'
import { authorityOfProfile, channelOffered, profileEnabled, requesterAllowed } from '../policy/offered.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { compileProfile, type CompiledProfile } from '../profile/compile.ts'
import type { Issuer } from './issuer-type.ts'
import { loadIssuer } from './issuer.ts'
import { rememberProfile } from './memory.ts'
import type { IssuanceRequest } from './request.ts'

/** Profile and authority of a request, found; what speaks against using them is listed. */
export interface Admitted {
  readonly profileRow: ProfileRow
  readonly revisionId: number
  readonly profile: CompiledProfile
  readonly issuer: Issuer
  readonly selfSigned: boolean
  readonly reasons: readonly Reason[]
}

/** Step 1. What an admission needs of a request. */
export type AdmissionInput = Pick<
  IssuanceRequest,
  'profileId' | 'profileRevisionId' | 'authorityId' | 'channel' | 'requesterRoles' | 'engine'
>

/** @throws ChanceryError `not-found`; `invalid-input` where neither profile nor request name an authority; `forbidden` for a built-in profile. */
export function admit(ca: CaContext, request: AdmissionInput): Admitted {
  const { profileRow, revisionId, profile } = findProfile(ca, request)
  if (isBuiltInProfile(profileRow) !== (request.engine !== undefined))
    throw new ChanceryError(
      'forbidden',
      'The profiles of Chancery itself are used by Chancery only, and with nothing else.'
    )
  const authorityId = request.authorityId ?? profileRow.authorityId
  if (authorityId === null)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${profileRow.name} is bound to no authority. Say which authority is to issue.`
    )
  const issuer = loadIssuer(ca, authorityId)
  const selfSigned = request.engine?.selfSigned === true
  const { content } = profile
  const reasons = [
    ...profileEnabled(profileRow),
    ...authorityOfProfile(profileRow, request),
    ...channelOffered(content, request),
    ...requesterAllowed(content, request),
    ...issuerReasons(reader(ca.store), issuer, selfSigned, ca.clock.now())
  ]
  return { profileRow, revisionId, profile, issuer, selfSigned, reasons }
}

function findProfile(ca: CaContext, request: AdmissionInput): Pick<Admitted, 'profileRow' | 'revisionId' | 'profile'> {
  const database = reader(ca.store)
  const pinned =
    request.profileRevisionId === undefined ? undefined : getProfileRevision(database, request.profileRevisionId)
  const profileId = pinned?.profileId ?? request.profileId
  const profileRow = profileId === undefined ? undefined : getProfile(database, profileId)
  const revisionId = pinned?.id ?? profileRow?.currentRevisionId ?? null
  if (profileRow === undefined || revisionId === null) throw new ChanceryError('not-found', 'There is no such profile.')
  return { profileRow, revisionId, profile: compiled(ca, revisionId, request) }
}

function compiled(ca: CaContext, revisionId: number, request: AdmissionInput): CompiledProfile {
  const known = ca.memory.profiles.get(revisionId)
  const profile = known ?? compileRevision(ca, revisionId)
  const particular = request.engine?.content
  return particular === undefined ? profile : compileProfile({ ...profile.content, ...particular })
}

function compileRevision(ca: CaContext, revisionId: number): CompiledProfile {
  const revision = getProfileRevision(reader(ca.store), revisionId)
  if (revision === undefined)
    throw new ChanceryError('not-found', `There is no profile revision with number ${revisionId}.`)
  const profile = compileProfile(profileContent.parse(revision.content))
  rememberProfile(ca.memory, revisionId, profile)
  return profile
}
