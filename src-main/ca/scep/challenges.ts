import type { ScepDevice, ScepShownOnce } from '../../../src-shared/api/scep.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { scepSecretKinds, type ScepSecretKind, type ScepSettings } from '../../../src-shared/model/scep.ts'
import type { AlternativeName, SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import type { ScepServiceRow } from '../../store/scep.ts'
import {
  countOpenScepChallenges,
  findScepDevice,
  getScepChallenge,
  getScepDevice,
  insertScepChallenge,
  insertScepDevice,
  removeScepDevice,
  revokeScepChallenge,
  revokeScepChallengesOf,
  type ScepDeviceRow
} from '../../store/scep-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile } from '../profiles/find.ts'
import { boundsOf } from './bounds.ts'
import { newScepSecret, scepSecretHash } from './secrets.ts'
import { scepSettingsOf } from './settings.ts'
import { challengeView, deviceView, requireScepService, showScep } from './view.ts'

const MINUTE = 60_000
/** A device may lie in its box for a while. */
const DEVICE_MINUTES = 90 * 24 * 60
/** Open secrets of one kind in a service: more are a mistake of a script. */
const MAX_OPEN = 10_000

interface Wanted {
  readonly kind: ScepSecretKind
  readonly label: string
  readonly names: readonly AlternativeName[]
  readonly subject: readonly SubjectEntry[]
  readonly device: Pick<ScepDeviceRow, 'id' | 'identifier'> | null
  readonly minutes: number | undefined
  /** Span that its certificates hold; left out, as the profile says. */
  readonly validity?: string | null
}

/**
 * Makes a secret in a transaction of the caller's.
 * @returns its row and itself: nobody can read it again
 * @throws ChanceryError `conflict` where the service does not take such secrets, `busy` where too many are open,
 *   `invalid-input` for a validity that the profile does not allow
 */
export function addSecret(
  tx: Writer,
  ca: CaContext,
  service: Pick<ScepServiceRow, 'id' | 'name' | 'profileId'>,
  settings: ScepSettings,
  wanted: Wanted,
  actor: Actor
): { readonly id: number; readonly secret: string } {
  const { kind, label, names, subject, device, validity = null } = wanted
  if (!settings.methods.includes(kind))
    throw new ChanceryError(
      'conflict',
      `The service ${service.name} does not take secrets of the kind ${kind}. Add it to its ways first: scep update --challenge.`
    )
  const now = ca.clock.now()
  const most = kind === 'ndes' ? settings.pageCache : MAX_OPEN
  if (countOpenScepChallenges(tx, service.id, kind, now) >= most)
    throw new ChanceryError(
      'busy',
      `The service ${service.name} has ${most} secrets of the kind ${kind} that nobody has used yet. Use or revoke some of them first.`
    )
  if (validity !== null) requireChoosable(requireProfile(tx, service.profileId), validity, now)
  const secret = newScepSecret(kind, ca.random)
  const minutes = wanted.minutes ?? usualMinutes(kind, settings)
  const row = {
    serviceId: service.id,
    kind,
    label,
    names,
    subject,
    validity,
    deviceId: device?.id ?? null,
    expiresAt: minutes === null ? null : now + minutes * MINUTE,
    createdAt: now,
    createdBy: actor.name
  }
  const id = insertScepChallenge(tx, { ...row, hash: scepSecretHash(service.id, secret) })
  recordAudit(tx, ca, {
    actor,
    operation: 'scep.challenge',
    object: { kind: 'scep-challenge', id },
    outcome: 'ok',
    detail: row
  })
  afterCommit(tx, () => ca.emit('service.changed', { id: service.id }))
  return { id, secret }
}

function usualMinutes(kind: ScepSecretKind, settings: ScepSettings): number | null {
  if (kind === 'static') return null
  return kind === 'device' ? DEVICE_MINUTES : settings.challengeMinutes
}

/** @throws ChanceryError `not-found`, `conflict`, `busy`, `invalid-input` */
export async function createChallenge(
  ca: CaContext,
  input: {
    service: Ref
    kind?: ScepSecretKind | undefined
    label: string
    names: readonly AlternativeName[]
    subject: readonly SubjectEntry[]
    device?: string | undefined
    validity?: string | undefined
    minutes?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<ScepShownOnce> {
  const made = await transaction(ca.store, (tx) => {
    const service = requireScepService(tx, input.service)
    const settings = scepSettingsOf(service)
    const kind =
      input.kind ??
      (input.device === undefined ? scepSecretKinds.find((one) => settings.methods.includes(one)) : 'device')
    if (kind === undefined)
      throw new ChanceryError('conflict', `The service ${service.name} takes no secrets that are made here.`)
    if ((kind === 'device') !== (input.device !== undefined))
      throw new ChanceryError(
        'invalid-input',
        'A secret of the kind device is for one registered device: name it with --device.'
      )
    const device = input.device === undefined ? undefined : findScepDevice(tx, service.id, input.device)
    if (input.device !== undefined && device === undefined)
      throw new ChanceryError('not-found', `No device ${input.device} is registered with the service ${service.name}.`)
    // A new secret of a device takes the place of the one before.
    if (device !== undefined) revokeScepChallengesOf(tx, { deviceId: device.id })
    const bounds = device === undefined ? input : boundsOf(device)
    const { label, minutes } = input
    const validity = input.validity ?? device?.validity ?? null
    const { names, subject } = bounds
    const wanted = { kind, label, names, subject, device: device ?? null, minutes, validity }
    return addSecret(tx, ca, service, settings, wanted, actor)
  })
  return shownOnce(ca, made, reached)
}

function shownOnce(
  ca: CaContext,
  { id, secret }: { readonly id: number; readonly secret: string },
  reached: readonly string[]
): ScepShownOnce {
  const row = getScepChallenge(reader(ca.store), id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no secret with number ${id}.`)
  const { service } = showScep(ca, { service: row.serviceId }, reached)
  const { address, path, issuerFingerprint } = service
  return { challenge: challengeView(ca, row), secret, address, path, issuerFingerprint }
}

/** @throws ChanceryError `not-found`, `conflict` where it was used or revoked before */
export async function revokeChallenge(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = getScepChallenge(tx, input.id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no secret with number ${input.id}.`)
    if (!revokeScepChallenge(tx, row.id))
      throw new ChanceryError('conflict', `The secret ${row.id} is ${row.state} already.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'scep.challenge-revoke',
      object: { kind: 'scep-challenge', id: row.id },
      outcome: 'ok',
      detail: { serviceId: row.serviceId, kind: row.kind, label: row.label }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.serviceId }))
  })
  return { ok: true }
}

/** Registers a device, with the secret that it enrols with. @throws ChanceryError `not-found`, `name-taken`, `conflict` */
export async function registerDevice(
  ca: CaContext,
  input: {
    service: Ref
    identifier: string
    manufacturer: string
    type: string
    model: string
    description: string
    names: readonly AlternativeName[]
    subject: readonly SubjectEntry[]
    validity?: string | undefined
    minutes?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<ScepShownOnce & { device: ScepDevice }> {
  const { service: ref, minutes, validity = null, ...given } = input
  const facts = { ...given, validity }
  const { deviceId, made } = await transaction(ca.store, (tx) => {
    const service = requireScepService(tx, ref)
    const id = insertScepDevice(tx, { ...facts, serviceId: service.id, createdAt: ca.clock.now() })
    recordAudit(tx, ca, {
      actor,
      operation: 'scep.device-register',
      object: { kind: 'scep-device', id },
      outcome: 'ok',
      detail: { serviceId: service.id, ...facts }
    })
    const { names, subject, identifier } = input
    const bounds = { names, subject, validity, minutes }
    const wanted = { kind: 'device', label: identifier, device: { id, identifier }, ...bounds } as const
    return { deviceId: id, made: addSecret(tx, ca, service, scepSettingsOf(service), wanted, actor) }
  })
  return { ...shownOnce(ca, made, reached), device: deviceView(ca, requireDevice(ca, deviceId)) }
}

function requireDevice(ca: CaContext, id: number): ScepDeviceRow {
  const row = getScepDevice(reader(ca.store), id)
  if (row?.state !== 'active') throw new ChanceryError('not-found', `There is no device with number ${id}.`)
  return row
}

/** A device that was removed enrols and renews no more. @throws ChanceryError `not-found` */
export async function removeDevice(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  const { serviceId, identifier } = requireDevice(ca, input.id)
  await transaction(ca.store, (tx) => {
    removeScepDevice(tx, input.id)
    revokeScepChallengesOf(tx, { deviceId: input.id })
    recordAudit(tx, ca, {
      actor,
      operation: 'scep.device-remove',
      object: { kind: 'scep-device', id: input.id },
      outcome: 'ok',
      detail: { serviceId, identifier }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: serviceId }))
  })
  return { ok: true }
}
