import type { WireHeader, WireOutcome, WireProtocol, WireRecording } from '../../src-shared/model/wire.ts'
import { columns, rowById, updateRow } from './columns.ts'
import { allRows, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** What an operator asked to keep. */
export type WireRecordingRow = Omit<WireRecording, 'state'>

/** One exchange; secrets were masked before. */
export interface WireExchange {
  readonly id: number
  readonly recordingId: number
  readonly at: number
  readonly deleteAt: number
  readonly protocol: WireProtocol
  readonly service: string | null
  readonly peer: string
  readonly secure: boolean
  /** DER, where the client showed one over TLS. */
  readonly clientCertificate: Uint8Array | null
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly operation: string
  readonly outcome: WireOutcome
  readonly status: number | null
  readonly code: string | null
  readonly reason: string | null
  readonly milliseconds: number
  readonly requestHeaders: readonly WireHeader[]
  readonly requestBody: Uint8Array
  readonly requestBytes: number
  readonly requestMasked: readonly string[]
  readonly answerHeaders: readonly WireHeader[]
  readonly answerBody: Uint8Array
  readonly answerBytes: number
  readonly answerMasked: readonly string[]
}

/** What a list shows: without headers and bodies. */
export type WireSummary = Omit<
  WireExchange,
  | 'requestHeaders'
  | 'requestBody'
  | 'requestMasked'
  | 'answerHeaders'
  | 'answerBody'
  | 'answerMasked'
  | 'clientCertificate'
>

const recording = columns<WireRecordingRow>('wire_recording', {
  id: 'plain',
  protocol: 'plain',
  service: 'plain',
  startedAt: 'plain',
  startedBy: 'plain',
  endsAt: 'plain',
  endedAt: 'plain',
  endedBecause: 'plain',
  exchanges: 'plain',
  mostExchanges: 'plain',
  bytes: 'plain',
  mostBytes: 'plain',
  keepDays: 'plain'
})

const summaryKinds = {
  id: 'plain',
  recordingId: 'plain',
  at: 'plain',
  deleteAt: 'plain',
  protocol: 'plain',
  service: 'plain',
  peer: 'plain',
  secure: 'flag',
  method: 'plain',
  url: 'plain',
  operation: 'plain',
  outcome: 'plain',
  status: 'plain',
  code: 'plain',
  reason: 'plain',
  milliseconds: 'plain',
  requestBytes: 'plain',
  answerBytes: 'plain'
} as const
const summary = columns<WireSummary>('wire_exchange', summaryKinds)
const exchange = columns<WireExchange>('wire_exchange', {
  ...summaryKinds,
  clientCertificate: 'plain',
  requestHeaders: 'json',
  requestBody: 'plain',
  requestMasked: 'json',
  answerHeaders: 'json',
  answerBody: 'plain',
  answerMasked: 'json'
})

export function insertWireRecording(writer: Writer, row: Omit<WireRecordingRow, 'id'>): number {
  return run(writer, recording.insert, recording.inOrder(row)).id
}

export function getWireRecording(reader: Reader, id: number): WireRecordingRow | undefined {
  return rowById(reader, recording, id)
}

/** Newest first. */
export function listWireRecordings(reader: Reader, limit: number): WireRecordingRow[] {
  return allRows(reader, `SELECT ${recording.list()} FROM wire_recording ORDER BY id DESC LIMIT ?`, [limit]).map(
    recording.decode
  )
}

/** @returns those that nobody and nothing has ended yet */
export function openWireRecordings(reader: Reader): WireRecordingRow[] {
  return allRows(reader, `SELECT ${recording.list()} FROM wire_recording WHERE ended_at IS NULL ORDER BY id`).map(
    recording.decode
  )
}

export function endWireRecording(
  writer: Writer,
  id: number,
  endedAt: number,
  endedBecause: NonNullable<WireRecordingRow['endedBecause']>
): void {
  updateRow(writer, recording, id, { endedAt, endedBecause })
}

/** Keeps an exchange and counts it to its recording. @returns its id */
export function insertWireExchange(writer: Writer, row: Omit<WireExchange, 'id'>): number {
  run(writer, 'UPDATE wire_recording SET exchanges = exchanges + 1, bytes = bytes + ? WHERE id = ?', [
    row.requestBody.length + row.answerBody.length,
    row.recordingId
  ])
  return run(writer, exchange.insert, exchange.inOrder(row)).id
}

export function getWireExchange(reader: Reader, id: number): WireExchange | undefined {
  return rowById(reader, exchange, id)
}

export interface WireFilter {
  readonly protocol?: WireProtocol | undefined
  readonly service?: string | undefined
  readonly outcome?: WireOutcome | undefined
  readonly peer?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** A part of path, operation, code or reason. */
  readonly text?: string | undefined
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listWireExchanges(
  reader: Reader,
  filter: WireFilter,
  before: number | null,
  limit: number
): WireSummary[] {
  const { where, bound } = condition(filter, before)
  return allRows(reader, `SELECT ${summary.list()} FROM wire_exchange WHERE ${where} ORDER BY id DESC LIMIT @limit`, {
    ...bound,
    limit
  }).map(summary.decode)
}

/** The same with headers and bodies. */
export function listWholeWireExchanges(reader: Reader, filter: WireFilter, limit: number): WireExchange[] {
  const { where, bound } = condition(filter, null)
  return allRows(reader, `SELECT ${exchange.list()} FROM wire_exchange WHERE ${where} ORDER BY id DESC LIMIT @limit`, {
    ...bound,
    limit
  }).map(exchange.decode)
}

function condition(filter: WireFilter, before: number | null): { where: string; bound: Record<string, Bindable> } {
  const bound: Record<string, Bindable> = { before: before ?? Number.MAX_SAFE_INTEGER }
  const where = ['id < @before']
  for (const field of ['protocol', 'service', 'outcome', 'peer'] as const) {
    const value = filter[field]
    if (value === undefined) continue
    bound[field] = value
    where.push(`${field} = @${field}`)
  }
  if (filter.from !== undefined) {
    bound['from'] = filter.from
    where.push('at >= @from')
  }
  if (filter.to !== undefined) {
    bound['to'] = filter.to
    where.push('at <= @to')
  }
  if (filter.text !== undefined) {
    bound['text'] = filter.text.toLowerCase()
    where.push(
      "instr(lower(url || ' ' || operation || ' ' || ifnull(code, '') || ' ' || ifnull(reason, '')), @text) > 0"
    )
  }
  return { where: where.join(' AND '), bound }
}

export function deleteWireExchange(writer: Writer, id: number): boolean {
  return run(writer, 'DELETE FROM wire_exchange WHERE id = ?', [id]).changes === 1
}

/** Deletes at most `most` exchanges of a protocol, or of all. @returns how many */
export function deleteWireExchanges(writer: Writer, protocol: WireProtocol | null, most: number): number {
  return run(
    writer,
    'DELETE FROM wire_exchange WHERE id IN (SELECT id FROM wire_exchange WHERE ? IS NULL OR protocol = ? LIMIT ?)',
    [protocol, protocol, most]
  ).changes
}

/** Deletes at most `most` exchanges whose time has come. @returns how many */
export function pruneWireExchanges(writer: Writer, now: number, most = 200): number {
  return run(
    writer,
    'DELETE FROM wire_exchange WHERE id IN (SELECT id FROM wire_exchange WHERE delete_at <= ? ORDER BY delete_at LIMIT ?)',
    [now, most]
  ).changes
}

/** Forgets recordings that ended long ago and of which nothing is left. @returns how many */
export function pruneWireRecordings(writer: Writer, before: number): number {
  return run(
    writer,
    `DELETE FROM wire_recording WHERE ended_at < ? AND NOT EXISTS
     (SELECT 1 FROM wire_exchange WHERE recording_id = wire_recording.id)`,
    [before]
  ).changes
}

/** @returns when the next exchange is due to go, Unix ms; null where there is none */
export function nextWirePrune(reader: Reader): number | null {
  const [row] = allRows(reader, 'SELECT min(delete_at) AS at FROM wire_exchange') as { at: number | null }[]
  return row?.at ?? null
}
