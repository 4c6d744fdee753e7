import type { CmpClient, CmpService, CmpTransaction } from '../../../src-shared/api/cmp.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { cmpBound } from '../../../src-shared/model/cmp.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { getCertificate } from '../../store/certificates.ts'
import {
  countOpenCmp,
  getCmpCertificateNow,
  getCmpService,
  getCmpServiceByName,
  latestCmp,
  listCmpClients,
  listCmpServices,
  listCmpTransactions,
  type CmpClientRow,
  type CmpServiceRow,
  type CmpTransactionRow,
  type CmpTransactionState
} from '../../store/cmp.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { getProfile } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { below } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { cmpSettingsOf } from './settings.ts'

/** @returns the service with this name or number. @throws ChanceryError `not-found`, also for one that was deleted */
export function requireCmpService(from: Reader, ref: Ref): CmpServiceRow {
  const named = typeof ref === 'number' ? undefined : getCmpServiceByName(from, ref)
  const numbered =
    typeof ref === 'number' || (named === undefined && /^[1-9]\d{0,14}$/.test(ref))
      ? getCmpService(from, Number(ref))
      : undefined
  const row = named ?? (numbered?.state === 'deleted' ? undefined : numbered)
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no CMP service ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

/** RFC 9811 3.3. @returns path of a service below every public address */
export function cmpPath(name: string): string {
  return `/.well-known/cmp/p/${name}`
}

/** @param reached addresses under which this engine answers */
export function listCmp(ca: CaContext, reached: readonly string[]): { services: CmpService[] } {
  return { services: listCmpServices(reader(ca.store)).map((row) => cmpView(ca, row, reached)) }
}

/** @throws ChanceryError `not-found` */
export function showCmp(ca: CaContext, input: { service: Ref }, reached: readonly string[]): { service: CmpService } {
  return { service: cmpView(ca, requireCmpService(reader(ca.store), input.service), reached) }
}

/** @returns the address of a service where it is known; messages protect themselves, so plain HTTP does */
export function cmpAddress(ca: CaContext, name: string, reached: readonly string[]): string | null {
  const base =
    ca.settings().publicBaseAddress ?? reached.find((address) => address.startsWith('http:')) ?? reached[0] ?? null
  return base === null ? null : below(base, cmpPath(name))
}

/** @returns a service as people see it. */
export function cmpView(ca: CaContext, row: CmpServiceRow, reached: readonly string[]): CmpService {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const latest = latestCmp(from, row.id)
  return {
    id: row.id,
    name: row.name,
    profileId: row.profileId,
    profileName: getProfile(from, row.profileId)?.name ?? '',
    authorityId: row.authorityId,
    authorityName: requireAuthority(from, row.authorityId).name,
    state: row.state === 'enabled' ? 'enabled' : 'disabled',
    settings: cmpSettingsOf(row),
    path: cmpPath(row.name),
    address: cmpAddress(ca, row.name, reached),
    certificate: certificateOf(from, row.id, now),
    clients: listCmpClients(from, row.id).filter((client) => clientState(client, now) === 'active').length,
    open: countOpenCmp(from, row.id),
    lastAskedAt: latest,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

function certificateOf(from: Reader, serviceId: number, now: number): CmpService['certificate'] {
  const row = getCmpCertificateNow(from, serviceId, now)
  const record = row === undefined ? undefined : getCertificate(from, row.certificateId)
  if (row === undefined || record === undefined) return null
  return {
    certificateId: row.certificateId,
    subject: record.subject,
    key: getKey(from, row.keyId)?.algorithm ?? '',
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    renewAt: row.renewAt
  }
}

/** @returns whether a client may ask. */
export function clientState(row: CmpClientRow, now: number): CmpClient['state'] {
  if (row.state === 'revoked') return 'revoked'
  if (row.expiresAt !== null && row.expiresAt <= now) return 'expired'
  return row.usesLeft === 0 ? 'used' : 'active'
}

/** @returns a client as people see it; never its secret. */
export function clientView(from: Reader, row: CmpClientRow, now: number): CmpClient {
  const { certificateDer } = row
  return {
    id: row.id,
    serviceId: row.serviceId,
    serviceName: getCmpService(from, row.serviceId)?.name ?? '',
    name: row.name,
    kind: row.kind,
    reference: row.reference,
    fingerprint: row.fingerprint,
    certificateSubject: certificateDer === null ? null : parseCertificate(new Uint8Array(certificateDer)).subject.text,
    ra: row.ra,
    bound: cmpBound.nullable().parse(row.bound),
    usesLeft: row.usesLeft,
    expiresAt: row.expiresAt,
    state: clientState(row, now),
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt
  }
}

/** Finds what clients asked for. @throws ChanceryError `not-found`, `malformed` for a cursor that is none */
export function listCmpLog(
  ca: CaContext,
  input: {
    service?: Ref | undefined
    client?: number | undefined
    state?: CmpTransactionState | undefined
    cursor?: string | undefined
    limit: number
  }
): { rows: CmpTransaction[]; next: string | null; total: null } {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? undefined : requireCmpService(from, input.service).id
  const filter = { serviceId, clientId: input.client, state: input.state }
  const { rows, next } = listCmpTransactions(from, filter, input.cursor ?? null, input.limit)
  return { rows: rows.map((row) => transactionView(from, row)), next, total: null }
}

function transactionView(from: Reader, row: CmpTransactionRow): CmpTransaction {
  return {
    id: row.id,
    serviceId: row.serviceId,
    serviceName: getCmpService(from, row.serviceId)?.name ?? '',
    transactionId: Buffer.from(row.transactionId).toString('hex'),
    kind: row.kind,
    state: row.state,
    clientId: row.clientId,
    client: row.peerText,
    address: row.address,
    requestId: row.requestId,
    certificateId: row.certificateId,
    message: row.message,
    deadline: row.deadline,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt
  }
}
