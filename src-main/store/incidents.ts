import { columns, rowById } from './columns.ts'
import { allRows, run, type Reader, type Writer } from './connection.ts'

/** A drill or a mass revocation that was done. */
export interface IncidentRecord {
  readonly id: number
  readonly kind: 'drill' | 'revocation'
  readonly scenario: string
  readonly affected: number
  readonly revoked: number
  readonly failed: number
  readonly cancelled: boolean
  readonly startedAt: number
  readonly endedAt: number
  readonly operator: string
  readonly note: string
  readonly detail: unknown
  /** Numbers of the certificates concerned. */
  readonly certificates: unknown
}

export type IncidentHead = Omit<IncidentRecord, 'detail' | 'certificates'>

const headKinds = {
  id: 'plain',
  kind: 'plain',
  scenario: 'plain',
  affected: 'plain',
  revoked: 'plain',
  failed: 'plain',
  cancelled: 'flag',
  startedAt: 'plain',
  endedAt: 'plain',
  operator: 'plain',
  note: 'plain'
} as const

const head = columns<IncidentHead>('incident', headKinds)
const incident = columns<IncidentRecord>('incident', { ...headKinds, detail: 'json', certificates: 'json' })

export function insertIncident(writer: Writer, row: Omit<IncidentRecord, 'id'>): number {
  return run(writer, incident.insert, incident.inOrder(row)).id
}

export function getIncident(reader: Reader, id: number): IncidentRecord | undefined {
  return rowById(reader, incident, id)
}

/** The newest first, without what lists do not show. */
export function listIncidents(reader: Reader, most: number): IncidentHead[] {
  return allRows(reader, `SELECT ${head.list()} FROM incident ORDER BY id DESC LIMIT ?`, [most]).map(head.decode)
}
