import type { EstClient, EstRequestRow, EstService } from '../../../src-shared/api/est.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { boundSubject } from '../../../src-shared/model/acme.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { getAuthority } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import {
  countEstClients,
  countEstRequests,
  getEstService,
  getEstServiceByName,
  listEstRequests,
  listEstServices,
  type EstClientRow,
  type EstRequestRecord,
  type EstServiceRow
} from '../../store/est.ts'
import { getProfile } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { estSettingsOf } from './settings.ts'

/** @returns the service with this name or number. @throws ChanceryError `not-found`, also for one that was deleted */
export function requireEstService(from: Reader, ref: Ref): EstServiceRow {
  const named = typeof ref === 'number' ? undefined : getEstServiceByName(from, ref)
  const numbered =
    typeof ref === 'number' || (named === undefined && /^[1-9]\d{0,14}$/.test(ref))
      ? getEstService(from, Number(ref))
      : undefined
  const row = named ?? (numbered?.state === 'deleted' ? undefined : numbered)
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no EST service ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

/** @returns path of a service below every HTTPS address (RFC 7030 3.2.2) */
export function estPath(label: string): string {
  return `/.well-known/est/${label}`
}

/** @param reached addresses under which this engine answers */
export function listEst(ca: CaContext, reached: readonly string[]): { services: EstService[] } {
  const from = reader(ca.store)
  return { services: listEstServices(from).map((row) => estView(from, row, reached)) }
}

/** @throws ChanceryError `not-found` */
export function showEst(ca: CaContext, input: { service: Ref }, reached: readonly string[]): { service: EstService } {
  const from = reader(ca.store)
  return { service: estView(from, requireEstService(from, input.service), reached) }
}

/** @returns a service as people see it. */
export function estView(from: Reader, row: EstServiceRow, reached: readonly string[]): EstService {
  const profile = getProfile(from, row.profileId)
  const settings = estSettingsOf(row)
  const path = estPath(row.label)
  const base = settings.baseAddress ?? reached.find((address) => address.startsWith('https:')) ?? null
  return {
    id: row.id,
    name: row.name,
    label: row.label,
    profileId: row.profileId,
    profileName: profile?.name ?? '',
    authorityName: profile?.authorityId == null ? null : authorityName(from, profile.authorityId),
    state: row.state === 'enabled' ? 'enabled' : 'disabled',
    auth: row.auth,
    isDefault: row.isDefault,
    trustedAuthorities: row.trustedAuthorities.map((id) => ({ id, name: authorityName(from, id) })),
    trustAnchors: row.trustAnchors.map(anchorView),
    settings,
    path,
    address: base === null ? null : `${base.replace(/\/$/, '')}${path}`,
    missing: missingOf(from, row, base, path),
    clients: countEstClients(from, row.id),
    requests: countEstRequests(from, row.id),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

function authorityName(from: Reader, id: number): string {
  return getAuthority(from, id)?.name ?? `${id}`
}

function anchorView(base64: string): EstService['trustAnchors'][number] {
  const certificate = parseCertificate(Buffer.from(base64, 'base64'))
  return {
    subject: certificate.subject.text,
    fingerprint: fingerprintOf(certificate.der),
    notAfter: certificate.notAfter
  }
}

function missingOf(from: Reader, row: EstServiceRow, base: string | null, path: string): string | null {
  if (row.state === 'disabled')
    return `The service is disabled. Start it again with "est enable --service ${row.name}".`
  if (base === null)
    return (
      `Clients speak HTTPS, and nothing here serves it yet. Start "chancery serve" with --https and --tls-authority, or ` +
      `switch on HTTPS for protocol clients in the settings; behind a proxy, set --settings.base-address. ` +
      `The service is then at ${path} below that address.`
    )
  const trusted = row.trustedAuthorities.length + row.trustAnchors.length
  if (countEstClients(from, row.id) === 0 && (row.auth === 'basic' || row.auth === 'both' || trusted === 0))
    return `No client can enrol yet. Make one with "est client create --service ${row.name} --name …".`
  return null
}

/** Never with the hash of the password. */
export function estClientView(from: Reader, row: EstClientRow, now: number): EstClient {
  const usedUp = row.maxUses !== null && row.uses >= row.maxUses
  const ended = row.expiresAt !== null && row.expiresAt <= now
  return {
    id: row.id,
    name: row.name,
    serviceId: row.serviceId,
    serviceName: getEstService(from, row.serviceId)?.name ?? '',
    kind: row.passwordSha256 === null ? 'certificate' : 'password',
    fingerprint: row.fingerprint,
    state: row.revokedAt !== null ? 'revoked' : ended ? 'expired' : usedUp ? 'used-up' : 'active',
    subject: boundSubject.nullable().parse(row.subject),
    names: [...row.names],
    validity: row.validity,
    uses: row.uses,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    createdAt: row.createdAt
  }
}

/** @returns a page of what clients asked. @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listEstAsked(
  ca: CaContext,
  input: {
    readonly service?: Ref | undefined
    readonly client?: number | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  }
): { rows: EstRequestRow[]; next: string | null; total: null } {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? undefined : requireEstService(from, input.service).id
  const { rows, next } = listEstRequests(from, { serviceId, clientId: input.client }, input.cursor ?? null, input.limit)
  return { rows: rows.map((row) => requestView(from, row)), next, total: null }
}

function requestView(from: Reader, row: EstRequestRecord): EstRequestRow {
  const certificate = row.certificateId === null ? undefined : getCertificate(from, row.certificateId)
  return {
    id: row.id,
    serviceId: row.serviceId,
    serviceName: getEstService(from, row.serviceId)?.name ?? '',
    clientId: row.clientId,
    client: row.requester,
    operation: row.operation,
    state: row.certificateId === null ? 'waiting' : 'issued',
    requestId: row.requestId,
    certificateId: row.certificateId,
    certificate:
      certificate === undefined
        ? null
        : { subject: certificate.subject, state: certificate.state, notAfter: certificate.notAfter },
    address: row.address,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt
  }
}
