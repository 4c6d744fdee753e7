import { isDeepStrictEqual } from 'node:util'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { insertAuthority, type AuthorityRow, type NewAuthorityRow } from '../../store/authorities.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { followCrlProfile, followedCrlProfile } from '../../store/crl-profiles.ts'
import { requireCrlProfile, settingsOfCrlProfile } from './find-profile.ts'

/** What is asked about the CRL profile of an authority. */
export interface FollowWish {
  readonly crlProfile?: Ref | undefined
  readonly ownCrls?: boolean | undefined
}

/**
 * Has an authority follow a CRL profile, or follow none, as is asked.
 * @param asked the settings as they would be without a profile
 * @returns the settings that it has by this; undefined where the profile is not asked about. @throws ChanceryError
 *   `not-found`; `invalid-input` for both at once; `conflict` where it follows one and its CRL settings are to be others
 */
export function followedSettings(
  tx: Writer,
  { id, name }: Pick<AuthorityRow, 'id' | 'name'>,
  asked: AuthoritySettings,
  wish: FollowWish
): AuthoritySettings | undefined {
  if (wish.crlProfile !== undefined && wish.ownCrls === true)
    throw new ChanceryError(
      'invalid-input',
      'An authority follows a CRL profile or has CRL settings of its own, not both.'
    )
  if (wish.crlProfile !== undefined) {
    const profile = requireCrlProfile(tx, wish.crlProfile)
    followCrlProfile(tx, id, profile.id)
    return { ...asked, crl: settingsOfCrlProfile(profile) }
  }
  if (wish.ownCrls === true) {
    followCrlProfile(tx, id, null)
    return asked
  }
  const followed = followedCrlProfile(tx, id)
  if (followed !== undefined && !isDeepStrictEqual(settingsOfCrlProfile(followed), asked.crl))
    throw new ChanceryError(
      'conflict',
      `${name} follows the CRL profile ${followed.name}. Change the profile, or give the authority CRL settings of its own (own-crls).`
    )
  return undefined
}

/**
 * Writes a new authority, with the CRL settings of the profile that it is to follow.
 * @returns its id. @throws ChanceryError `not-found` for the profile; as `insertAuthority`
 */
export function insertFollowing(
  tx: Writer,
  crlProfile: Ref | undefined,
  row: NewAuthorityRow & { readonly settings: AuthoritySettings }
): number {
  if (crlProfile === undefined) return insertAuthority(tx, row)
  const profile = requireCrlProfile(tx, crlProfile)
  const id = insertAuthority(tx, { ...row, settings: { ...row.settings, crl: settingsOfCrlProfile(profile) } })
  followCrlProfile(tx, id, profile.id)
  return id
}

/** @returns what the audit log says of the CRL profile where it is asked about */
export function crlProfileDetail(from: Reader, authorityId: number, wish: FollowWish): Record<string, unknown> {
  if (wish.crlProfile === undefined && wish.ownCrls !== true) return {}
  return { crlProfile: followedCrlProfile(from, authorityId)?.name ?? null }
}
