import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** How other perspectives are asked. There is at most one row; the API key lies sealed. */
export interface MpicConnectorRow {
  readonly id: number
  /** The caller parses it. */
  readonly settings: unknown
  readonly sealedKey: Uint8Array | null
  readonly updatedAt: number
  readonly version: number
}

/** One exchange with a coordinator. */
export interface MpicExchangeRow {
  readonly id: number
  readonly at: number
  readonly milliseconds: number
  readonly purpose: 'check' | 'evidence'
  readonly target: string
  readonly checkType: 'dcv' | 'caa'
  readonly method: string | null
  readonly url: string
  readonly status: number | null
  readonly outcome: 'verified' | 'failed' | 'not-performed'
  readonly rule: string
  readonly reason: string
  readonly trace: string
  readonly detail: unknown
  /** As it was sent; headers, and with them the key, are not kept. */
  readonly request: Uint8Array
  readonly response: Uint8Array | null
}

/** Without detail and bytes: what a list shows. */
export interface MpicExchangeSummary extends Omit<MpicExchangeRow, 'detail' | 'request' | 'response'> {
  readonly requestBytes: number
  readonly responseBytes: number
}

const connector = columns<MpicConnectorRow>('mpic_connector', {
  id: 'plain',
  settings: 'json',
  sealedKey: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})
const summaryKinds = {
  id: 'plain',
  at: 'plain',
  milliseconds: 'plain',
  purpose: 'plain',
  target: 'plain',
  checkType: 'plain',
  method: 'plain',
  url: 'plain',
  status: 'plain',
  outcome: 'plain',
  rule: 'plain',
  reason: 'plain',
  trace: 'plain'
} as const
const exchange = columns<MpicExchangeRow>('mpic_exchange', {
  ...summaryKinds,
  detail: 'json',
  request: 'plain',
  response: 'plain'
})
const summary = columns<Omit<MpicExchangeSummary, 'requestBytes' | 'responseBytes'>>('mpic_exchange', summaryKinds)
const summaryList = `${summary.list()}, length(request) AS requestBytes, ifnull(length(response), 0) AS responseBytes`

export function getMpicConnector(reader: Reader): MpicConnectorRow | undefined {
  return one(connector, getRow(reader, connector.selectById, [1]))
}

/** @param version of the row that was seen; 0 where there was none. @throws ChanceryError `conflict` */
export function saveMpicConnector(
  writer: Writer,
  row: Pick<MpicConnectorRow, 'settings' | 'sealedKey' | 'updatedAt'>,
  version: number
): void {
  if (version === 0 && getMpicConnector(writer) === undefined)
    run(writer, 'INSERT INTO mpic_connector (id, settings, sealed_key, updated_at, version) VALUES (1, ?, ?, ?, 1)', [
      JSON.stringify(row.settings),
      row.sealedKey,
      row.updatedAt
    ])
  else updateRow(writer, connector, 1, row, version)
}

export function insertMpicExchange(writer: Writer, row: Omit<MpicExchangeRow, 'id'>): number {
  return run(writer, exchange.insert, exchange.inOrder(row)).id
}

export function getMpicExchange(reader: Reader, id: number): MpicExchangeRow | undefined {
  return rowById(reader, exchange, id)
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listMpicExchanges(
  reader: Reader,
  filter: { readonly target?: string | undefined; readonly outcome?: string | undefined },
  before: number | null,
  limit: number
): MpicExchangeSummary[] {
  const bound: Record<string, Bindable> = {
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit,
    target: filter.target ?? null,
    outcome: filter.outcome ?? null
  }
  return allRows(
    reader,
    `SELECT ${summaryList} FROM mpic_exchange WHERE id < @before AND (@target IS NULL OR target = @target)
    AND (@outcome IS NULL OR outcome = @outcome) ORDER BY id DESC LIMIT @limit`,
    bound
  ).map((row) => summary.decode(row) as MpicExchangeSummary)
}

/** @returns how many exchanges there were from that time on */
export function countMpicExchanges(reader: Reader, from: number): number {
  return getNumber(reader, 'SELECT count(*) FROM mpic_exchange WHERE at >= ?', [from])
}

/** Deletes at most `most` exchanges older than `before`. @returns how many */
export function pruneMpicExchanges(writer: Writer, before: number, most = 500): number {
  return run(
    writer,
    'DELETE FROM mpic_exchange WHERE id IN (SELECT id FROM mpic_exchange WHERE at < ? ORDER BY at LIMIT ?)',
    [before, most]
  ).changes
}
