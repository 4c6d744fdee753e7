import type { DeviceProtocol } from '../../src-shared/api/devices.ts'
import { columns } from './columns.ts'
import { allRows, type Bindable, type Reader } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** A device with the newest certificate that a service gave it. */
export interface DeviceListRow {
  readonly protocol: DeviceProtocol
  readonly serviceId: number
  readonly serviceName: string
  readonly registeredId: number | null
  readonly name: string
  readonly certificates: number
  readonly certificateId: number | null
  readonly lastSeenAt: number | null
  readonly lastAddress: string | null
}

const device = columns<DeviceListRow>('device', {
  protocol: 'plain',
  serviceId: 'plain',
  serviceName: 'plain',
  registeredId: 'plain',
  name: 'plain',
  certificates: 'plain',
  certificateId: 'plain',
  lastSeenAt: 'plain',
  lastAddress: 'plain'
})

/** Which devices are meant. */
export interface DeviceFilter {
  readonly protocol?: DeviceProtocol | undefined
  readonly serviceId?: number | undefined
  readonly text?: string | undefined
}

const tables: Readonly<Record<DeviceProtocol, readonly [table: string, registered: string, address: string]>> = {
  scep: ['scep_transaction', 'device_id', 'client'],
  est: ['est_request', 'NULL', 'address'],
  cmp: ['cmp_transaction', 'NULL', 'address']
}

/** What services of one protocol gave out. A revocation by CMP names a certificate too, and gives none. */
function given(protocol: DeviceProtocol): string {
  const [table, registered, address] = tables[protocol]
  const kind = protocol === 'cmp' ? `AND t.kind <> 'rr'` : ''
  return `SELECT '${protocol}' AS protocol, t.service_id, t.${registered === 'NULL' ? 'id * NULL' : registered} AS registered_id,
    coalesce(nullif(c.subject, ''), c.names) AS holder, t.certificate_id, t.${address} AS address, t.updated_at AS at
    FROM ${table} t JOIN certificate c ON c.id = t.certificate_id
    WHERE (@serviceId IS NULL OR t.service_id = @serviceId) ${kind}`
}

const ORDER = 'last-seen'

/**
 * A page of devices, the last seen first: those with certificates, and those that are registered and have none yet.
 * @throws ChanceryError `malformed` for a cursor that is none
 */
export function listDeviceRows(
  reader: Reader,
  filter: DeviceFilter,
  cursor: string | null,
  limit: number
): Page<DeviceListRow> {
  const wanted = filter.protocol === undefined ? (Object.keys(tables) as DeviceProtocol[]) : [filter.protocol]
  const place = cursor === null ? null : decodeCursor(ORDER, cursor)
  const bound: Record<string, Bindable> = {
    serviceId: filter.serviceId ?? null,
    text: filter.text === undefined ? null : filter.text.toLowerCase(),
    at: place === null ? null : Number(place.value),
    id: place?.id ?? null,
    limit: limit + 1
  }
  // The column that stands beside a lone max() is that of the newest row: its address is the last one.
  const sql = `WITH given AS (${wanted.map(given).join(' UNION ALL ')}),
  last AS (SELECT protocol, service_id, registered_id, CASE WHEN registered_id IS NULL THEN holder ELSE '' END AS who,
    max(at) AS at, address FROM given GROUP BY 1, 2, 3, 4),
  had AS (SELECT protocol, service_id, registered_id, CASE WHEN registered_id IS NULL THEN holder ELSE '' END AS who,
    max(certificate_id) AS certificate_id, count(DISTINCT certificate_id) AS certificates FROM given GROUP BY 1, 2, 3, 4),
  device AS (SELECT had.protocol, had.service_id, had.registered_id, coalesce(d.identifier, had.who) AS name,
    had.certificates, had.certificate_id, max(coalesce(d.last_seen_at, 0), last.at) AS last_seen_at,
    CASE WHEN d.last_seen_at >= last.at THEN d.last_address ELSE last.address END AS last_address
    FROM had JOIN last ON last.protocol = had.protocol AND last.service_id = had.service_id
      AND last.registered_id IS had.registered_id AND last.who = had.who
    LEFT JOIN scep_device d ON d.id = had.registered_id
    ${
      wanted.includes('scep')
        ? `UNION ALL SELECT 'scep', d.service_id, d.id, d.identifier, 0, NULL, d.last_seen_at, d.last_address
    FROM scep_device d WHERE d.state = 'active' AND (@serviceId IS NULL OR d.service_id = @serviceId)
    AND NOT EXISTS (SELECT 1 FROM scep_transaction t WHERE t.device_id = d.id AND t.certificate_id IS NOT NULL)`
        : ''
    }),
  named AS (SELECT device.*, coalesce(s.name, e.name, m.name) AS service_name,
    coalesce(certificate_id, -registered_id) AS id, coalesce(last_seen_at, 0) AS place FROM device
    LEFT JOIN scep_service s ON device.protocol = 'scep' AND s.id = device.service_id
    LEFT JOIN est_service e ON device.protocol = 'est' AND e.id = device.service_id
    LEFT JOIN cmp_service m ON device.protocol = 'cmp' AND m.id = device.service_id)
  SELECT ${device.list()} FROM named WHERE (@text IS NULL OR instr(lower(name), @text) > 0)
  AND (@at IS NULL OR place < @at OR (place = @at AND id < @id)) ORDER BY place DESC, id DESC LIMIT @limit`
  const found = allRows(reader, sql, bound).map(device.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next:
      found.length > limit && last !== undefined
        ? encodeCursor(ORDER, { value: last.lastSeenAt ?? 0, id: last.certificateId ?? -(last.registeredId ?? 0) })
        : null
  }
}

/** What a service did lately. */
export interface ServicePulseRow {
  /** As in the log, e.g. `scep:printers`. */
  readonly service: string
  readonly lastAt: number | null
  readonly issued: number
  readonly refused: number
}

const pulse = columns<ServicePulseRow>('pulse', {
  service: 'plain',
  lastAt: 'plain',
  issued: 'plain',
  refused: 'plain'
})

/** @returns of every service for devices when it was last asked, and since a moment what it gave out and refused */
export function listServicePulses(reader: Reader, since: number): ServicePulseRow[] {
  const of = (protocol: DeviceProtocol): string => {
    const [table] = tables[protocol]
    const kind = protocol === 'cmp' ? `AND t.kind <> 'rr'` : ''
    return `SELECT '${protocol}:' || s.name AS service,
      (SELECT updated_at FROM ${table} t WHERE t.service_id = s.id ORDER BY t.id DESC LIMIT 1) AS asked,
      (SELECT count(*) FROM certificate c JOIN ${table} t ON t.certificate_id = c.id
        WHERE c.created_at > @since AND t.service_id = s.id ${kind}) AS issued
      FROM ${protocol}_service s WHERE s.state <> 'deleted'`
  }
  const sql = `WITH known AS (${(Object.keys(tables) as DeviceProtocol[]).map(of).join(' UNION ALL ')}),
  logged AS (SELECT service, max(at) AS at, sum(CASE WHEN level IN ('warn', 'error') THEN 1 ELSE 0 END) AS refused
    FROM service_log WHERE at > @since GROUP BY service)
  SELECT ${pulse.list()} FROM (SELECT known.service, nullif(max(coalesce(known.asked, 0), coalesce(logged.at, 0)), 0) AS last_at, known.issued,
  coalesce(logged.refused, 0) AS refused FROM known LEFT JOIN logged ON logged.service = known.service)`
  return allRows(reader, sql, { since }).map(pulse.decode)
}
