import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ProfileContent, StarterName } from '../../../src-shared/model/profile.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import {
  addProfileRevision,
  deleteProfile as deleteProfileRow,
  insertProfile,
  updateProfile as updateProfileRow
} from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { compareContents, type FieldChange } from './compare.ts'
import { requireUsable } from './usable.ts'
import { requireProfile, requireProfileRow } from './find.ts'
import { contentDigest } from '../profile/digest.ts'
import { starterContent } from '../profile/starters.ts'
import { atRevision, profileView } from './view.ts'

/**
 * Makes a profile from a starter or from given content.
 * @throws ChanceryError `invalid-input` with every rule that the content breaks; `name-taken`; `not-found`
 */
export async function createProfile(
  ca: CaContext,
  input: {
    name: string
    starter?: StarterName | undefined
    content?: ProfileContent | undefined
    authority?: Ref | undefined
    approval?: 'auto' | 'one' | 'two' | undefined
  },
  actor: Actor
): Promise<{ profile: ProfileView }> {
  if ((input.starter === undefined) === (input.content === undefined)) {
    throw new ChanceryError(
      'invalid-input',
      'Name a starter, or send the content of the profile: exactly one of the two.'
    )
  }
  const base = input.starter === undefined ? input.content : starterContent(input.starter)
  if (base === undefined) throw new ChanceryError('invalid-input', 'The profile has no content.')
  const content = input.approval === undefined ? base : { ...base, approval: input.approval }
  requireUsable(content)
  const note = input.starter === undefined ? '' : `From the starter ${input.starter}`
  return make(ca, { name: input.name, content, authority: input.authority, note, operation: 'profile.create' }, actor)
}

/** Copies the current revision under a new name. @throws ChanceryError `not-found`, `name-taken` */
export async function cloneProfile(
  ca: CaContext,
  input: { profile: Ref; name: string },
  actor: Actor
): Promise<{ profile: ProfileView }> {
  const { row, revision, content } = requireProfile(reader(ca.store), input.profile)
  const note = `Copy of ${row.name}, revision ${revision.number}`
  return make(
    ca,
    { name: input.name, content, authority: row.authorityId ?? undefined, note, operation: 'profile.clone' },
    actor
  )
}

async function make(
  ca: CaContext,
  wanted: { name: string; content: ProfileContent; authority: Ref | undefined; note: string; operation: string },
  actor: Actor
): Promise<{ profile: ProfileView }> {
  const id = await transaction(ca.store, (tx) => {
    const authorityId = wanted.authority === undefined ? null : requireAuthority(tx, wanted.authority).id
    const now = ca.clock.now()
    const profileId = insertProfile(tx, { name: wanted.name, state: 'enabled', authorityId, createdAt: now })
    revise(tx, ca, profileId, wanted.content, wanted.note, 0, actor)
    changed(tx, ca, profileId, wanted.operation, { name: wanted.name, authorityId, note: wanted.note }, actor)
    return profileId
  })
  return profileView(ca, id)
}

/**
 * Makes the next revision. What was issued keeps the revision under which it was issued.
 * @param input `basedOn` is the number of the revision that the editor had open
 * @throws ChanceryError `conflict` where another revision came between; `invalid-input`; `not-found`
 */
export async function reviseProfile(
  ca: CaContext,
  input: { profile: Ref; content: ProfileContent; note: string; basedOn?: number | undefined },
  actor: Actor
): Promise<{ profile: ProfileView }> {
  requireUsable(input.content)
  const id = await transaction(ca.store, (tx) => {
    const { row, revision, content } = requireProfile(tx, input.profile)
    if (row.state === 'archived')
      throw new ChanceryError('conflict', `The profile ${row.name} is archived. Enable it before you change it.`)
    const changes = compareContents(content, input.content)
    if (input.basedOn !== undefined && input.basedOn !== revision.number) {
      throw new ChanceryError(
        'conflict',
        `The profile ${row.name} is at revision ${revision.number}, your change began at revision ${input.basedOn}. Load it again and repeat your change.`
      )
    }
    if (changes.length === 0) return row.id
    const next = revise(tx, ca, row.id, input.content, input.note, revision.number, actor)
    changed(tx, ca, row.id, 'profile.revise', { revision: next, note: input.note, changes }, actor)
    return row.id
  })
  return profileView(ca, id)
}

/** Changes name, authority or state. @throws ChanceryError `not-found`, `name-taken` */
export async function updateProfile(
  ca: CaContext,
  input: {
    profile: Ref
    name?: string | undefined
    authority?: Ref | null | undefined
    state?: 'enabled' | 'disabled' | 'archived' | undefined
  },
  actor: Actor
): Promise<{ profile: ProfileView }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireProfileRow(tx, input.profile)
    const changes = {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.authority === undefined
        ? {}
        : { authorityId: input.authority === null ? null : requireAuthority(tx, input.authority).id }),
      ...(input.state === undefined ? {} : { state: input.state })
    }
    updateProfileRow(tx, row.id, changes)
    changed(
      tx,
      ca,
      row.id,
      'profile.update',
      { before: { name: row.name, authorityId: row.authorityId, state: row.state }, after: changes },
      actor
    )
    return row.id
  })
  return profileView(ca, id)
}

/** @throws ChanceryError `conflict` where something was requested under it; `not-found` */
export async function deleteProfile(ca: CaContext, input: { profile: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireProfileRow(tx, input.profile)
    deleteProfileRow(tx, row.id)
    changed(tx, ca, row.id, 'profile.delete', { name: row.name }, actor)
  })
  return { ok: true }
}

/** @returns what differs between two revisions. @throws ChanceryError `not-found` */
export function compareRevisions(
  ca: CaContext,
  input: { profile: Ref; from: number; to: number }
): { changes: FieldChange[] } {
  const from = reader(ca.store)
  const found = requireProfile(from, input.profile)
  return {
    changes: compareContents(atRevision(from, found, input.from).content, atRevision(from, found, input.to).content)
  }
}

/** @returns the number of the new revision */
function revise(
  tx: Writer,
  ca: CaContext,
  profileId: number,
  content: ProfileContent,
  note: string,
  seen: number,
  actor: Actor
): number {
  return addProfileRevision(
    tx,
    {
      profileId,
      content,
      digest: contentDigest(content),
      note,
      createdAt: ca.clock.now(),
      createdBy: actor.operatorId
    },
    seen
  ).number
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'profile', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('profile.changed', { id }))
}
