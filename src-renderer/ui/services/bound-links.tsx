import type { ReactElement } from 'react'
import { LinkFor } from '../display/link-for.tsx'

/** The profile that a service issues by, as a link for those who may read profiles. */
export function ProfileLink(props: {
  readonly service: { readonly profileId: number; readonly profileName: string }
}): ReactElement {
  return (
    <LinkFor may="profile.read" to={`/profiles/${props.service.profileId}`}>
      {props.service.profileName}
    </LinkFor>
  )
}

/** The authority behind a service, as a link for those who may read authorities; nothing where it has none. */
export function AuthorityLink(props: {
  readonly service: { readonly authorityId: number | null; readonly authorityName: string | null }
}): ReactElement | null {
  const { authorityId, authorityName } = props.service
  if (authorityId === null) return null
  return (
    <LinkFor may="authority.read" to={`/authorities/${authorityId}`}>
      {authorityName}
    </LinkFor>
  )
}
