import type { Reason } from '../../../src-shared/errors.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { ProfileRow } from '../../store/profiles.ts'
import type { IssuanceRequest } from '../issue/request.ts'

/** The profile can be used at all. */
export function profileEnabled(profile: ProfileRow): readonly Reason[] {
  if (profile.state === 'enabled') return []
  return [
    {
      where: 'profile',
      rule: 'profile.state',
      message: `The profile ${profile.name} is ${profile.state}. Choose another profile, or enable it.`
    }
  ]
}

/** The profile is offered to the channel from which the request comes. */
export function channelOffered(content: ProfileContent, request: Pick<IssuanceRequest, 'channel'>): readonly Reason[] {
  if (content.channels.includes(request.channel)) return []
  return [
    {
      where: 'channel',
      rule: 'profile.channel',
      message: `This profile is not offered through ${request.channel}; it is offered through ${content.channels.join(', ') || 'no channel'}.`
    }
  ]
}

/** Who asks has one of the roles that the profile names. */
export function requesterAllowed(
  content: ProfileContent,
  request: Pick<IssuanceRequest, 'requesterRoles'>
): readonly Reason[] {
  if (
    content.requesterRoles.length === 0 ||
    content.requesterRoles.some((role) => request.requesterRoles.includes(role))
  )
    return []
  return [
    {
      where: 'requester',
      rule: 'profile.role',
      message: `This profile is for the roles ${content.requesterRoles.join(', ')}; who asks has ${request.requesterRoles.join(', ') || 'none of them'}.`
    }
  ]
}

/** A profile that is bound to an authority goes with no other. */
export function authorityOfProfile(
  profile: ProfileRow,
  request: Pick<IssuanceRequest, 'authorityId'>
): readonly Reason[] {
  if (profile.authorityId === null || request.authorityId === undefined || profile.authorityId === request.authorityId)
    return []
  return [
    {
      where: 'authority',
      rule: 'profile.authority',
      message: `The profile ${profile.name} is bound to another authority.`
    }
  ]
}
