import { ChanceryError } from '../../../src-shared/errors.ts'
import { crlSettings, type CrlSettings } from '../../../src-shared/model/authority.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Reader } from '../../store/connection.ts'
import { followedCrlProfile, getCrlProfile, getCrlProfileByName, type CrlProfileRow } from '../../store/crl-profiles.ts'

/** @returns the profile with this number or name (case ignored). @throws ChanceryError `not-found` */
export function requireCrlProfile(from: Reader, ref: Ref): CrlProfileRow {
  const row =
    typeof ref === 'number'
      ? getCrlProfile(from, ref)
      : (getCrlProfileByName(from, ref) ?? (/^[1-9]\d{0,14}$/.test(ref) ? getCrlProfile(from, Number(ref)) : undefined))
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    typeof ref === 'number' ? `There is no CRL profile with number ${ref}.` : `There is no CRL profile named ${ref}.`
  )
}

/** @returns the settings of a profile; fields that came with a later version have their defaults. */
export function settingsOfCrlProfile(row: Pick<CrlProfileRow, 'settings'>): CrlSettings {
  return crlSettings.parse(row.settings)
}

/** @returns the profile that an authority follows; null where its CRL settings are its own */
export function crlProfileOf(from: Reader, authorityId: number): { id: number; name: string } | null {
  const row = followedCrlProfile(from, authorityId)
  return row === undefined ? null : { id: row.id, name: row.name }
}
