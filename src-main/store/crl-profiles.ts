import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** Settings of CRLs under a name. */
export interface CrlProfileRow {
  readonly id: number
  /** Unique, whatever the case of its letters. */
  readonly name: string
  readonly description: string
  readonly settings: unknown
  readonly createdAt: number
  readonly updatedAt: number
  /** Raised by every change; a change names the version that it saw. */
  readonly version: number
}

const profile = columns<CrlProfileRow>('crl_profile', {
  id: 'plain',
  name: 'plain',
  description: 'plain',
  settings: 'json',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

/** An authority that follows a profile. */
export interface CrlFollower {
  readonly id: number
  readonly name: string
}

export function getCrlProfile(reader: Reader, id: number): CrlProfileRow | undefined {
  return rowById(reader, profile, id)
}

export function getCrlProfileByName(reader: Reader, name: string): CrlProfileRow | undefined {
  return one(profile, getRow(reader, `SELECT ${profile.list()} FROM crl_profile WHERE name = ?`, [name]))
}

/** By name. */
export function listCrlProfiles(reader: Reader): CrlProfileRow[] {
  return allRows(reader, `SELECT ${profile.list()} FROM crl_profile ORDER BY name`).map(profile.decode)
}

/** @throws `name-taken` */
export function insertCrlProfile(writer: Writer, row: Omit<CrlProfileRow, 'id' | 'version'>): number {
  requireFree(writer, row.name)
  return run(writer, profile.insert, profile.inOrder({ ...row, version: 1 })).id
}

/**
 * @param version the version that the caller saw
 * @throws `not-found`; `conflict` where it was changed meanwhile; `name-taken`
 */
export function updateCrlProfile(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Pick<CrlProfileRow, 'name' | 'description' | 'settings' | 'updatedAt'>>
): void {
  if (changes.name !== undefined) requireFree(writer, changes.name, id)
  updateRow(writer, profile, id, changes, version)
}

/** Removes a profile that no authority follows; see `listCrlFollowers`. */
export function deleteCrlProfile(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM crl_profile WHERE id = ?', [id])
}

/** @returns the authorities that follow a profile, by name */
export function listCrlFollowers(reader: Reader, profileId: number): CrlFollower[] {
  return allRows(
    reader,
    'SELECT a.id, a.name FROM crl_profile_follower f JOIN authority a ON a.id = f.authority_id WHERE f.crl_profile_id = ? ORDER BY a.name',
    [profileId]
  ) as CrlFollower[]
}

/** @returns the profile that an authority follows */
export function followedCrlProfile(reader: Reader, authorityId: number): CrlProfileRow | undefined {
  return one(
    profile,
    getRow(
      reader,
      `SELECT ${profile.list('p.')} FROM crl_profile_follower f JOIN crl_profile p ON p.id = f.crl_profile_id WHERE f.authority_id = ?`,
      [authorityId]
    )
  )
}

/** Says which profile an authority follows, or with null that it follows none. Its settings are the caller's affair. */
export function followCrlProfile(writer: Writer, authorityId: number, profileId: number | null): void {
  if (profileId === null) run(writer, 'DELETE FROM crl_profile_follower WHERE authority_id = ?', [authorityId])
  else
    run(writer, 'INSERT OR REPLACE INTO crl_profile_follower (authority_id, crl_profile_id) VALUES (?, ?)', [
      authorityId,
      profileId
    ])
}

function requireFree(reader: Reader, name: string, but?: number): void {
  const other = getCrlProfileByName(reader, name)
  if (other !== undefined && other.id !== but)
    throw new ChanceryError('name-taken', `There is a CRL profile named ${name} already.`)
}
