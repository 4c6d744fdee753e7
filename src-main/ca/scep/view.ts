import type { ScepChallenge, ScepDevice, ScepEnrolment, ScepService } from '../../../src-shared/api/scep.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { getAuthority } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { getKey } from '../../store/keys.ts'
import { getProfile } from '../../store/profiles.ts'
import {
  getScepService,
  getScepServiceByName,
  listScepCertificates,
  listScepServices,
  type ScepServiceRow
} from '../../store/scep.ts'
import {
  getScepDevice,
  listScepChallenges,
  listScepDevices,
  type ScepChallengeRow,
  type ScepDeviceRow
} from '../../store/scep-challenges.ts'
import { countScepIssued, listScepTransactions, type ScepTransactionRow } from '../../store/scep-transactions.ts'
import { reader } from '../../store/store.ts'
import { below } from '../authority-addresses.ts'
import { currentCertificate, fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { boundsOf } from './bounds.ts'
import { scepSettingsOf, scepWarnings } from './settings.ts'

const DAY = 86_400_000

/** @returns the service with this name or number. @throws ChanceryError `not-found`, also for one that was deleted */
export function requireScepService(from: Reader, ref: Ref): ScepServiceRow {
  const named = typeof ref === 'number' ? undefined : getScepServiceByName(from, ref)
  const numbered =
    typeof ref === 'number' || (named === undefined && /^[1-9]\d{0,14}$/.test(ref))
      ? getScepService(from, Number(ref))
      : undefined
  const row = named ?? (numbered?.state === 'deleted' ? undefined : numbered)
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no SCEP service ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

/** @returns path of a service below every public address */
export function scepPath(name: string): string {
  return `/scep/${name}`
}

/** @returns path of the page with one-time secrets, as device managers know it */
export function scepPagePath(name: string): string {
  return `/scep/${name}/certsrv/mscep_admin/`
}

/** @returns the whole address of a path, where it is known under which one this engine is reached */
export function scepAddress(ca: CaContext, path: string, reached: readonly string[]): string | null {
  // Messages are signed and encrypted themselves; plain HTTP is what most devices take (RFC 8894 4.1).
  const base =
    ca.settings().publicBaseAddress ?? reached.find((address) => address.startsWith('http:')) ?? reached[0] ?? null
  return base === null ? null : below(base, path)
}

/** @param reached addresses under which this engine answers */
export function listScep(ca: CaContext, reached: readonly string[]): { services: ScepService[] } {
  return { services: listScepServices(reader(ca.store)).map((row) => scepView(ca, row, reached)) }
}

/** @throws ChanceryError `not-found` */
export function showScep(ca: CaContext, input: { service: Ref }, reached: readonly string[]): { service: ScepService } {
  return { service: scepView(ca, requireScepService(reader(ca.store), input.service), reached) }
}

/** @returns a service as people see it. */
export function scepView(ca: CaContext, row: ScepServiceRow, reached: readonly string[]): ScepService {
  const from = reader(ca.store)
  const settings = scepSettingsOf(row)
  const profile = getProfile(from, row.profileId)
  const authority = profile?.authorityId == null ? undefined : getAuthority(from, profile.authorityId)
  const issuer = authority === undefined ? undefined : currentCertificate(from, authority)
  const certificate = authority === undefined ? null : certificateOf(ca, row.id, authority.id)
  const address = scepAddress(ca, scepPath(row.name), reached)
  const page = settings.methods.includes('ndes')
  return {
    id: row.id,
    name: row.name,
    profileId: row.profileId,
    profileName: profile?.name ?? '',
    authorityId: authority?.id ?? null,
    authorityName: authority?.name ?? null,
    state: row.state === 'enabled' ? 'enabled' : 'disabled',
    settings,
    path: scepPath(row.name),
    address,
    pageAddress: page ? scepAddress(ca, scepPagePath(row.name), reached) : null,
    pageUser: row.pageUser,
    validatorToken: row.validatorToken !== null,
    certificate,
    issuerFingerprint: issuer === undefined ? null : fingerprintOf(issuer.der),
    warnings: scepWarnings(settings),
    missing: missingOf(row, authority?.name, certificate !== null, address, page),
    issuedLastDay: countScepIssued(from, row.id, ca.clock.now() - DAY),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

function missingOf(
  row: ScepServiceRow,
  authority: string | undefined,
  certified: boolean,
  address: string | null,
  page: boolean
): string | null {
  if (row.state === 'disabled') return 'The service is disabled. Start it again with "scep enable".'
  if (authority === undefined) return 'The profile of the service is bound to no authority. Bind the profile first.'
  if (!certified)
    return `The service has no certificate of ${authority} yet. It gets one by itself; "scep renew" tries now and says what is in the way.`
  if (address === null)
    return `Nothing here serves devices yet. Start "chancery serve" with --http, or switch on the public listener in the settings. The service is then at ${scepPath(row.name)}.`
  if (page && row.pageUser === null)
    return 'Nobody can read the page with one-time secrets yet. Make its account with "scep page-account".'
  return null
}

function certificateOf(ca: CaContext, serviceId: number, authorityId: number): ScepService['certificate'] {
  const from = reader(ca.store)
  const row = listScepCertificates(from, serviceId, ca.clock.now()).find((one) => one.authorityId === authorityId)
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

/** @returns a secret as people see it: never itself. */
export function challengeView(ca: CaContext, row: ScepChallengeRow): ScepChallenge {
  const { id, serviceId, kind, label, validity, deviceId, uses, expiresAt, createdAt, createdBy } = row
  const ended = row.state === 'open' && expiresAt !== null && expiresAt <= ca.clock.now()
  return {
    id,
    serviceId,
    serviceName: getScepService(reader(ca.store), serviceId)?.name ?? '',
    kind,
    label,
    ...boundsOf(row),
    validity,
    deviceId,
    state: ended ? 'expired' : row.state,
    uses,
    expiresAt,
    createdAt,
    createdBy
  }
}

/** @returns a device as people see it. */
export function deviceView(ca: CaContext, row: ScepDeviceRow): ScepDevice {
  const { id, serviceId, identifier, manufacturer, type, model, description, lastSeenAt, lastAddress, createdAt } = row
  const serviceName = getScepService(reader(ca.store), serviceId)?.name ?? ''
  const facts = { id, serviceId, serviceName, identifier, manufacturer, type, model, description }
  return { ...facts, ...boundsOf(row), validity: row.validity, lastSeenAt, lastAddress, createdAt }
}

function enrolmentView(from: Reader, row: ScepTransactionRow): ScepEnrolment {
  const { spkiSha256: _key, csrSha256: _csr, external: _external, told: _told, validity: _validity, ...shown } = row
  return {
    ...shown,
    serviceName: getScepService(from, row.serviceId)?.name ?? '',
    deviceIdentifier: row.deviceId === null ? null : (getScepDevice(from, row.deviceId)?.identifier ?? null)
  }
}

interface PageInput {
  readonly cursor?: string | undefined
  readonly limit: number
}
interface PageOf<Row> {
  rows: Row[]
  next: string | null
  total: null
}

function pageOf<Row extends { readonly id: number }, View>(
  order: string,
  input: PageInput,
  read: (before: number | null, limit: number) => Row[],
  view: (row: Row) => View
): PageOf<View> {
  const before = input.cursor === undefined ? null : decodeCursor(order, input.cursor).id
  const found = read(before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const next = found.length > rows.length && last !== undefined ? encodeCursor(order, { value: '', id: last.id }) : null
  return { rows: rows.map(view), next, total: null }
}

/** @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listChallenges(ca: CaContext, input: PageInput & { service: Ref }): PageOf<ScepChallenge> {
  const from = reader(ca.store)
  const { id } = requireScepService(from, input.service)
  return pageOf(
    'scep-challenge',
    input,
    (before, limit) => listScepChallenges(from, id, before, limit),
    (row) => challengeView(ca, row)
  )
}

/** @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listDevices(ca: CaContext, input: PageInput & { service: Ref }): PageOf<ScepDevice> {
  const from = reader(ca.store)
  const { id } = requireScepService(from, input.service)
  return pageOf(
    'scep-device',
    input,
    (before, limit) => listScepDevices(from, id, before, limit),
    (row) => deviceView(ca, row)
  )
}

/** @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listEnrolments(
  ca: CaContext,
  input: PageInput & { service?: Ref | undefined; device?: number | undefined }
): PageOf<ScepEnrolment> {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? undefined : requireScepService(from, input.service).id
  return pageOf(
    'scep-enrolment',
    input,
    (before, limit) => listScepTransactions(from, { serviceId, deviceId: input.device }, before, limit),
    (row) => enrolmentView(from, row)
  )
}
