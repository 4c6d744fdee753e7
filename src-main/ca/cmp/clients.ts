import type { CmpClient } from '../../../src-shared/api/cmp.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { CmpBound } from '../../../src-shared/model/cmp.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { endCmpClients, getCmpClient, insertCmpClient, listCmpClients, type CmpClientRow } from '../../store/cmp.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { bytesForWords } from '../../world/random.ts'
import { recordAudit } from '../audit.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile } from '../profiles/find.ts'
import { clientView, cmpAddress, cmpPath, requireCmpService } from './view.ts'

/** 64 random bits: unique among the clients of a service; it is no secret. */
const REFERENCE_BYTES = 8
/** 160 random bits: not to be guessed from a recorded message however few rounds its MAC has (RFC 9810 8.4). */
const SECRET_BYTES = 20

export interface NewCmpClient {
  readonly service: Ref
  readonly name: string
  readonly certificate?: string | undefined
  readonly ra: boolean
  readonly bound?: CmpBound | undefined
  readonly uses?: number | undefined
  readonly expires?: number | undefined
}

interface MadeClient {
  client: CmpClient
  secret: string | null
  address: string | null
  path: string
}

/**
 * Lets somebody ask a service: with a secret that is made here, or with a certificate that is named.
 * @returns the client and its secret, which is shown nowhere else
 * @throws ChanceryError `not-found`, `name-taken`, `invalid-input`, `malformed`, `locked`
 */
export async function createCmpClient(
  ca: CaContext,
  input: NewCmpClient,
  actor: Actor,
  reached: readonly string[]
): Promise<MadeClient> {
  const service = requireCmpService(reader(ca.store), input.service)
  const now = ca.clock.now()
  if (input.expires !== undefined && input.expires <= now)
    throw new ChanceryError('invalid-input', 'The client would have expired already. Choose a later moment.')
  if (input.bound?.validity !== undefined)
    requireChoosable(requireProfile(reader(ca.store), service.profileId), input.bound.validity, now)
  const shown = input.certificate === undefined ? newSecret(ca, service.id) : null
  const certificate = input.certificate === undefined ? null : objectBytes(input.certificate, 'certificate')
  if (certificate !== null) parseCertificate(certificate)
  const row: Omit<CmpClientRow, 'id'> = {
    serviceId: service.id,
    name: input.name,
    kind: certificate === null ? 'secret' : 'certificate',
    reference: shown?.reference ?? null,
    sealed: shown?.sealed ?? null,
    fingerprint: certificate === null ? null : fingerprintOf(certificate),
    certificateDer: certificate,
    ra: input.ra,
    bound: input.bound ?? null,
    usesLeft: input.uses ?? null,
    expiresAt: input.expires ?? null,
    state: 'active',
    createdAt: now,
    createdBy: actor.operatorId,
    lastUsedAt: null
  }
  const id = await transaction(ca.store, (tx) => {
    const clientId = insertCmpClient(tx, row)
    const { sealed: _sealed, certificateDer: _der, ...detail } = row
    recordAudit(tx, ca, {
      actor,
      operation: 'cmp.client-create',
      object: { kind: 'cmp-client', id: clientId },
      outcome: 'ok',
      detail
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: service.id }))
    return clientId
  })
  return {
    client: clientView(reader(ca.store), { ...row, id }, now),
    secret: shown?.secret ?? null,
    address: cmpAddress(ca, service.name, reached),
    path: cmpPath(service.name)
  }
}

interface NewSecret {
  readonly reference: string
  readonly secret: string
  readonly sealed: Uint8Array
}

/** The secret is text, since people type it into devices; its characters are what the MAC is made with. */
function newSecret(ca: CaContext, serviceId: number): NewSecret {
  const reference = Buffer.from(ca.random.bytes(REFERENCE_BYTES)).toString('hex')
  const bytes = bytesForWords(ca.random, SECRET_BYTES)
  const secret = Buffer.from(bytes).toString('base64url')
  bytes.fill(0)
  return { reference, secret, sealed: ca.secrets.seal(sealContext(serviceId, reference), Buffer.from(secret)) }
}

function sealContext(serviceId: number, reference: string): string {
  return `cmp-client:${serviceId}:${reference}`
}

/** @returns the secret of a client; the caller zeroes it. @throws ChanceryError `locked`, `damaged` */
export function openCmpSecret(ca: Pick<CaContext, 'secrets'>, row: CmpClientRow): Uint8Array {
  if (row.sealed === null || row.reference === null)
    throw new ChanceryError('damaged', `The CMP client ${row.name} has no secret.`)
  return ca.secrets.open(sealContext(row.serviceId, row.reference), row.sealed)
}

/** @throws ChanceryError `not-found` */
export function listCmpClientViews(ca: CaContext, input: { service?: Ref | undefined }): { clients: CmpClient[] } {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? null : requireCmpService(from, input.service).id
  return { clients: listCmpClients(from, serviceId).map((row) => clientView(from, row, ca.clock.now())) }
}

/** A client may ask no more, and its secret is forgotten. @throws ChanceryError `not-found`, `conflict` */
export async function revokeCmpClient(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = getCmpClient(tx, input.id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no CMP client with number ${input.id}.`)
    if (endCmpClients(tx, { id: row.id }) === 0)
      throw new ChanceryError('conflict', `The CMP client ${row.name} is revoked already.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'cmp.client-revoke',
      object: { kind: 'cmp-client', id: row.id },
      outcome: 'ok',
      detail: { name: row.name, reference: row.reference, fingerprint: row.fingerprint }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.serviceId }))
  })
  return { ok: true }
}
