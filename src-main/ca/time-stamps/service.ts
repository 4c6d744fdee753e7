import type { TsaService } from '../../../src-shared/api/tsa.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { TsaSettingsPatch } from '../../../src-shared/model/tsa.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import {
  getTsaCertificate,
  getTsaHead,
  getTsaServiceByName,
  insertTsaService,
  listTsaCertificates,
  updateTsaService,
  type TsaServiceRow
} from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { issuerObstacle } from '../services/issuer-ready.ts'
import { endServiceKeys, settledPlace } from '../tokens/for-service.ts'
import { renewStampCertificate } from './certificate.ts'
import { clockTrust } from './clock.ts'
import { changedSettings, newSettings, tsaSettingsOf } from './settings.ts'
import { requireTsaService, showTsa } from './view.ts'

/**
 * Makes a service: its row and its certificate are one fact. From then on the clock is watched.
 * @param reached addresses under which this engine answers
 * @throws ChanceryError `not-found`, `name-taken`, `invalid-input`; as `renewStampCertificate`
 */
export async function createTsa(
  ca: CaContext,
  input: { name: string; authority: Ref; settings?: TsaSettingsPatch | undefined; pin?: string | undefined },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: TsaService }> {
  const authority = requireAuthority(reader(ca.store), input.authority)
  const settings = await settledPlace(ca, newSettings(input.settings ?? {}, ca.random, ca.clock.now()))
  // Before a key is made and a certificate issued for nothing; the row decides again.
  if (getTsaServiceByName(reader(ca.store), input.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a time-stamp service named ${input.name} already.`)
  let id = 0
  await renewStampCertificate(
    ca,
    { name: input.name, authorityId: authority.id, settings, pin: input.pin },
    actor,
    (tx, certificateId) => {
      const now = ca.clock.now()
      id = insertTsaService(tx, {
        name: input.name,
        authorityId: authority.id,
        state: 'enabled',
        settings,
        createdAt: now,
        updatedAt: now
      })
      changed(tx, ca, id, 'tsa.create', { name: input.name, authorityId: authority.id, settings, certificateId }, actor)
      return id
    }
  )
  clockTrust(ca)
  return showTsa(ca, { service: id }, reached)
}

/** @throws ChanceryError `not-found`, `invalid-input`; `conflict` where it was changed meanwhile */
export async function updateTsa(
  ca: CaContext,
  input: { service: Ref; settings: TsaSettingsPatch; version?: number | undefined },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: TsaService }> {
  const { token, keyLabel = null } = input.settings
  const place = token === undefined ? {} : await settledPlace(ca, { token, keyLabel })
  const change = { ...input.settings, ...place }
  const id = await transaction(ca.store, (tx) => {
    const row = requireTsaService(tx, input.service)
    const before = tsaSettingsOf(row)
    const settings = changedSettings(before, change, ca.clock.now())
    updateTsaService(tx, row.id, input.version ?? row.version, { settings, updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, 'tsa.update', { before, after: settings }, actor)
    return row.id
  })
  return showTsa(ca, { service: id }, reached)
}

/** Starts or stops a service. @throws ChanceryError `not-found` */
export async function switchTsa(
  ca: CaContext,
  input: { service: Ref; on: boolean },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: TsaService }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireTsaService(tx, input.service)
    updateTsaService(tx, row.id, row.version, {
      state: input.on ? 'enabled' : 'disabled',
      updatedAt: ca.clock.now()
    })
    changed(tx, ca, row.id, input.on ? 'tsa.enable' : 'tsa.disable', { name: row.name }, actor)
    return row.id
  })
  return showTsa(ca, { service: id }, reached)
}

/** Deletes a service and destroys its key in the vault; certificates and log stay, because stamps are verified with them. @throws ChanceryError `not-found` */
export async function deleteTsa(ca: CaContext, input: { service: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireTsaService(tx, input.service)
    const now = ca.clock.now()
    const keys = listTsaCertificates(tx, row.id).map(({ keyId }) => keyId)
    endServiceKeys(tx, ca, keys, now)
    updateTsaService(tx, row.id, row.version, { state: 'deleted', updatedAt: now })
    changed(tx, ca, row.id, 'tsa.delete', { name: row.name }, actor)
  })
  return { ok: true }
}

/** Gives a service its next key and certificate now. @throws ChanceryError `not-found`; as `renewStampCertificate` */
export async function renewTsa(
  ca: CaContext,
  input: { service: Ref; pin?: string | undefined },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: TsaService }> {
  const row = requireTsaService(reader(ca.store), input.service)
  await renew(ca, row, actor, input.pin)
  return showTsa(ca, { service: row.id }, reached)
}

/**
 * Renews the certificate of a service where it is due. While the authority cannot sign the present one goes on to its end.
 * @returns when the next one is due, Unix ms. @throws as `renewStampCertificate`
 */
export async function renewDueCertificate(ca: CaContext, row: TsaServiceRow, actor: Actor): Promise<number> {
  const due = dueAt(ca, row)
  if (due > ca.clock.now()) return due
  if (issuerObstacle(ca, row.authorityId) !== undefined) return ca.clock.now() + PAUSE
  await renew(ca, row, actor)
  return dueAt(ca, row)
}

/** How long until somebody may have brought the authority's key. */
const PAUSE = 5 * 60_000

function dueAt(ca: CaContext, { name }: TsaServiceRow): number {
  const from = reader(ca.store)
  const head = getTsaHead(from, name, ca.clock.now())
  return (head?.certificate == null ? undefined : getTsaCertificate(from, head.certificate)?.renewAt) ?? 0
}

async function renew(ca: CaContext, row: TsaServiceRow, actor: Actor, pin?: string): Promise<void> {
  const wanted = { name: row.name, authorityId: row.authorityId, settings: tsaSettingsOf(row), pin }
  await renewStampCertificate(ca, wanted, actor, (tx, certificateId) => {
    // It may have been deleted while its certificate was made.
    const { id } = requireTsaService(tx, row.id)
    changed(tx, ca, id, 'tsa.renew', { certificateId }, actor)
    return id
  })
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'tsa-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
