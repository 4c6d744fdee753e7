import type { ScepService } from '../../../src-shared/api/scep.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { defaultScepSettings, type ScepMethod, type ScepSettingsPatch } from '../../../src-shared/model/scep.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import {
  getScepServiceByName,
  insertScepService,
  listScepCertificates,
  updateScepService,
  type ScepServiceRow
} from '../../store/scep.ts'
import { revokeScepChallengesOf } from '../../store/scep-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { findAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { reviseProfile } from '../profiles/change.ts'
import { requireProfile, requireProfileRow, type FoundProfile } from '../profiles/find.ts'
import { issuerObstacle } from '../services/issuer-ready.ts'
import { destroyScepKey, renewScepCertificate } from './ra-certificate.ts'
import { changedScepSettings, scepSettingsOf } from './settings.ts'
import { requireScepService, showScep } from './view.ts'

/**
 * Makes a service: its row and its certificate are one fact. A profile that was not offered through SCEP before is from
 * now on, by a revision that says so.
 * @param reached addresses under which this engine answers
 * @throws ChanceryError `not-found`, `name-taken`, `invalid-input`; as `renewScepCertificate`
 */
export async function createScep(
  ca: CaContext,
  input: {
    name: string
    profile: Ref
    challenge?: readonly ScepMethod[] | undefined
    settings?: ScepSettingsPatch | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: ScepService }> {
  const settings = changedScepSettings(defaultScepSettings, input.settings ?? {}, input.challenge)
  const from = reader(ca.store)
  const found = requireProfile(from, input.profile)
  const authorityId = fittingAuthority(found)
  requireNext(ca, settings.next)
  // Before a key is made and a certificate issued for nothing; the row decides again.
  if (getScepServiceByName(from, input.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a SCEP service named ${input.name} already.`)
  await offerThroughScep(ca, found, input.name, actor)
  let id = 0
  await renewScepCertificate(ca, { name: input.name, authorityId, settings }, actor, (tx, certificateId) => {
    const now = ca.clock.now()
    const row = { name: input.name, profileId: found.row.id, state: 'enabled', settings } as const
    id = insertScepService(tx, { ...row, createdAt: now, updatedAt: now })
    changed(tx, ca, id, 'scep.create', { ...row, certificateId }, actor)
    return id
  })
  return showScep(ca, { service: id }, reached)
}

/** @throws ChanceryError as `createScep`; `conflict` where it was changed meanwhile */
export async function updateScep(
  ca: CaContext,
  input: {
    service: Ref
    profile?: Ref | undefined
    challenge?: readonly ScepMethod[] | undefined
    settings?: ScepSettingsPatch | undefined
    version?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: ScepService }> {
  const from = reader(ca.store)
  const row = requireScepService(from, input.service)
  const before = scepSettingsOf(row)
  const settings = changedScepSettings(before, input.settings ?? {}, input.challenge)
  requireNext(ca, settings.next)
  const found = requireProfile(from, input.profile ?? row.profileId)
  fittingAuthority(found)
  await offerThroughScep(ca, found, row.name, actor)
  await transaction(ca.store, (tx) => {
    const changes = { profileId: found.row.id, settings, updatedAt: ca.clock.now() }
    updateScepService(tx, row.id, input.version ?? row.version, changes)
    const detail = { before: { profileId: row.profileId, settings: before }, after: changes }
    changed(tx, ca, row.id, 'scep.update', detail, actor)
  })
  return showScep(ca, { service: row.id }, reached)
}

/** Starts or stops a service. @throws ChanceryError `not-found` */
export async function switchScep(
  ca: CaContext,
  input: { service: Ref; on: boolean },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: ScepService }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireScepService(tx, input.service)
    updateScepService(tx, row.id, row.version, {
      state: input.on ? 'enabled' : 'disabled',
      updatedAt: ca.clock.now()
    })
    changed(tx, ca, row.id, input.on ? 'scep.enable' : 'scep.disable', { name: row.name }, actor)
    return row.id
  })
  return showScep(ca, { service: id }, reached)
}

/** Deletes a service, destroys its keys and revokes its secrets; certificates and enrolments stay. @throws ChanceryError `not-found` */
export async function deleteScep(ca: CaContext, input: { service: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireScepService(tx, input.service)
    for (const one of listScepCertificates(tx, row.id, null)) destroyScepKey(tx, ca, one)
    const secrets = revokeScepChallengesOf(tx, { serviceId: row.id, kind: null })
    const gone = { state: 'deleted', pageUser: null, pageHash: null, validatorToken: null } as const
    updateScepService(tx, row.id, row.version, { ...gone, updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, 'scep.delete', { name: row.name, secrets }, actor)
  })
  return { ok: true }
}

/** Gives a service its next key and certificate now. @throws ChanceryError `not-found`, `not-ready`; as `renewScepCertificate` */
export async function renewScep(
  ca: CaContext,
  input: { service: Ref },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: ScepService }> {
  const row = requireScepService(reader(ca.store), input.service)
  await renew(ca, row, actor)
  return showScep(ca, { service: row.id }, reached)
}

/** How long until somebody may have brought the authority's key. */
const PAUSE = 5 * 60_000

/**
 * Renews the certificate of a service where it is due, or where its profile was bound to another authority.
 * @returns when the next one is due, Unix ms. @throws as `renewScepCertificate`
 */
export async function renewDueScep(ca: CaContext, row: ScepServiceRow, actor: Actor): Promise<number> {
  const due = dueAt(ca, row)
  if (due > ca.clock.now()) return due
  const { authorityId } = requireProfileRow(reader(ca.store), row.profileId)
  if (authorityId === null || issuerObstacle(ca, authorityId) !== undefined) return ca.clock.now() + PAUSE
  await renew(ca, row, actor)
  return dueAt(ca, row)
}

function dueAt(ca: CaContext, row: ScepServiceRow): number {
  const from = reader(ca.store)
  const { authorityId } = requireProfileRow(from, row.profileId)
  const [present] = listScepCertificates(from, row.id, ca.clock.now()).filter((one) => one.authorityId === authorityId)
  return present?.renewAt ?? 0
}

async function renew(ca: CaContext, row: ScepServiceRow, actor: Actor): Promise<void> {
  const authorityId = fittingAuthority(requireProfile(reader(ca.store), row.profileId))
  const wanted = { name: row.name, authorityId, settings: scepSettingsOf(row) }
  await renewScepCertificate(ca, wanted, actor, (tx, certificateId) => {
    // It may have been deleted while its certificate was made.
    const { id } = requireScepService(tx, row.id)
    changed(tx, ca, id, 'scep.renew', { certificateId }, actor)
    return id
  })
}

function fittingAuthority({ row, content }: FoundProfile): number {
  if (row.authorityId === null)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is bound to no authority, and a device cannot choose one. Bind the profile first.`
    )
  if (content.certificateClass !== 'end-entity')
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is for certificates of authorities or services; SCEP gives them to devices only.`
    )
  return row.authorityId
}

function requireNext(ca: CaContext, next: Ref | null): void {
  if (next !== null && findAuthority(reader(ca.store), next) === undefined)
    throw new ChanceryError('not-found', `There is no authority ${next} that could come next.`)
}

async function offerThroughScep(
  ca: CaContext,
  { row, revision, content }: FoundProfile,
  service: string,
  actor: Actor
): Promise<void> {
  if (content.channels.includes('scep')) return
  const offered = { ...content, channels: [...content.channels, 'scep' as const] }
  const note = `Offered through the SCEP service ${service}`
  await reviseProfile(ca, { profile: row.id, content: offered, note, basedOn: revision.number }, actor)
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'scep-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
