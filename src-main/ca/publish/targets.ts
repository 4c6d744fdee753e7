import { dirname } from 'node:path'
import type { DestinationInput, PublishTarget } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  publishDestination,
  publishSettings,
  type PublishDestination,
  type PublishSettings,
  type PublishSettingsPatch
} from '../../../src-shared/model/publishing.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import {
  countPublishedFiles,
  deletePublishTarget,
  forgetPublishedFiles,
  getPublishTarget,
  getPublishTargetByName,
  insertPublishTarget,
  listPublishTargets,
  updatePublishTarget,
  type PublishTargetRow
} from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { addressOf, partyOf, readTarget } from './address.ts'
import { publishedAuthorities } from './artefacts.ts'
import type { DestinationSecret } from './destination.ts'

const sealContext = (id: number): string => `publish-target:${id}`

/** @throws ChanceryError `not-found` */
export function requirePublishTarget(from: Reader, ref: Ref): PublishTargetRow {
  const row =
    typeof ref === 'number'
      ? getPublishTarget(from, ref)
      : (getPublishTargetByName(from, ref) ??
        (/^[1-9]\d{0,14}$/.test(ref) ? getPublishTarget(from, Number(ref)) : undefined))
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no target ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

export function destinationOf(row: PublishTargetRow): PublishDestination {
  return publishDestination.parse(row.destination)
}

/** @returns the settings of a target; fields that came with a later version have their defaults. */
export function publishSettingsOf(row: PublishTargetRow): PublishSettings {
  return publishSettings.parse(row.settings)
}

/** @returns the address that a target is served under; null where none is known */
export function baseOf(ca: CaContext, settings: PublishSettings): string | null {
  return settings.baseAddress ?? ca.settings().publicBaseAddress
}

/** @returns the secret of a target. @throws ChanceryError `locked`, `not-ready`, `damaged` */
export function secretOf(ca: CaContext, row: PublishTargetRow): DestinationSecret {
  if (row.sealed === null) return {}
  const opened = ca.secrets.open(sealContext(row.id), row.sealed)
  try {
    return JSON.parse(Buffer.from(opened).toString('utf8')) as DestinationSecret
  } finally {
    opened.fill(0)
  }
}

/** @returns the folder with the database of this installation; null for one in memory */
export function dataFolderOf(ca: CaContext): string | null {
  return ca.store.path === ':memory:' ? null : dirname(ca.store.path)
}

/** @returns a target as people see it. @param running a run is under way */
export function targetView(ca: CaContext, row: PublishTargetRow, running: boolean): PublishTarget {
  const settings = publishSettingsOf(row)
  const destination = destinationOf(row)
  const files = countPublishedFiles(reader(ca.store), row.id).reduce((sum, { count }) => sum + count, 0)
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    to: addressOf(destination),
    destination,
    hasSecret: row.sealed !== null,
    settings,
    baseAddress: baseOf(ca, settings),
    running,
    nextRunAt: row.state === 'enabled' ? row.nextRunAt : null,
    lastRunAt: row.lastRunAt,
    lastSuccessAt: row.lastSuccessAt,
    lastError: row.lastError,
    failures: row.failures,
    files,
    version: row.version
  }
}

export function listTargets(ca: CaContext): PublishTargetRow[] {
  return listPublishTargets(reader(ca.store))
}

/** @throws ChanceryError `name-taken`, `invalid-input`, `locked`, `not-found` for an authority */
export async function addTarget(
  ca: CaContext,
  input: DestinationInput & { readonly name: string; readonly settings: PublishSettings },
  actor: Actor
): Promise<PublishTargetRow> {
  const destination = readTarget(input, dataFolderOf(ca))
  requireSecret(destination, givenSecret(input), false)
  publishedAuthorities(reader(ca.store), input.settings.what)
  const now = ca.clock.now()
  return transaction(ca.store, (tx) => {
    const id = insertPublishTarget(tx, {
      name: input.name,
      state: 'enabled',
      destination,
      sealed: null,
      settings: input.settings,
      onChange: input.settings.onChange,
      withOcsp: input.settings.what.ocsp,
      nextRunAt: now,
      createdAt: now
    })
    const secret = givenSecret(input)
    if (secret !== undefined) updatePublishTarget(tx, id, { sealed: sealed(ca, id, secret) })
    told(tx, ca, actor, 'publish.add', id, { name: input.name, destination, settings: input.settings })
    return requirePublishTarget(tx, id)
  })
}

/** Every field of these may be left out. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** What may change of a target. */
export interface TargetChange extends Loose<DestinationInput> {
  readonly target: Ref
  readonly name?: string | undefined
  readonly disabled?: boolean | undefined
  readonly settings?: PublishSettingsPatch | undefined
  readonly version?: number | undefined
}

/**
 * Changes a target. A secret that was given for one server is not kept for another, and neither is a host key.
 * @throws ChanceryError `not-found`, `name-taken`, `conflict`, `invalid-input`, `locked`
 */
