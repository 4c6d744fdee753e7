import type { ProfileRow, ProfileView } from '../../../src-shared/api/profiles.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { ProfileContent, StarterName } from '../../../src-shared/model/profile.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import { countByRevision, listProfileRevisions, listProfiles as listProfileRows } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { countByProfile } from '../../store/tallies.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { profileAdvice } from '../profile/advice.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { listStarters } from '../profile/starters.ts'
import { contentOf, requireProfile, withRevision, type FoundProfile } from './find.ts'
import { contentProblems } from './usable.ts'

/** @returns the profiles that people made, by name; archived ones only when asked for */
export function listProfiles(
  ca: CaContext,
  input: { authority?: Ref | undefined; archived: boolean }
): { profiles: ProfileRow[] } {
  const from = reader(ca.store)
  const authorityId = input.authority === undefined ? undefined : requireAuthority(from, input.authority).id
  const used = certificatesByProfile(from)
  const profiles = listProfileRows(from)
    .filter((row) => !isBuiltInProfile(row) && (input.archived || row.state !== 'archived'))
    .filter((row) => authorityId === undefined || row.authorityId === authorityId)
    .map((row) => rowOf(from, withRevision(from, row), used))
  return { profiles }
}

/** @throws ChanceryError `not-found` for an unknown profile or revision number */
export function showProfile(
  ca: CaContext,
  input: { profile: Ref; revision?: number | undefined }
): { profile: ProfileView } {
  const from = reader(ca.store)
  const found = requireProfile(from, input.profile)
  return { profile: viewOf(ca, from, input.revision === undefined ? found : atRevision(from, found, input.revision)) }
}

/** @returns the view of a profile that was just written */
export function profileView(ca: CaContext, profileId: number): { profile: ProfileView } {
  return showProfile(ca, { profile: profileId })
}

/** @returns the revisions of a profile, newest first, with the certificates issued under each */
export function listRevisions(
  ca: CaContext,
  input: { profile: Ref }
): {
  revisions: { id: number; number: number; note: string; createdAt: number; createdBy: string; certificates: number }[]
} {
  const from = reader(ca.store)
  const { row } = requireProfile(from, input.profile)
  const counts = countByRevision(from, row.id)
  return {
    revisions: listProfileRevisions(from, row.id).map((revision) => ({
      id: revision.id,
      number: revision.number,
      note: revision.note,
      createdAt: revision.createdAt,
      createdBy: revision.createdBy === null ? 'Chancery' : (getOperator(from, revision.createdBy)?.name ?? ''),
      certificates: counts.get(revision.id) ?? 0
    }))
  }
}

/** @returns the presets from which a profile can be made */
export function listProfileStarters(): {
  starters: { name: StarterName; label: string; description: string; content: ProfileContent }[]
} {
  return {
    starters: listStarters().map(({ name, label, description, content }) => ({ name, label, description, content }))
  }
}

/** @returns what speaks against content that is not saved */
export function checkProfile(ca: CaContext, input: { content: ProfileContent }): { advice: Reason[] } {
  return { advice: adviceFor(ca, input.content) }
}

/** What makes the profile unusable first, then what the rules of the field hold against it, each once. */
function adviceFor(ca: CaContext, content: ProfileContent): Reason[] {
  const all = [...contentProblems(content), ...profileAdvice(content, ca.clock.now())]
  const seen = new Set<string>()
  return all.filter(({ where, rule }) => !seen.has(`${where} ${rule}`) && seen.add(`${where} ${rule}`).size > 0)
}

/** @throws ChanceryError `not-found` where the profile has no revision with that number */
export function atRevision(from: Reader, found: FoundProfile, number: number): FoundProfile {
  const revision = listProfileRevisions(from, found.row.id).find((each) => each.number === number)
  if (revision === undefined)
    throw new ChanceryError('not-found', `The profile ${found.row.name} has no revision ${number}.`)
  return { row: found.row, revision, content: contentOf(revision) }
}

function viewOf(ca: CaContext, from: Reader, found: FoundProfile): ProfileView {
  return {
    ...rowOf(from, found, certificatesByProfile(from)),
    revisionId: found.revision.id,
    content: found.content,
    advice: adviceFor(ca, found.content)
  }
}

function rowOf(from: Reader, { row, revision, content }: FoundProfile, used: ReadonlyMap<number, number>): ProfileRow {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    description: content.description,
    authorityId: row.authorityId,
    authorityName: row.authorityId === null ? null : (getAuthority(from, row.authorityId)?.name ?? null),
    certificateClass: content.certificateClass,
    approval: content.approval,
    keyAlgorithms: content.keyAlgorithms,
    validity:
      content.validity.kind === 'duration'
        ? content.validity.duration
        : `until ${new Date(content.validity.notAfter).toISOString().slice(0, 10)}`,
    publicTrust: content.publicTrust,
    revision: revision.number,
    certificates: used.get(row.id) ?? 0,
    createdAt: row.createdAt,
    updatedAt: revision.createdAt
  }
}

function certificatesByProfile(from: Reader): ReadonlyMap<number, number> {
  return new Map(
    countByProfile(from).flatMap((row) =>
      row.profileId === null ? [] : [[row.profileId, row.active + row.suspended + row.revoked] as const]
    )
  )
}
