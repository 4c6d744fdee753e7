import type { ClockView, TsaService, TsaStamp } from '../../../src-shared/api/tsa.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { getCertificate } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import {
  countTsaStamps,
  getTsaCertificate,
  getTsaHead,
  getTsaService,
  getTsaServiceByName,
  latestStampTime,
  listTsaServices,
  listTsaStamps,
  type TsaServiceRow,
  type TsaStampRow
} from '../../store/time-stamps.ts'
import { requireAuthority } from '../authorities/find.ts'
import { below } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { keyPlacesOf } from '../tokens/key-places.ts'
import { clockDistrust, clockTrust } from './clock.ts'
import { tsaSettingsOf } from './settings.ts'

const DAY = 86_400_000

/** @returns the service with this name or number. @throws ChanceryError `not-found`, also for one that was deleted */
export function requireTsaService(from: Reader, ref: Ref): TsaServiceRow {
  const named = typeof ref === 'number' ? undefined : getTsaServiceByName(from, ref)
  const numbered =
    typeof ref === 'number' || (named === undefined && /^[1-9]\d{0,14}$/.test(ref))
      ? getTsaService(from, Number(ref))
      : undefined
  const row = named ?? (numbered?.state === 'deleted' ? undefined : numbered)
  if (row !== undefined) return row
  throw new ChanceryError(
    'not-found',
    `There is no time-stamp service ${typeof ref === 'number' ? 'with number' : 'named'} ${ref}.`
  )
}

/** @returns path of a service below every public address */
export function stampPath(name: string): string {
  return `/tsa/${name}`
}

/** @param reached addresses under which this engine answers */
export function listTsa(ca: CaContext, reached: readonly string[]): { services: TsaService[] } {
  return { services: listTsaServices(reader(ca.store)).map((row) => tsaView(ca, row, reached)) }
}

/** @throws ChanceryError `not-found` */
export function showTsa(ca: CaContext, input: { service: Ref }, reached: readonly string[]): { service: TsaService } {
  return { service: tsaView(ca, requireTsaService(reader(ca.store), input.service), reached) }
}

/** @returns a service as people see it. */
export function tsaView(ca: CaContext, row: TsaServiceRow, reached: readonly string[]): TsaService {
  const from = reader(ca.store)
  const path = stampPath(row.name)
  // Stamps are signed themselves; plain HTTP is what most clients take (RFC 3161 3.4).
  const base =
    ca.settings().publicBaseAddress ?? reached.find((address) => address.startsWith('http:')) ?? reached[0] ?? null
  const latest = latestStampTime(from, row.id)
  return {
    id: row.id,
    name: row.name,
    authorityId: row.authorityId,
    authorityName: requireAuthority(from, row.authorityId).name,
    state: row.state === 'enabled' ? 'enabled' : 'disabled',
    settings: tsaSettingsOf(row),
    path,
    address: base === null ? null : below(base, path),
    certificate: certificateOf(ca, row),
    lastStampAt: latest === 0 ? null : Math.floor(latest / 1000),
    stampsLastDay: countTsaStamps(from, row.id, ca.clock.now() - DAY),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}

function certificateOf(ca: CaContext, { name }: TsaServiceRow): TsaService['certificate'] {
  const from = reader(ca.store)
  const head = getTsaHead(from, name, ca.clock.now())
  const row = head?.certificate == null ? undefined : getTsaCertificate(from, head.certificate)
  const record = row === undefined ? undefined : getCertificate(from, row.certificateId)
  if (row === undefined || record === undefined) return null
  return {
    certificateId: row.certificateId,
    subject: record.subject,
    key: getKey(from, row.keyId)?.algorithm ?? '',
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    renewAt: row.renewAt,
    places: keyPlacesOf(ca, from, row.keyId)
  }
}

/** Finds stamps in the log. @throws ChanceryError `not-found`, `malformed` for a cursor that is none */
export function listStamps(
  ca: CaContext,
  input: {
    service?: Ref | undefined
    serial?: string | undefined
    hash?: string | undefined
    client?: string | undefined
    from?: number | undefined
    to?: number | undefined
    cursor?: string | undefined
    limit: number
  }
): { rows: TsaStamp[]; next: string | null; total: null } {
  const from = reader(ca.store)
  const { rows, next } = listTsaStamps(
    from,
    {
      serviceId: input.service === undefined ? undefined : requireTsaService(from, input.service).id,
      serial: input.serial === undefined ? undefined : serialHex(input.serial),
      hashedFrom: input.hash === undefined ? undefined : hashBound(input.hash, '0'),
      hashedTo: input.hash === undefined ? undefined : hashBound(input.hash, 'f'),
      client: input.client,
      from: input.from,
      to: input.to
    },
    input.cursor ?? null,
    input.limit
  )
  return { rows: rows.map((row) => stampView(from, row)), next, total: null }
}

/** @returns the lowest or the highest bytes, no longer than the longest hash, that begin with these hex digits */
function hashBound(digits: string, rest: '0' | 'f'): Uint8Array {
  const whole = rest === 'f' ? 128 : digits.length + (digits.length % 2)
  return new Uint8Array(Buffer.from(digits.padEnd(whole, rest), 'hex'))
}

/** As programs write them: with 0x, upper case, or a digit short. */
function serialHex(text: string): string {
  const digits = text
    .replace(/^0x/i, '')
    .toLowerCase()
    .replace(/^(?:00)+(?=.)/, '')
  return digits.length % 2 === 0 ? digits : `0${digits}`
}

/** @returns a row of the log as people see it. */
export function stampView(from: Reader, row: TsaStampRow): TsaStamp {
  return {
    id: row.id,
    serviceId: row.serviceId,
    serviceName: getTsaService(from, row.serviceId)?.name ?? '',
    serial: row.serial,
    time: fineTime(row.stampedAt),
    stampedAt: Math.floor(row.stampedAt / 1000),
    form: row.form,
    policy: row.policy,
    hash: row.hash,
    hashed: Buffer.from(row.hashed).toString('hex'),
    certificateId: row.certificateId,
    client: row.client
  }
}

/** @returns ISO 8601 of microseconds since the Unix epoch, without a fraction that is zero */
export function fineTime(micros: number): string {
  const seconds = Math.floor(micros / 1e6)
  const fraction = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`
}

/** @returns whether the clock is trusted, as people see it */
export function clockViewOf(ca: CaContext): { clock: ClockView } {
  const distrust = clockDistrust(ca)
  const { state, settings, lastCheck } = clockTrust(ca)
  return {
    clock: {
      trusted: distrust === null,
      now: ca.clock.now(),
      distrust,
      confirmedAt: state.confirmedAt,
      confirmedBy: state.confirmedBy,
      settings,
      lastCheck:
        lastCheck === null
          ? null
          : {
              at: lastCheck.at,
              offset: lastCheck.offset,
              servers: lastCheck.servers.map((one) =>
                'offset' in one
                  ? { server: one.server, offset: one.offset, delay: one.delay, stratum: one.stratum, refused: null }
                  : { server: one.server, offset: null, delay: null, stratum: null, refused: one.refused }
              )
            }
    }
  }
}
