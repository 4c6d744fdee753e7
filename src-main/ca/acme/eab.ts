import type { EabCredential } from '../../../src-shared/api/services.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import {
  getAcmeEab,
  insertAcmeEab,
  listAcmeEabs,
  revokeAcmeEab as revokeRow,
  revokeAcmeEabsOf,
  type AcmeEabRow
} from '../../store/acme.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { bytesForWords } from '../../world/random.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile } from '../profiles/find.ts'
import { readApprovedNames } from './approved-names.ts'
import { acmeServiceView, eabView, requireAcmeService } from './service-view.ts'

/** RFC 7518 3.2 wants a key at least as long as the hash of HS256; more would serve HS512 too. */
const hmacBytes = 32
/** 128 random bits: not to be guessed, although it is no secret. */
const keyIdBytes = 16

/** A credential with its key, which is shown nowhere else. */
interface ShownOnce {
  credential: EabCredential
  hmacKey: string
  directory: string | null
  path: string
}

export interface NewEab {
  readonly service: Ref
  readonly name: string
  readonly names: readonly string[]
  readonly subject?: readonly SubjectEntry[] | undefined
  /** Span that certificates of its accounts hold, e.g. `90d`. */
  readonly validity?: string | undefined
  readonly maxAccounts?: number | undefined
  readonly expires?: number | undefined
}

/**
 * Makes a credential. In a service with a fixed one, the one before registers no accounts from now on (rotation).
 * @returns the credential and its HMAC key, which is shown nowhere else
 * @throws ChanceryError `not-found`, `name-taken`, `conflict` where the service takes none, `locked`, `invalid-input`
 */
export async function createEab(
  ca: CaContext,
  input: NewEab,
  actor: Actor,
  reached: readonly string[]
): Promise<ShownOnce> {
  const names = readApprovedNames(input.names)
  const made = newKey(ca)
  return addEab(ca, actor, reached, made, (tx) => {
    const service = requireAcmeService(tx, input.service)
    if (service.eab === 'none')
      throw new ChanceryError(
        'conflict',
        `The service ${service.name} takes accounts without a credential. Set its eab to fixed or random first.`
      )
    const rotated = service.eab === 'fixed' ? revokeAcmeEabsOf(tx, service.id, ca.clock.now()) : 0
    return {
      row: {
        serviceId: service.id,
        name: input.name,
        names,
        subject: input.subject ?? null,
        validity: input.validity ?? null,
        maxAccounts: input.maxAccounts ?? (service.eab === 'random' ? 1 : null),
        expiresAt: input.expires ?? null
      },
      operation: 'acme.eab-create',
      detail: { rotated }
    }
  })
}

/**
 * Puts a new credential with the same name and bounds in the place of one, which registers no accounts from then on.
 * @throws ChanceryError `not-found`, `conflict` where it is revoked, `locked`, `invalid-input` where it would have
 *   expired, or the profile does not allow its validity any more
 */
export async function rotateEab(
  ca: CaContext,
  input: { id: number; expires?: number | undefined },
  actor: Actor,
  reached: readonly string[]
): Promise<ShownOnce> {
  const made = newKey(ca)
  return addEab(ca, actor, reached, made, (tx) => {
    const before = requireEab(getAcmeEab(tx, input.id), input.id)
    if (!revokeRow(tx, before.id, ca.clock.now()))
      throw new ChanceryError(
        'conflict',
        `The EAB credential ${before.name} is revoked. Make a new one in place of rotating it.`
      )
    const { serviceId, name, names, subject, validity, maxAccounts } = before
    return {
      row: { serviceId, name, names, subject, validity, maxAccounts, expiresAt: input.expires ?? before.expiresAt },
      operation: 'acme.eab-rotate',
      detail: { inPlaceOf: before.id }
    }
  })
}

interface NewKey {
  readonly keyId: string
  readonly hmacKey: string
  readonly sealed: Uint8Array
}

function newKey(ca: CaContext): NewKey {
  const keyId = Buffer.from(bytesForWords(ca.random, keyIdBytes)).toString('base64url')
  const hmac = bytesForWords(ca.random, hmacBytes)
  const hmacKey = Buffer.from(hmac).toString('base64url')
  const sealed = ca.secrets.seal(sealContext(keyId), hmac)
  hmac.fill(0)
  return { keyId, hmacKey, sealed }
}

/** @param decide says in the transaction what is added, and what it takes the place of */
async function addEab(
  ca: CaContext,
  actor: Actor,
  reached: readonly string[],
  { keyId, hmacKey, sealed }: NewKey,
  decide: (tx: Writer) => {
    readonly row: Pick<
      AcmeEabRow,
      'serviceId' | 'name' | 'names' | 'subject' | 'validity' | 'maxAccounts' | 'expiresAt'
    >
    readonly operation: string
    readonly detail: Readonly<Record<string, unknown>>
  }
): Promise<ShownOnce> {
  const id = await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const { row, operation, detail } = decide(tx)
    if (row.expiresAt !== null && row.expiresAt <= now)
      throw new ChanceryError('invalid-input', 'The credential would have expired already. Choose a later moment.')
    if (row.validity !== null)
      requireChoosable(requireProfile(tx, requireAcmeService(tx, row.serviceId).profileId), row.validity, now)
    const kept = { ...row, keyId, createdAt: now, createdBy: actor.operatorId }
    const eabId = insertAcmeEab(tx, { ...kept, sealed })
    recordAudit(tx, ca, {
      actor,
      operation,
      object: { kind: 'acme-eab', id: eabId },
      outcome: 'ok',
      detail: { ...kept, ...detail }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.serviceId }))
    return eabId
  })
  const from = reader(ca.store)
  const row = requireEab(getAcmeEab(from, id), id)
  const service = acmeServiceView(from, requireAcmeService(from, row.serviceId), reached)
  return { credential: eabView(from, row, ca.clock.now()), hmacKey, directory: service.directory, path: service.path }
}

/** @throws ChanceryError `not-found` */
export function listEabs(ca: CaContext, input: { service?: Ref | undefined }): { credentials: EabCredential[] } {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? null : requireAcmeService(from, input.service).id
  return { credentials: listAcmeEabs(from, serviceId).map((row) => eabView(from, row, ca.clock.now())) }
}

/** No account registers with it any more; those that did stay bound (PIA-079). @throws ChanceryError `not-found`, `conflict` */
export async function revokeEab(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requireEab(getAcmeEab(tx, input.id), input.id)
    if (!revokeRow(tx, row.id, ca.clock.now()))
      throw new ChanceryError('conflict', `The EAB credential ${row.name} is revoked already.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'acme.eab-revoke',
      object: { kind: 'acme-eab', id: row.id },
      outcome: 'ok',
      detail: { name: row.name, keyId: row.keyId }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.serviceId }))
  })
  return { ok: true }
}

/** @returns the HMAC key of a credential; the caller zeroes it. @throws ChanceryError `locked`, `damaged` */
export function openHmacKey(ca: Pick<CaContext, 'secrets'>, row: Pick<AcmeEabRow, 'keyId' | 'sealed'>): Uint8Array {
  return ca.secrets.open(sealContext(row.keyId), row.sealed)
}

function sealContext(keyId: string): string {
  return `acme-eab:${keyId}`
}

function requireEab(row: AcmeEabRow | undefined, id: number): AcmeEabRow {
  if (row === undefined) throw new ChanceryError('not-found', `There is no EAB credential with number ${id}.`)
  return row
}
