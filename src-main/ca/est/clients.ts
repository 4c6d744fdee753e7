import { hash } from 'node:crypto'
import type { EstClient } from '../../../src-shared/api/est.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import {
  getEstClient,
  insertEstClient,
  listEstClients,
  revokeEstClient,
  updateEstClient,
  type EstClientRow
} from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { bytesForWords } from '../../world/random.ts'
import { readApprovedNames } from '../acme/approved-names.ts'
import { recordAudit } from '../audit.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile } from '../profiles/find.ts'
import { estClientView, requireEstService, showEst } from './view.ts'

/** 192 random bits in 32 characters: not to be guessed, so that a fast hash keeps them. */
const PASSWORD_BYTES = 24

interface ShownOnce {
  client: EstClient
  password: string | null
  address: string | null
  path: string
}

/** @returns how a password is kept */
export function passwordHash(password: string): Uint8Array {
  return hash('sha256', password, 'buffer')
}

/**
 * Makes a client with a password, or takes one by the certificate that it shows.
 * @throws ChanceryError `not-found`, `name-taken`, `malformed` (certificate), `invalid-input`
 */
export async function createEstClient(
  ca: CaContext,
  input: {
    readonly service: Ref
    readonly name: string
    readonly certificate?: string | undefined
    readonly subject?: readonly SubjectEntry[] | undefined
    readonly names: readonly string[]
    readonly validity?: string | undefined
    readonly maxUses?: number | undefined
    readonly expires?: number | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<ShownOnce> {
  const service = requireEstService(reader(ca.store), input.service)
  const pinned =
    input.certificate === undefined ? null : parseCertificate(objectBytes(input.certificate, 'certificate'))
  requireUsable(service.auth, pinned !== null)
  const names = readApprovedNames(input.names)
  requireFuture(ca, input.expires)
  if (input.validity !== undefined)
    requireChoosable(requireProfile(reader(ca.store), service.profileId), input.validity, ca.clock.now())
  const password = pinned === null ? newPassword(ca) : null
  const row = {
    serviceId: service.id,
    name: input.name,
    fingerprint: pinned === null ? null : fingerprintOf(pinned.der),
    subject: input.subject ?? null,
    names,
    validity: input.validity ?? null,
    maxUses: input.maxUses ?? null,
    expiresAt: input.expires ?? null,
    createdAt: ca.clock.now()
  }
  const id = await transaction(ca.store, (tx) => {
    requireEstService(tx, service.id)
    const clientId = insertEstClient(tx, {
      ...row,
      passwordSha256: password === null ? null : passwordHash(password)
    })
    changed(tx, ca, clientId, service.id, 'est.client-create', row, actor)
    return clientId
  })
  return shown(ca, id, password, reached)
}

/**
 * Gives a client another password. What is left out of its bounds stays, also a validity that its profile does not allow
 * any more: a password that leaked is replaced all the same.
 * @param input `null` takes a bound away: the profile says the validity, and number or end have none
 * @throws ChanceryError `not-found`; `conflict` for a client with a certificate, or one that was revoked; `invalid-input`
 */
export async function rotateEstClient(
  ca: CaContext,
  input: {
    readonly id: number
    readonly validity?: string | null | undefined
    readonly maxUses?: number | null | undefined
    readonly expires?: number | null | undefined
  },
  actor: Actor,
  reached: readonly string[]
): Promise<ShownOnce> {
  requireFuture(ca, input.expires ?? undefined)
  const password = newPassword(ca)
  await transaction(ca.store, (tx) => {
    const row = requireEstClient(getEstClient(tx, input.id), input.id)
    if (row.revokedAt !== null)
      throw new ChanceryError('conflict', `The client ${row.name} is revoked. Make a new one in place of rotating it.`)
    if (row.passwordSha256 === null)
      throw new ChanceryError('conflict', `The client ${row.name} has a certificate and no password.`)
    if (typeof input.validity === 'string')
      requireChoosable(
        requireProfile(tx, requireEstService(tx, row.serviceId).profileId),
        input.validity,
        ca.clock.now()
      )
    const bounds = {
      ...(input.validity === undefined ? {} : { validity: input.validity }),
      ...(input.maxUses === undefined ? {} : { maxUses: input.maxUses }),
      ...(input.expires === undefined ? {} : { expiresAt: input.expires })
    }
    updateEstClient(tx, row.id, { ...bounds, passwordSha256: passwordHash(password) })
    changed(tx, ca, row.id, row.serviceId, 'est.client-rotate', { name: row.name, ...bounds }, actor)
  })
  return shown(ca, input.id, password, reached)
}

/** @throws ChanceryError `not-found` */
export function listEstClientViews(ca: CaContext, input: { service?: Ref | undefined }): { clients: EstClient[] } {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? null : requireEstService(from, input.service).id
  return { clients: listEstClients(from, serviceId).map((row) => estClientView(from, row, ca.clock.now())) }
}

/** @throws ChanceryError `not-found`, `conflict` where it is revoked already */
export async function endEstClient(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireEstClient(getEstClient(tx, input.id), input.id)
    if (!revokeEstClient(tx, row.id, ca.clock.now()))
      throw new ChanceryError('conflict', `The client ${row.name} is revoked already.`)
    changed(tx, ca, row.id, row.serviceId, 'est.client-revoke', { name: row.name }, actor)
  })
  return { ok: true }
}

function requireUsable(auth: string, pinned: boolean): void {
  if (pinned && (auth === 'basic' || auth === 'both'))
    throw new ChanceryError(
      'conflict',
      'The service asks every client for a password. Leave the certificate out, or set its auth to certificate or either first.'
    )
  if (!pinned && auth === 'certificate')
    throw new ChanceryError(
      'conflict',
      'The service takes no passwords. Give the certificate of the client, or set its auth to basic, either or both first.'
    )
}

function requireFuture(ca: CaContext, expires: number | undefined): void {
  if (expires !== undefined && expires <= ca.clock.now())
    throw new ChanceryError('invalid-input', 'The client would have expired already. Choose a later moment.')
}

function newPassword(ca: CaContext): string {
  return Buffer.from(bytesForWords(ca.random, PASSWORD_BYTES)).toString('base64url')
}

function shown(ca: CaContext, id: number, password: string | null, reached: readonly string[]): ShownOnce {
  const from = reader(ca.store)
  const row = requireEstClient(getEstClient(from, id), id)
  const { address, path } = showEst(ca, { service: row.serviceId }, reached).service
  return { client: estClientView(from, row, ca.clock.now()), password, address, path }
}

function requireEstClient(row: EstClientRow | undefined, id: number): EstClientRow {
  if (row === undefined) throw new ChanceryError('not-found', `There is no EST client with number ${id}.`)
  return row
}

function changed(
  tx: Writer,
  ca: CaContext,
  id: number,
  serviceId: number,
  operation: string,
  detail: unknown,
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'est-client', id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('service.changed', { id: serviceId }))
}
