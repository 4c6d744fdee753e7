import type { EstService } from '../../../src-shared/api/est.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { defaultEstSettings, estLabel, type EstAuth, type EstSettingsPatch } from '../../../src-shared/model/est.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectsBytes } from '../../pki/encoded-object.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { insertEstService, revokeEstClientsOf, updateEstService, type EstServiceRow } from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { reviseProfile } from '../profiles/change.ts'
import { requireProfile, type FoundProfile } from '../profiles/find.ts'
import { changedEstSettings, estSettingsOf } from './settings.ts'
import { requireEstService, showEst } from './view.ts'

interface TrustGiven {
  readonly trustedAuthorities?: readonly Ref[] | undefined
  readonly trustAnchors?: string | undefined
}

export interface NewEstService extends TrustGiven {
  readonly name: string
  readonly label?: string | undefined
  readonly profile: Ref
  readonly auth: EstAuth
  readonly default: boolean
  readonly settings?: EstSettingsPatch | undefined
}

/**
 * Makes a service. A profile that was not offered through EST before is from now on, by a revision that says so.
 * @param reached addresses under which this engine answers
 * @throws ChanceryError `not-found`, `name-taken`, `malformed` (certificates), `invalid-input`
 */
export async function createEst(
  ca: CaContext,
  input: NewEstService,
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: EstService }> {
  const from = reader(ca.store)
  const found = requireFitting(requireProfile(from, input.profile))
  const row = {
    name: input.name,
    label: input.label ?? labelOf(input.name),
    profileId: found.row.id,
    state: 'enabled' as const,
    auth: input.auth,
    isDefault: input.default,
    trustedAuthorities: authoritiesOf(from, input.trustedAuthorities ?? []),
    trustAnchors: input.trustAnchors === undefined ? [] : anchorsOf(input.trustAnchors),
    settings: changedEstSettings(defaultEstSettings, input.settings ?? {})
  }
  await offerThroughEst(ca, found, input.name, actor)
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const serviceId = insertEstService(tx, { ...row, createdAt: now, updatedAt: now })
    changed(tx, ca, serviceId, 'est.create', row, actor)
    return serviceId
  })
  return showEst(ca, { service: id }, reached)
}

/** @throws ChanceryError as `createEst`; `conflict` where it was changed meanwhile */
export async function updateEst(
  ca: CaContext,
  input: TrustGiven & {
    readonly service: Ref
    readonly label?: string | undefined
    readonly profile?: Ref | undefined
    readonly auth?: EstAuth | undefined
    readonly default?: boolean | undefined
    readonly settings?: EstSettingsPatch | undefined
    readonly version?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: EstService }> {
  const from = reader(ca.store)
  const before = requireEstService(from, input.service)
  const found = requireFitting(requireProfile(from, input.profile ?? before.profileId))
  const changes: Partial<EstServiceRow> = {
    profileId: found.row.id,
    settings: changedEstSettings(estSettingsOf(before), input.settings ?? {}),
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(input.auth === undefined ? {} : { auth: input.auth }),
    ...(input.default === undefined ? {} : { isDefault: input.default }),
    ...(input.trustedAuthorities === undefined
      ? {}
      : { trustedAuthorities: authoritiesOf(from, input.trustedAuthorities) }),
    ...(input.trustAnchors === undefined ? {} : { trustAnchors: anchorsOf(input.trustAnchors) })
  }
  await offerThroughEst(ca, found, before.name, actor)
  await transaction(ca.store, (tx) => {
    updateEstService(tx, before.id, input.version ?? before.version, { ...changes, updatedAt: ca.clock.now() })
    changed(tx, ca, before.id, 'est.update', { before, after: changes }, actor)
  })
  return showEst(ca, { service: before.id }, reached)
}

/** Starts or stops a service. @throws ChanceryError `not-found` */
export async function switchEst(
  ca: CaContext,
  input: { service: Ref; on: boolean },
  actor: Actor,
  reached: readonly string[]
): Promise<{ service: EstService }> {
  const id = await transaction(ca.store, (tx) => {
    const row = requireEstService(tx, input.service)
    const state = input.on ? 'enabled' : 'disabled'
    updateEstService(tx, row.id, row.version, { state, updatedAt: ca.clock.now() })
    changed(tx, ca, row.id, input.on ? 'est.enable' : 'est.disable', { name: row.name }, actor)
    return row.id
  })
  return showEst(ca, { service: id }, reached)
}

/** Deletes a service; its clients are revoked, what was issued stays. @throws ChanceryError `not-found` */
export async function deleteEst(ca: CaContext, input: { service: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireEstService(tx, input.service)
    const now = ca.clock.now()
    const clients = revokeEstClientsOf(tx, row.id, now)
    updateEstService(tx, row.id, row.version, { state: 'deleted', updatedAt: now })
    changed(tx, ca, row.id, 'est.delete', { name: row.name, clients }, actor)
  })
  return { ok: true }
}

function labelOf(name: string): string {
  const label = estLabel.safeParse(name.toLowerCase())
  if (label.success) return label.data
  throw new ChanceryError(
    'invalid-input',
    `"${name}" cannot be part of an address. Give the service a label of lower-case letters, digits and dashes, which is none of the operations of EST.`
  )
}

function authoritiesOf(from: Reader, refs: readonly Ref[]): number[] {
  return [...new Set(refs.map((ref) => requireAuthority(from, ref).id))]
}

/** Most certificates that a service trusts. */
const MOST_ANCHORS = 50

function anchorsOf(text: string): string[] {
  const all = objectsBytes(text, 'certificate')
  if (all.length > MOST_ANCHORS)
    throw new ChanceryError('invalid-input', `A service trusts at most ${MOST_ANCHORS} certificates of others.`)
  for (const der of all) parseCertificate(der)
  return [...new Set(all.map((der) => Buffer.from(der).toString('base64')))]
}

function requireFitting(found: FoundProfile): FoundProfile {
  const { row, content } = found
  if (row.authorityId === null)
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is bound to no authority, and an EST client cannot choose one. Bind the profile first.`
    )
  if (content.certificateClass !== 'end-entity')
    throw new ChanceryError(
      'invalid-input',
      `The profile ${row.name} is for certificates of authorities or services; EST gives them to devices and people only.`
    )
  return found
}

async function offerThroughEst(
  ca: CaContext,
  { row, revision, content }: FoundProfile,
  service: string,
  actor: Actor
): Promise<void> {
  if (content.channels.includes('est')) return
  const offered = { ...content, channels: [...content.channels, 'est' as const] }
  const note = `Offered through the EST service ${service}`
  await reviseProfile(ca, { profile: row.id, content: offered, note, basedOn: revision.number }, actor)
}

function changed(tx: Writer, ca: CaContext, id: number, operation: string, detail: unknown, actor: Actor): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'est-service', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id }))
}
