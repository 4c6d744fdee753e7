import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import {
  allRows,
  getNumber,
  getRow,
  remembered,
  run,
  runReturning,
  type Bindable,
  type Reader,
  type Writer
} from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'
import { keyIsHad } from './keys.ts'

/** A time-stamp service: an address with keys and certificates of its own. */
export interface TsaServiceRow {
  readonly id: number
  readonly name: string
  readonly authorityId: number
  readonly state: 'enabled' | 'disabled' | 'deleted'
  /** The caller parses it. */
  readonly settings: unknown
  /** The newest block of serial numbers that was taken. */
  readonly lastBlock: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const service = columns<TsaServiceRow>('tsa_service', {
  id: 'plain',
  name: 'plain',
  authorityId: 'plain',
  state: 'plain',
  settings: 'json',
  lastBlock: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export function getTsaService(reader: Reader, id: number): TsaServiceRow | undefined {
  return rowById(reader, service, id)
}

/** Never one that was deleted: its name may belong to another. */
export function getTsaServiceByName(reader: Reader, name: string): TsaServiceRow | undefined {
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM tsa_service WHERE name = ? AND state <> 'deleted'`, [name])
  )
}

/** @returns every service that was not deleted, by name */
export function listTsaServices(reader: Reader): TsaServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM tsa_service WHERE state <> 'deleted' ORDER BY name`).map(
    service.decode
  )
}

/** @throws ChanceryError `name-taken` */
export function insertTsaService(writer: Writer, row: Omit<TsaServiceRow, 'id' | 'version' | 'lastBlock'>): number {
  if (getTsaServiceByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a time-stamp service named ${row.name} already.`)
  return run(writer, service.insert, service.inOrder({ ...row, lastBlock: 0, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found` */
export function updateTsaService(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Pick<TsaServiceRow, 'settings' | 'state' | 'updatedAt'>>
): void {
  updateRow(writer, service, id, changes, version)
}

/**
 * Takes the next block of serial numbers; once this is committed nobody else has it. Blocks follow the time of day, so
 * that a database restored from a backup does not hand out those again that were taken after the backup.
 * @throws ChanceryError `not-found`
 */
export function takeSerialBlock(writer: Writer, serviceId: number, now: number): number {
  const row = runReturning(
    writer,
    'UPDATE tsa_service SET last_block = max(last_block + 1, ?) WHERE id = ? RETURNING last_block AS block',
    [now, serviceId]
  )
  if (typeof row === 'object' && row !== null && 'block' in row && typeof row.block === 'number') return row.block
  throw new ChanceryError('not-found', `There is no time-stamp service with number ${serviceId}.`)
}

/** A certificate and key of a service. */
export interface TsaCertificateRow {
  readonly id: number
  readonly serviceId: number
  readonly certificateId: number
  readonly keyId: number
  /** When the next one takes its place, Unix ms. */
  readonly renewAt: number
  readonly createdAt: number
}

const certificate = columns<TsaCertificateRow>('tsa_certificate', {
  id: 'plain',
  serviceId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  renewAt: 'plain',
  createdAt: 'plain'
})

export function insertTsaCertificate(writer: Writer, row: Omit<TsaCertificateRow, 'id'>): number {
  return run(writer, certificate.insert, certificate.inOrder(row)).id
}

/** Those of a service that were not revoked and whose private key is here or on a token, the newest first. */
export function listTsaCertificates(reader: Reader, serviceId: number): TsaCertificateRow[] {
  return allRows(
    reader,
    `SELECT ${certificate.list('t.')} FROM tsa_certificate t JOIN certificate c ON c.id = t.certificate_id
    JOIN key k ON k.id = t.key_id WHERE t.service_id = ? AND c.state = 'active' AND ${keyIsHad('k')} ORDER BY t.id DESC`,
    [serviceId]
  ).map(certificate.decode)
}

export function getTsaCertificate(reader: Reader, id: number): TsaCertificateRow | undefined {
  return rowById(reader, certificate, id)
}

/** What a request needs to know of a service before anything else, in one question. */
export interface TsaHead {
  readonly id: number
  readonly state: TsaServiceRow['state']
  readonly version: number
  /** Row of the newest certificate that is valid now, was not revoked and whose private key is here or on a token; null where there is none. */
  readonly certificate: number | null
}

/** What of a head the clock does not change, with every certificate that may be the one, the newest first. */
interface KeptHead extends Omit<TsaHead, 'certificate'> {
  readonly certificates: readonly { readonly id: number; readonly notBefore: number; readonly notAfter: number }[]
}

/** @returns the service of this name; undefined where there is none, or it was deleted */
export function getTsaHead(reader: Reader, name: string, now: number): TsaHead | undefined {
  const kept = remembered(reader, 'tsa head', name, () => readHead(reader, name))
  if (kept === undefined) return undefined
  const { certificates, ...head } = kept
  const valid = certificates.find(({ notBefore, notAfter }) => notBefore <= now && notAfter > now)
  return { ...head, certificate: valid?.id ?? null }
}

function readHead(reader: Reader, name: string): KeptHead | undefined {
  const row = getRow(reader, `SELECT id, state, version FROM tsa_service WHERE name = ? AND state <> 'deleted'`, [
    name
  ]) as Omit<TsaHead, 'certificate'> | undefined
  if (row === undefined) return undefined
  const certificates = allRows(
    reader,
    `SELECT t.id, c.not_before AS notBefore, c.not_after AS notAfter FROM tsa_certificate t
    JOIN certificate c ON c.id = t.certificate_id JOIN key k ON k.id = t.key_id
    WHERE t.service_id = ? AND c.state = 'active' AND ${keyIsHad('k')} ORDER BY t.id DESC`,
    [row.id]
  ) as KeptHead['certificates']
  return { ...row, certificates }
}

/** @returns ids of every certificate that a service of ours ever had, of one issuer and serial number at most a few */
export function listTsaCertificateIds(reader: Reader): number[] {
  return (
    allRows(reader, 'SELECT DISTINCT certificate_id AS id FROM tsa_certificate ORDER BY id DESC') as { id: number }[]
  ).map(({ id }) => id)
}

/** One stamp, as it was logged before it was answered. */
export interface TsaStampRow {
  readonly id: number
  readonly serviceId: number
  /** Hex; for the older form a number of the log only, since such a stamp carries none. */
  readonly serial: string
  /** Time in the stamp, microseconds since the Unix epoch. */
  readonly stampedAt: number
  readonly form: 'rfc3161' | 'authenticode'
  readonly policy: string | null
  /** Hash of the document: its name. */
  readonly hash: string
  readonly hashed: Uint8Array
  readonly certificateId: number
  /** Address of who asked. */
  readonly client: string
  readonly tokenSha256: Uint8Array
}

const stamp = columns<TsaStampRow>('tsa_stamp', {
  id: 'plain',
  serviceId: 'plain',
  serial: 'plain',
  stampedAt: 'plain',
  form: 'plain',
  policy: 'plain',
  hash: 'plain',
  hashed: 'plain',
  certificateId: 'plain',
  client: 'plain',
  tokenSha256: 'plain'
})

/** Writes stamps into the log. A serial number that was used before is refused by the index. */
export function insertTsaStamps(writer: Writer, rows: readonly Omit<TsaStampRow, 'id'>[]): void {
  for (const row of rows) run(writer, stamp.insert, stamp.inOrder(row))
}

export interface TsaStampFilter {
  readonly serviceId?: number | undefined
  readonly serial?: string | undefined
  /** Bounds of the hash, both included: one hash, or all that begin alike. */
  readonly hashedFrom?: Uint8Array | undefined
  readonly hashedTo?: Uint8Array | undefined
  readonly client?: string | undefined
  /** Bounds of the time in the stamp, Unix ms, [from, to). */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

const ORDER = 'newest'

/** A page of the log, newest first. @throws ChanceryError `malformed` for a cursor that is none */
export function listTsaStamps(
  reader: Reader,
  filter: TsaStampFilter,
  cursor: string | null,
  limit: number
): Page<TsaStampRow> {
  const where: string[] = []
  const bound: Record<string, Bindable> = { limit: limit + 1 }
  const add = (condition: string, name: string, value: Bindable | undefined): void => {
    if (value === undefined) return
    where.push(condition)
    bound[name] = value
  }
  add('id < @before', 'before', cursor === null ? undefined : decodeCursor(ORDER, cursor).id)
  add('service_id = @serviceId', 'serviceId', filter.serviceId)
  // The index over serial numbers begins with the service.
  if (filter.serial !== undefined && filter.serviceId === undefined)
    where.push('service_id IN (SELECT id FROM tsa_service)')
  add('serial = @serial', 'serial', filter.serial)
  add('hashed >= @hashedFrom', 'hashedFrom', filter.hashedFrom)
  add('hashed <= @hashedTo', 'hashedTo', filter.hashedTo)
  add('client = @client', 'client', filter.client)
  add('stamped_at >= @from', 'from', filter.from === undefined ? undefined : filter.from * 1000)
  add('stamped_at < @to', 'to', filter.to === undefined ? undefined : filter.to * 1000)
  const conditions = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
  // SQLite would rather read all stamps of a service than guess how few begin with these digits.
  const index = filter.hashedFrom === undefined ? '' : 'INDEXED BY tsa_stamp_hashed'
  const found = allRows(
    reader,
    `SELECT ${stamp.list()} FROM tsa_stamp ${index} ${conditions} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(stamp.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(ORDER, { value: '', id: last.id }) : null
  }
}

/** @returns the row of a stamp by its service's certificate and serial number, or undefined */
export function findTsaStamp(reader: Reader, certificateId: number, serial: string): TsaStampRow | undefined {
  return one(
    stamp,
    getRow(
      reader,
      `SELECT ${stamp.list()} FROM tsa_stamp WHERE serial = ? AND certificate_id = ?
      AND service_id IN (SELECT service_id FROM tsa_certificate WHERE certificate_id = ?)`,
      [serial, certificateId, certificateId]
    )
  )
}

/** @returns the latest time that a service stamped, microseconds since the Unix epoch; 0 before its first stamp */
export function latestStampTime(reader: Reader, serviceId?: number): number {
  return serviceId === undefined
    ? getNumber(reader, 'SELECT max(stamped_at) FROM tsa_stamp')
    : getNumber(reader, 'SELECT stamped_at FROM tsa_stamp WHERE service_id = ? ORDER BY serial DESC LIMIT 1', [
        serviceId
      ])
}

/** @returns how many stamps a service made since a moment, Unix ms */
export function countTsaStamps(reader: Reader, serviceId: number, since: number): number {
  return getNumber(reader, 'SELECT count(*) FROM tsa_stamp WHERE stamped_at >= ? AND service_id = ?', [
    since * 1000,
    serviceId
  ])
}