export async function updateTarget(ca: CaContext, input: TargetChange, actor: Actor): Promise<PublishTargetRow> {
  return transaction(ca.store, (tx) => {
    const row = requirePublishTarget(tx, input.target)
    const before = destinationOf(row)
    const destination = changedDestination(before, input, dataFolderOf(ca))
    const sameParty = partyOf(before) === partyOf(destination)
    const secret = givenSecret(input)
    requireSecret(destination, secret, sameParty && row.sealed !== null)
    const settings = mergedSettings(publishSettingsOf(row), input.settings)
    publishedAuthorities(tx, settings.what)
    if (addressOf(before) !== addressOf(destination)) forgetPublishedFiles(tx, row.id)
    const disabled = input.disabled ?? row.state === 'disabled'
    updatePublishTarget(
      tx,
      row.id,
      {
        ...(input.name === undefined ? {} : { name: input.name }),
        state: disabled ? 'disabled' : 'enabled',
        destination,
        sealed: secret !== undefined ? sealed(ca, row.id, secret) : sameParty ? row.sealed : null,
        settings,
        onChange: settings.onChange,
        withOcsp: settings.what.ocsp,
        nextRunAt: ca.clock.now(),
        changes: row.changes + 1,
        updatedAt: ca.clock.now()
      },
      input.version ?? row.version
    )
    told(tx, ca, actor, 'publish.update', row.id, {
      before: { destination: before, settings: row.settings },
      destination,
      settings,
      disabled,
      secretChanged: secret !== undefined
    })
    return requirePublishTarget(tx, row.id)
  })
}

/** @throws ChanceryError `not-found` */
export async function removeTarget(ca: CaContext, ref: Ref, actor: Actor): Promise<void> {
  await transaction(ca.store, (tx) => {
    const row = requirePublishTarget(tx, ref)
    deletePublishTarget(tx, row.id)
    told(tx, ca, actor, 'publish.remove', row.id, { name: row.name, destination: row.destination })
  })
}

/** A destination to be tried out, with the secret of a target where that is for the same server and none was given. */
export function destinationToTry(
  ca: CaContext,
  input: DestinationInput & { readonly target?: Ref | undefined }
): { readonly destination: PublishDestination; readonly secret: DestinationSecret } {
  const row = input.target === undefined ? undefined : requirePublishTarget(reader(ca.store), input.target)
  const before = row === undefined ? undefined : destinationOf(row)
  const destination =
    before === undefined ? readTarget(input, dataFolderOf(ca)) : changedDestination(before, input, dataFolderOf(ca))
  const given = givenSecret(input)
  const kept = row !== undefined && before !== undefined && partyOf(before) === partyOf(destination)
  return { destination, secret: given ?? (kept ? secretOf(ca, row) : {}) }
}

function changedDestination(
  before: PublishDestination,
  input: Loose<DestinationInput>,
  dataFolder: string | null
): PublishDestination {
  const kept: Partial<DestinationInput> =
    before.kind === 'sftp'
      ? { user: before.user }
      : before.kind === 'http'
        ? { ...(before.user === null ? {} : { user: before.user }) }
        : before.kind === 's3'
          ? { user: before.accessKey, endpoint: before.endpoint, region: before.region }
          : {}
  const { to, user, secret, privateKey, hostKey, endpoint, region } = input
  const after = readTarget(
    {
      to: to ?? addressOf(before),
      user: user ?? kept.user,
      secret,
      privateKey,
      hostKey,
      endpoint: endpoint ?? kept.endpoint,
      region: region ?? kept.region
    },
    dataFolder
  )
  if (after.kind !== before.kind) return after
  // How it is proven who publishes stays as it was, as long as no other secret comes.
  const newSecret = input.secret !== undefined || input.privateKey !== undefined
  if (after.kind === 'sftp' && before.kind === 'sftp') {
    const sameServer = after.host === before.host && after.port === before.port
    return {
      ...after,
      hostKey: after.hostKey ?? (sameServer ? before.hostKey : null),
      proof: newSecret ? after.proof : before.proof
    }
  }
  if (after.kind === 'http' && before.kind === 'http' && !newSecret && input.user === undefined)
    return { ...after, proof: before.proof }
  return after
}

function mergedSettings(before: PublishSettings, patch: PublishSettingsPatch | undefined): PublishSettings {
  if (patch === undefined) return before
  return publishSettings.parse({ ...before, ...patch, what: { ...before.what, ...patch.what } })
}

function givenSecret(input: Loose<DestinationInput>): DestinationSecret | undefined {
  const { secret, privateKey } = input
  return secret === undefined && privateKey === undefined ? undefined : { secret, privateKey }
}

function requireSecret(destination: PublishDestination, given: DestinationSecret | undefined, kept: boolean): void {
  const needs =
    destination.kind === 'sftp' ||
    destination.kind === 's3' ||
    (destination.kind === 'http' && destination.proof !== 'none')
  if (needs && given === undefined && !kept)
    throw new ChanceryError(
      'invalid-input',
      destination.kind === 'sftp'
        ? 'Give the password or the private key with which Chancery signs in there.'
        : 'Give the secret with which Chancery signs in there.',
      { reasons: [{ where: 'secret', rule: 'publish.secret', message: 'The secret is missing.' }] }
    )
}

function sealed(ca: CaContext, id: number, secret: DestinationSecret): Uint8Array {
  const plain = Buffer.from(JSON.stringify(secret))
  try {
    return ca.secrets.seal(sealContext(id), plain)
  } finally {
    plain.fill(0)
  }
}

function told(tx: Writer, ca: CaContext, actor: Actor, operation: string, id: number, detail: unknown): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'publish-target', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('publishing.changed', { id }))
}
