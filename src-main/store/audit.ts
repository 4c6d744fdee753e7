import { canonicalJson } from './canonical-json.ts'
import { auditHash, genesisHash, type AuditFacts } from './audit-hash.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'
import { columns } from './columns.ts'

export interface AuditRow extends AuditFacts {
  readonly outcome: 'ok' | 'refused' | 'failed'
  readonly hash: string
}

/** What the caller says; place and hashes are ours. */
export interface AuditEntry {
  readonly at: number
  /** Name of the operator or client. */
  readonly actor: string
  readonly operatorId: number | null
  readonly channel: string
  readonly operation: string
  readonly objectKind: string
  /** Row id or name of the object; empty where there is none. */
  readonly objectId: string
  readonly outcome: AuditRow['outcome']
  /** Never secrets. Stored in canonical JSON. */
  readonly detail: unknown
}

/** Columns of an audit row, for the files of this folder. */
export const auditColumns = columns<AuditRow>('audit', {
  seq: 'plain',
  at: 'plain',
  actor: 'plain',
  operatorId: 'plain',
  channel: 'plain',
  operation: 'plain',
  objectKind: 'plain',
  objectId: 'plain',
  outcome: 'plain',
  detail: 'plain',
  prevHash: 'plain',
  hash: 'plain'
})

/** The end of the chain, and what was last sealed. */
export interface AuditHead {
  /** Number of the last row; 0 for an empty log. */
  readonly seq: number
  readonly hash: string
  readonly sealedSeq: number | null
  readonly sealedHash: string | null
  readonly seal: Uint8Array | null
  readonly sealedAt: number | null
}

const headColumns = columns<AuditHead>('audit_head', {
  seq: 'plain',
  hash: 'plain',
  sealedSeq: 'plain',
  sealedHash: 'plain',
  seal: 'plain',
  sealedAt: 'plain'
})

const emptyHead: AuditHead = {
  seq: 0,
  hash: genesisHash,
  sealedSeq: null,
  sealedHash: null,
  seal: null,
  sealedAt: null
}

export function auditHead(reader: Reader): AuditHead {
  const row = getRow(reader, `SELECT ${headColumns.list()} FROM audit_head`)
  return row === undefined ? emptyHead : headColumns.decode(row)
}

/** @returns the hash of a row, or undefined where there is none with this number */
export function auditHashAt(reader: Reader, seq: number): string | undefined {
  const row = getRow(reader, 'SELECT hash FROM audit WHERE seq = ?', [seq])
  return row === undefined ? undefined : (row as Pick<AuditHead, 'hash'>).hash
}

/** Appends a row in the transaction of the fact that it records. @returns its number */
export function appendAudit(writer: Writer, entry: AuditEntry): number {
  const head = (getRow(writer, 'SELECT seq, hash FROM audit_head WHERE id = 1') ?? emptyHead) as Pick<
    AuditHead,
    'seq' | 'hash'
  >
  const facts: AuditFacts = {
    ...entry,
    seq: head.seq + 1,
    detail: canonicalJson(entry.detail ?? null),
    prevHash: head.hash
  }
  const hash = auditHash(facts)
  run(writer, auditColumns.insert, auditColumns.inOrder({ ...facts, outcome: entry.outcome, hash }))
  const moved =
    head.seq > 0 && run(writer, 'UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1', [facts.seq, hash]).changes === 1
  if (!moved)
    run(
      writer,
      'INSERT INTO audit_head (id, seq, hash) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
      [facts.seq, hash]
    )
  return facts.seq
}

/**
 * Keeps a seal over the present head (`seq` and `hash`), made with a key that is not in this file. It exposes whoever
 * rewrites the whole chain with the database alone.
 */
export function sealAudit(writer: Writer, seal: Uint8Array, at: number): void {
  run(writer, 'UPDATE audit_head SET sealed_seq = seq, sealed_hash = hash, seal = ?, sealed_at = ?', [seal, at])
}

export interface AuditFilter {
  readonly from?: number
  /** Exclusive. */
  readonly to?: number
  readonly operatorId?: number
  readonly channel?: string
  readonly operation?: string
  readonly objectKind?: string
  readonly objectId?: string
  readonly outcome?: AuditRow['outcome']
}

