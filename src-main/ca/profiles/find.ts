import { ChanceryError } from '../../../src-shared/errors.ts'
import { profileContent, type ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Reader } from '../../store/connection.ts'
import {
  getProfile,
  getProfileByName,
  getProfileRevision,
  type ProfileRevisionRow,
  type ProfileRow
} from '../../store/profiles.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'

/** A profile with one of its revisions. */
export interface FoundProfile {
  readonly row: ProfileRow
  readonly revision: ProfileRevisionRow
  readonly content: ProfileContent
}

/** @throws ChanceryError `not-found`, also for the profiles that Chancery keeps for itself */
export function requireProfileRow(from: Reader, ref: Ref): ProfileRow {
  const row =
    typeof ref === 'number'
      ? getProfile(from, ref)
      : (getProfileByName(from, ref) ?? (/^[1-9]\d{0,14}$/.test(ref) ? getProfile(from, Number(ref)) : undefined))
  if (row !== undefined && !isBuiltInProfile(row)) return row
  throw new ChanceryError(
    'not-found',
    typeof ref === 'number' ? `There is no profile with number ${ref}.` : `There is no profile named ${ref}.`
  )
}

/** @returns the profile with its current revision. @throws ChanceryError `not-found`, `damaged` */
export function requireProfile(from: Reader, ref: Ref): FoundProfile {
  return withRevision(from, requireProfileRow(from, ref))
}

/** @returns the row with its current revision. @throws ChanceryError `damaged` where the database has none */
export function withRevision(from: Reader, row: ProfileRow): FoundProfile {
  const revision = row.currentRevisionId === null ? undefined : getProfileRevision(from, row.currentRevisionId)
  if (revision === undefined)
    throw new ChanceryError('damaged', `The profile ${row.name} has no revision in the database. Restore a backup.`)
  return { row, revision, content: contentOf(revision) }
}

/** @returns the rules of a revision; fields that came with a later version have their defaults. */
export function contentOf(revision: Pick<ProfileRevisionRow, 'content'>): ProfileContent {
  return profileContent.parse(revision.content)
}
