import type { CrlProfileRow as ShownProfile } from '../../../src-shared/api/crls.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { crlSettings, type CrlSettings, type CrlSettingsPatch } from '../../../src-shared/model/authority.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { patched } from '../../../src-shared/model/patch.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority, updateAuthority } from '../../store/authorities.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import {
  deleteCrlProfile as deleteRow,
  insertCrlProfile,
  listCrlFollowers,
  listCrlProfiles as listRows,
  updateCrlProfile,
  type CrlFollower,
  type CrlProfileRow
} from '../../store/crl-profiles.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { requireCrlProfile, settingsOfCrlProfile } from './find-profile.ts'
import { nextFixedTime } from './fixed-times.ts'

/** @returns every CRL profile, by name */
export function listCrlProfiles(ca: CaContext): { profiles: ShownProfile[] } {
  const from = reader(ca.store)
  return { profiles: listRows(from).map((row) => shown(from, row)) }
}

/** @throws ChanceryError `not-found` */
export function showCrlProfile(ca: CaContext, ref: Ref): { profile: ShownProfile } {
  const from = reader(ca.store)
  return { profile: shown(from, requireCrlProfile(from, ref)) }
}

/**
 * Puts settings under a name. Nobody follows it yet.
 * @throws ChanceryError `name-taken`; `invalid-input` for times that leave no room; `not-found` for the authority
 */
export function createCrlProfile(
  ca: CaContext,
  input: { name: string; description: string; authority?: Ref | undefined; settings: CrlSettingsPatch },
  actor: Actor
): Promise<{ profile: ShownProfile }> {
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const start =
      input.authority === undefined ? crlSettings.parse({}) : settingsOf(requireAuthority(tx, input.authority)).crl
    const settings = patched(start, input.settings)
    requireRoom(settings, now)
    const { name, description } = input
    const id = insertCrlProfile(tx, { name, description, settings, createdAt: now, updatedAt: now })
    record(tx, ca, 'crl.profile-create', id, { name, settings }, actor)
    return { profile: shown(tx, requireCrlProfile(tx, id)) }
  })
}

/**
 * Changes a profile and, with it, the settings of every authority that follows it. CRLs that are out stay as they are.
 * @param input `version` is the one that the editor had open
 * @throws ChanceryError `conflict` where it was changed meanwhile; `name-taken`, `invalid-input`, `not-found`
 */
export function editCrlProfile(
  ca: CaContext,
  input: {
    profile: Ref
    name?: string | undefined
    description?: string | undefined
    settings?: CrlSettingsPatch | undefined
    version?: number | undefined
  },
  actor: Actor
): Promise<{ profile: ShownProfile; changed: CrlFollower[] }> {
  return transaction(ca.store, (tx) => {
    const row = requireCrlProfile(tx, input.profile)
    const now = ca.clock.now()
    const before = settingsOfCrlProfile(row)
    const settings = patched(before, input.settings ?? {})
    requireRoom(settings, now)
    const { name = row.name, description = row.description } = input
    updateCrlProfile(tx, row.id, input.version ?? row.version, { name, description, settings, updatedAt: now })
    const changed = input.settings === undefined ? [] : passOn(tx, ca, row.id, settings)
    record(
      tx,
      ca,
      'crl.profile-edit',
      row.id,
      { before: { name: row.name, settings: before }, after: { name, settings }, authorities: changed },
      actor
    )
    return { profile: shown(tx, requireCrlProfile(tx, row.id)), changed }
  })
}

/** @throws ChanceryError `conflict` where authorities follow it; `not-found` */
export function deleteCrlProfile(ca: CaContext, input: { profile: Ref }, actor: Actor): Promise<{ ok: true }> {
  return transaction(ca.store, (tx) => {
    const row = requireCrlProfile(tx, input.profile)
    const followers = listCrlFollowers(tx, row.id)
    if (followers.length > 0)
      throw new ChanceryError(
        'conflict',
        `The CRL profile ${row.name} is followed by ${followers.map(({ name }) => name).join(', ')}. Give them another, or CRL settings of their own, before you delete it.`
      )
    deleteRow(tx, row.id)
    record(tx, ca, 'crl.profile-delete', row.id, { name: row.name, settings: settingsOfCrlProfile(row) }, actor)
    return { ok: true }
  })
}

/** Writes the settings to every follower: whoever has read one before reads it again, since its version rises. */
function passOn(tx: Writer, ca: CaContext, profileId: number, crl: CrlSettings): CrlFollower[] {
  const followers = listCrlFollowers(tx, profileId)
  for (const { id } of followers) {
    const row = getAuthority(tx, id)
    if (row === undefined) continue
    updateAuthority(tx, id, row.version, { settings: { ...settingsOf(row), crl }, updatedAt: ca.clock.now() })
    afterCommit(tx, () => ca.emit('authority.changed', { id }))
  }
  return followers
}

/**
 * A CRL must live longer than the overlap, or the next would be due at once, for ever; a delta must end before the
 * complete CRL after it could.
 */
function requireRoom({ life, overlap, deltaLife, times }: CrlSettings, now: number): void {
  const span = (text: string): number => addDuration(now, durationOf(text)) - now
  if (span(overlap) >= span(life))
    throw new ChanceryError(
      'invalid-input',
      `An overlap of ${overlap} leaves nothing of a life of ${life}: choose a shorter overlap.`
    )
  if (deltaLife !== null && span(deltaLife) >= span(life))
    throw new ChanceryError(
      'invalid-input',
      `A delta CRL of ${deltaLife} would outlive the complete one of ${life}: choose a shorter life for deltas.`
    )
  nextFixedTime(times, now)
}

function shown(from: Reader, row: CrlProfileRow): ShownProfile {
  return { ...row, settings: settingsOfCrlProfile(row), authorities: listCrlFollowers(from, row.id) }
}

function record(tx: Writer, ca: CaContext, operation: string, id: number, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'crl-profile', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('crl-profile.changed', { id }))
}
