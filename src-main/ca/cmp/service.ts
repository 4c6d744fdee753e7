import type { CmpService } from '../../../src-shared/api/cmp.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { defaultCmpSettings, type CmpProtection, type CmpSettingsPatch } from '../../../src-shared/model/cmp.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  endCmpClients,
  getCmpCertificateNow,
  getCmpServiceByName,
  insertCmpService,
  listCmpCertificates,
  updateCmpService,
  type CmpServiceRow
} from '../../store/cmp.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { destroyKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { reviseProfile } from '../profiles/change.ts'
import { requireProfile, type FoundProfile } from '../profiles/find.ts'
import { issuerObstacle } from '../services/issuer-ready.ts'
import { renewCmpCertificate } from './certificate.ts'
import { changedCmpSettings, cmpSettingsOf } from './settings.ts'
import { requireCmpService, showCmp } from './view.ts'

export interface NewCmpService {
  readonly name: string
  readonly profile: Ref
  readonly authority?: Ref | undefined
  readonly protection?: CmpProtection | undefined
  readonly settings?: CmpSettingsPatch | undefined
}

/**
 * Makes a service: its row and its protection certificate are one fact. A profile that was not offered through CMP before
 * is from now on, by a revision that says so.
 * @param reached addresses under which this engine answers
 * @throws ChanceryError `not-found`, `name-taken`, `invalid-input`; as `renewCmpCertificate`
 */
export async function createCmp(
  ca: CaContext,
  input: NewCmpService,
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: CmpService }> {
  const from = reader(ca.store)
  const found = requireProfile(from, input.profile)
  const authorityId = authorityFor(ca, found, input.authority)
  const settings = changedCmpSettings(defaultCmpSettings, {
    ...input.settings,
    ...(input.protection === undefined ? {} : { protection: input.protection })
  })
  // Before a key is made and a certificate issued for nothing; the row decides again.
  if (getCmpServiceByName(from, input.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a CMP service named ${input.name} already.`)
  await offerThroughCmp(ca, found, input.name, actor)
  let id = 0
  await renewCmpCertificate(ca, { name: input.name, authorityId, settings }, actor, (tx, certificateId) => {
    const now = ca.clock.now()
    const row = { name: input.name, profileId: found.row.id, authorityId, settings }
    id = insertCmpService(tx, { ...row, state: 'enabled', createdAt: now, updatedAt: now })
    changed(tx, ca, id, 'cmp.create', { ...row, certificateId }, actor)
    return id
  })
  return showCmp(ca, { service: id }, reached)
}

function authorityFor(ca: CaContext, { row }: FoundProfile, wanted: Ref | undefined): number {
  const named = wanted === undefined ? undefined : requireAuthority(reader(ca.store), wanted).id
  if (row.authorityId !== null && named !== undefined && named !== row.authorityId)
    throw new ChanceryError('invalid-input', `The profile ${row.name} is bound to another authority.`)
  const id = row.authorityId ?? named
  if (id === undefined)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is bound to no authority. Say which authority is to issue.`
    )
  return id
}

async function offerThroughCmp(
  ca: CaContext,
  { row, revision, content }: FoundProfile,
  service: string,
  actor: Actor
): Promise<void> {
  if (content.channels.includes('cmp')) return
  const offered = { ...content, channels: [...content.channels, 'cmp' as const] }
  const note = `Offered through the CMP service ${service}`
  await reviseProfile(ca, { profile: row.id, content: offered, note, basedOn: revision.number }, actor)
}

/** @throws ChanceryError `not-found`, `invalid-input`; `conflict` where it was changed meanwhile */
export async function updateCmp(
  ca: CaContext,
  input: {
    service: Ref
    profile?: Ref | undefined
    settings?: CmpSettingsPatch | undefined
    version?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: CmpService }> {
  const from = reader(ca.store)
  const seen = requireCmpService(from, input.service)
  const found = requireProfile(from, input.profile ?? seen.profileId)
  if (found.row.authorityId !== null && found.row.authorityId !== seen.authorityId)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${found.row.name} is bound to another authority than the service. Make a service of its own for it.`
    )
  await offerThroughCmp(ca, found, seen.name, actor)
  await transaction(ca.store, (tx) => {
    const row = requireCmpService(tx, seen.id)
    const before = cmpSettingsOf(row)
    const settings = changedCmpSettings(before, input.settings ?? {})
    const changes = { settings, profileId: found.row.id }
    updateCmpService(tx, row.id, input.version ?? row.version, { ...changes, updatedAt: ca.clock.now() })
    changed(
      tx,
      ca,
      row.id,
      'cmp.update',
      { before: { settings: before, profileId: row.profileId }, after: changes },
      actor
    )
  })
  return showCmp(ca, { service: seen.id }, reached)
}

/** Starts or stops a service. @throws ChanceryError `not-found` */
export async function switchCmp(
  ca: CaContext,
  input: { service: Ref; on: boolean },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: CmpService }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireCmpService(tx, input.service)
    updateCmpService(tx, row.id, row.version, { state: input.on ? 'enabled' : 'disabled', updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, input.on ? 'cmp.enable' : 'cmp.disable', { name: row.name }, actor)
    return row.id
  })
  return showCmp(ca, { service: id }, reached)
}

/** Deletes a service, its secrets and its key. @throws ChanceryError `not-found` */
export async function deleteCmp(ca: CaContext, input: { service: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireCmpService(tx, input.service)
    const now = ca.clock.now()
    for (const { keyId } of listCmpCertificates(tx, row.id)) {
      if (destroyKey(tx, keyId, now)) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
    }
    const clients = endCmpClients(tx, { serviceId: row.id })
    updateCmpService(tx, row.id, row.version, { state: 'deleted', updatedAt: now })
    changed(tx, ca, row.id, 'cmp.delete', { name: row.name, clients }, actor)
  })
  return { ok: true }
}

/** Gives a service its next key and certificate now. @throws ChanceryError `not-found`; as `renewCmpCertificate` */
export async function renewCmp(
  ca: CaContext,
  input: { service: Ref },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: CmpService }> {
  const row = requireCmpService(reader(ca.store), input.service)
  await renew(ca, row, actor)
  return showCmp(ca, { service: row.id }, reached)
}

/** How long until somebody may have brought the authority's key. */
const PAUSE = 5 * 60_000

/**
 * Renews the protection certificate of a service where it is due. While the authority cannot sign the present one goes on.
 * @returns when the next one is due, Unix ms. @throws as `renewCmpCertificate`
 */
export async function renewDueCmp(ca: CaContext, row: CmpServiceRow, actor: Actor): Promise<number> {
  const dueAt = (): number => getCmpCertificateNow(reader(ca.store), row.id, ca.clock.now())?.renewAt ?? 0
  const due = dueAt()
  if (due > ca.clock.now()) return due
  if (issuerObstacle(ca, row.authorityId) !== undefined) return ca.clock.now() + PAUSE
  await renew(ca, row, actor)
  return dueAt()
}

async function renew(ca: CaContext, row: CmpServiceRow, actor: Actor): Promise<void> {
  const wanted = { name: row.name, authorityId: row.authorityId, settings: cmpSettingsOf(row) }
  await renewCmpCertificate(ca, wanted, actor, (tx, certificateId) => {
    // It may have been deleted while its certificate was made.
    const { id } = requireCmpService(tx, row.id)
    changed(tx, ca, id, 'cmp.renew', { certificateId }, actor)
    return id
  })
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'cmp-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
