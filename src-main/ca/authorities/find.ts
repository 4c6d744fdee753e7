import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  authorityOrigin,
  authoritySettings,
  type AuthorityOrigin,
  type AuthoritySettings
} from '../../../src-shared/model/authority.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority, getAuthorityByName, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'

/** @returns the authority with this number or name (case ignored); a text of digits is tried as a name first. */
export function findAuthority(from: Reader, ref: Ref): AuthorityRow | undefined {
  if (typeof ref === 'number') return getAuthority(from, ref)
  return getAuthorityByName(from, ref) ?? (/^[1-9]\d{0,14}$/.test(ref) ? getAuthority(from, Number(ref)) : undefined)
}

/** @throws ChanceryError `not-found` */
export function requireAuthority(from: Reader, ref: Ref): AuthorityRow {
  const row = findAuthority(from, ref)
  if (row === undefined) {
    throw new ChanceryError(
      'not-found',
      typeof ref === 'number' ? `There is no authority with number ${ref}.` : `There is no authority named ${ref}.`
    )
  }
  return row
}

/** @returns the settings of an authority; fields that came with a later version have their defaults. */
export function settingsOf(row: Pick<AuthorityRow, 'settings'>): AuthoritySettings {
  return authoritySettings.parse(row.settings)
}

/** @returns how the authority and its key came to be. */
export function originOf(row: Pick<AuthorityRow, 'origin'>): AuthorityOrigin {
  return authorityOrigin.parse(row.origin)
}