function conditions(filter: AuditFilter, bound: Record<string, Bindable>): string[] {
  const parts: string[] = []
  const add = (sql: string, name: string, value: Bindable | undefined): void => {
    if (value === undefined) return
    parts.push(sql)
    bound[name] = value
  }
  add('at >= @from', 'from', filter.from)
  add('at < @to', 'to', filter.to)
  add('operator_id = @operatorId', 'operatorId', filter.operatorId)
  add('channel = @channel', 'channel', filter.channel)
  add('operation = @operation', 'operation', filter.operation)
  add('object_kind = @objectKind', 'objectKind', filter.objectKind)
  add('object_id = @objectId', 'objectId', filter.objectId)
  add('outcome = @outcome', 'outcome', filter.outcome)
  return parts
}

/** Newest first. @param before `seq` of the last row of the page before, or null */
export function listAudit(reader: Reader, filter: AuditFilter, before: number | null, limit: number): AuditRow[] {
  const bound: Record<string, Bindable> = { before: before ?? Number.MAX_SAFE_INTEGER, limit }
  const where = ['seq < @before', ...conditions(filter, bound)].join(' AND ')
  return allRows(
    reader,
    `SELECT ${auditColumns.list()} FROM audit WHERE ${where} ORDER BY seq DESC LIMIT @limit`,
    bound
  ).map(auditColumns.decode)
}

/** Words in a row, and whose row it is; letters of ASCII only, because SQLite folds no others. */
export interface AuditSearch {
  /** Part of actor, operation, object or detail, whatever the case. */
  readonly text?: string
  /** The whole name of the actor, whatever the case. */
  readonly actor?: string
}

const searched = ['actor', 'operation', 'object_kind', 'object_id', 'detail']

/**
 * Rows that match, newest first, out of those from `before` (exclusive) down to `last`. Rows are compared one by one where
 * they lie, about a third of a microsecond each: a span bounds what one search costs.
 */
export function searchAudit(
  reader: Reader,
  filter: AuditFilter,
  search: AuditSearch,
  span: { readonly before: number; readonly last: number },
  limit: number
): AuditRow[] {
  const bound: Record<string, Bindable> = { ...span, limit }
  const where = ['seq < @before', 'seq >= @last', ...conditions(filter, bound)]
  if (search.text !== undefined) {
    where.push(`(${searched.map((column) => `${column} LIKE @text ESCAPE '\\'`).join(' OR ')})`)
    bound['text'] = `%${search.text.replace(/[\\%_]/g, '\\$&')}%`
  }
  if (search.actor !== undefined) {
    where.push('actor = @actor COLLATE NOCASE')
    bound['actor'] = search.actor
  }
  // Not by the index of a filter, whose rows would all be sorted: the span is walked in order.
  const sql = `SELECT ${auditColumns.list()} FROM audit NOT INDEXED WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT @limit`
  return allRows(reader, sql, bound).map(auditColumns.decode)
}

/** @returns how many rows match, counting no further than `most` */
export function countAudit(reader: Reader, filter: AuditFilter, most = 10_000): number {
  const bound: Record<string, Bindable> = { most }
  const where = conditions(filter, bound)
  if (where.length === 0) return auditHead(reader).seq
  return getNumber(reader, `SELECT count(*) FROM (SELECT 1 FROM audit WHERE ${where.join(' AND ')} LIMIT @most)`, bound)
}

/** Every row from `fromSeq` on, oldest first, for an export. Rows come in chunks; rows appended meanwhile come too. */
export function* exportAudit(
  reader: Reader,
  filter: AuditFilter = {},
  fromSeq = 1,
  chunk = 1000
): Generator<AuditRow, void, undefined> {
  let next = fromSeq
  for (;;) {
    const bound: Record<string, Bindable> = { next, chunk }
    const where = ['seq >= @next', ...conditions(filter, bound)].join(' AND ')
    const rows = allRows(
      reader,
      `SELECT ${auditColumns.list()} FROM audit WHERE ${where} ORDER BY seq LIMIT @chunk`,
      bound
    ).map(auditColumns.decode)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunk) return
    next = last.seq + 1
  }
}
