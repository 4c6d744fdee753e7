import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { remembered, allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

export interface ProfileRow {
  readonly id: number
  readonly name: string
  readonly state: 'enabled' | 'disabled' | 'archived'
  /** The authority that it is bound to; null leaves the choice to the request. */
  readonly authorityId: number | null
  /** Null only between the two inserts of a new profile. */
  readonly currentRevisionId: number | null
  readonly createdAt: number
}

/** Never changes once written. */
export interface ProfileRevisionRow {
  readonly id: number
  readonly profileId: number
  /** 1, 2, 3 … within the profile. */
  readonly number: number
  readonly content: unknown
  /** SHA-256 of the content in its canonical text, hex. */
  readonly digest: string
  readonly note: string
  readonly createdAt: number
  readonly createdBy: number | null
}

const profile = columns<ProfileRow>('profile', {
  id: 'plain',
  name: 'plain',
  state: 'plain',
  authorityId: 'plain',
  currentRevisionId: 'plain',
  createdAt: 'plain'
})
const revision = columns<ProfileRevisionRow>('profile_revision', {
  id: 'plain',
  profileId: 'plain',
  number: 'plain',
  content: 'json',
  digest: 'plain',
  note: 'plain',
  createdAt: 'plain',
  createdBy: 'plain'
})

export function getProfile(reader: Reader, id: number): ProfileRow | undefined {
  return remembered(reader, 'profile', id, () => rowById(reader, profile, id))
}

export function getProfileByName(reader: Reader, name: string): ProfileRow | undefined {
  return one(profile, getRow(reader, `SELECT ${profile.list()} FROM profile WHERE name = ?`, [name]))
}

export function listProfiles(reader: Reader): ProfileRow[] {
  return allRows(reader, `SELECT ${profile.list()} FROM profile ORDER BY name`).map(profile.decode)
}

/** @throws `name-taken` */
export function insertProfile(writer: Writer, row: Omit<ProfileRow, 'id' | 'currentRevisionId'>): number {
  requireFreeName(writer, row.name, null)
  return run(writer, profile.insert, profile.inOrder({ ...row, currentRevisionId: null })).id
}

/** Name, state and authority; the rules change by a new revision. @throws `not-found`, `name-taken` */
export function updateProfile(
  writer: Writer,
  id: number,
  changes: Partial<Pick<ProfileRow, 'name' | 'state' | 'authorityId'>>
): void {
  if (changes.name !== undefined) requireFreeName(writer, changes.name, id)
  updateRow(writer, profile, id, changes)
}

/**
 * Writes the next revision and makes it the current one.
 * @param seen number of the revision that the editor had open; 0 for the first
 * @throws `conflict` where another revision came between
 */
export function addProfileRevision(
  writer: Writer,
  row: Omit<ProfileRevisionRow, 'id' | 'number'>,
  seen: number
): ProfileRevisionRow {
  const last = getNumber(writer, 'SELECT max(number) FROM profile_revision WHERE profile_id = ?', [row.profileId])
  if (last !== seen)
    throw new ChanceryError(
      'conflict',
      `This profile is at revision ${last}, your change began at revision ${seen}. Load it again and repeat your change.`
    )
  const number = last + 1
  const { id } = run(writer, revision.insert, revision.inOrder({ ...row, number }))
  run(writer, 'UPDATE profile SET current_revision_id = ? WHERE id = ?', [id, row.profileId])
  return { ...row, id, number }
}

/** @returns how many certificates were issued under each revision; revisions without any are missing */
export function countByRevision(reader: Reader, profileId: number): ReadonlyMap<number, number> {
  const rows = allRows(
    reader,
    `SELECT r.id AS id, t.n AS n FROM profile_revision r JOIN tally t ON t.scope = 'revision' AND t.key = CAST(r.id AS TEXT)
    WHERE r.profile_id = ? AND t.n > 0`,
    [profileId]
  ) as { id: number; n: number }[]
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** @returns whether nothing was ever requested or certified under the profile */
export function isUnusedProfile(reader: Reader, id: number): boolean {
  return (
    getRow(reader, 'SELECT 1 FROM request WHERE profile_id = ? LIMIT 1', [id]) === undefined &&
    getRow(reader, 'SELECT 1 FROM certificate WHERE profile_id = ? LIMIT 1', [id]) === undefined
  )
}

/** Removes a profile with its revisions. @throws `conflict` where it was used */
export function deleteProfile(writer: Writer, id: number): void {
  if (!isUnusedProfile(writer, id))
    throw new ChanceryError(
      'conflict',
      'Certificates were requested under this profile, so it stays. Archive it instead.'
    )
  run(writer, 'UPDATE profile SET current_revision_id = NULL WHERE id = ?', [id])
  run(writer, 'DELETE FROM profile_revision WHERE profile_id = ?', [id])
  run(writer, 'DELETE FROM profile WHERE id = ?', [id])
}

export function getProfileRevision(reader: Reader, id: number): ProfileRevisionRow | undefined {
  return rowById(reader, revision, id)
}

/** Newest first. */
export function listProfileRevisions(reader: Reader, profileId: number): ProfileRevisionRow[] {
  return allRows(reader, `SELECT ${revision.list()} FROM profile_revision WHERE profile_id = ? ORDER BY number DESC`, [
    profileId
  ]).map(revision.decode)
}

function requireFreeName(reader: Reader, name: string, self: number | null): void {
  const other = getProfileByName(reader, name)
  if (other !== undefined && other.id !== self)
    throw new ChanceryError('name-taken', `There is a profile named ${name} already.`)
}
