import { setImmediate as turn } from 'node:timers/promises'
import type { AuditRow } from '../../src-shared/api/audit.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import {
  auditHead,
  countAudit,
  exportAudit,
  listAudit,
  searchAudit,
  type AuditFilter,
  type AuditRow as StoredRow,
  type AuditSearch
} from '../store/audit.ts'
import type { Reader } from '../store/connection.ts'
import { decodeCursor, encodeCursor } from '../store/cursor.ts'
import { getOperatorByName } from '../store/operators.ts'

/** What a person filters by. */
export interface WantedRows {
  readonly text?: string | undefined
  readonly actor?: string | undefined
  readonly operation?: string | undefined
  readonly objectKind?: string | undefined
  readonly objectId?: number | undefined
  readonly outcome?: StoredRow['outcome'] | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

const order = 'audit'
/** Rows looked at for one page of a text search; the next page goes on from there. */
const mostScanned = 20_000
const chunk = 1000

/** @returns a page of rows, newest first; the total is known where no text is searched for */
export function listRows(
  from: Reader,
  wanted: WantedRows,
  cursor: string | undefined,
  limit: number
): { rows: AuditRow[]; next: string | null; total: number | null } {
  const { filter, matches, search } = filterOf(from, wanted)
  let before = cursor === undefined ? null : decodeCursor(order, cursor).id
  if (matches === undefined) {
    const rows = listAudit(from, filter, before, limit + 1)
    const page = rows.slice(0, limit)
    return {
      rows: page.map(shown),
      next: rows.length > limit ? placeBehind(page.at(-1)) : null,
      total: countAudit(from, filter)
    }
  }
  if (search !== undefined) {
    const top = before ?? auditHead(from).seq + 1
    const last = Math.max(1, top - mostScanned)
    const rows = searchAudit(from, filter, search, { before: top, last }, limit)
    const end = last === 1 ? null : encodeCursor(order, { value: 0, id: last })
    return { rows: rows.map(shown), next: rows.length < limit ? end : placeBehind(rows.at(-1)), total: null }
  }
  const found: StoredRow[] = []
  for (let scanned = 0; scanned < mostScanned; scanned += chunk) {
    const rows = listAudit(from, filter, before, chunk)
    for (const row of rows) {
      before = row.seq
      if (!matches(row)) continue
      found.push(row)
      if (found.length === limit) return { rows: found.map(shown), next: placeBehind(row), total: null }
    }
    if (rows.length < chunk) return { rows: found.map(shown), next: null, total: null }
  }
  return { rows: found.map(shown), next: encodeCursor(order, { value: 0, id: before ?? 0 }), total: null }
}

/** @returns every row that matches, oldest first, as JSON lines. @throws ChanceryError `cancelled` */
export async function exportRows(
  from: Reader,
  wanted: WantedRows,
  signal: AbortSignal
): Promise<{ readonly text: string; readonly rows: number }> {
  const { filter, matches } = filterOf(from, wanted)
  const lines: string[] = []
  let seen = 0
  for (const row of exportAudit(from, filter)) {
    if (matches === undefined || matches(row))
      lines.push(`${JSON.stringify({ ...shown(row), prevHash: row.prevHash, stored: storedIn(row) })}\n`)
    if (++seen % chunk !== 0) continue
    await turn()
    if (signal.aborted) throw new ChanceryError('cancelled', 'The export of the audit log was cancelled.')
  }
  return { text: lines.join(''), rows: lines.length }
}

/** How a seal over the chain is checked; only with the vault open. */
export function sealCheck(engine: Engine): {
  checkSeal?: (seq: number, hash: string, seal: Uint8Array) => boolean
} {
  if (engine.vault.state !== 'unlocked') return {}
  return { checkSeal: (seq, hash, seal) => engine.auditSeal.verify(seq, hash, seal) }
}

function filterOf(
  from: Reader,
  wanted: WantedRows
): {
  readonly filter: AuditFilter
  readonly matches?: (row: StoredRow) => boolean
  /** The same for SQLite, where every letter is of ASCII. */
  readonly search?: AuditSearch
} {
  const operator = wanted.actor === undefined ? undefined : getOperatorByName(from, wanted.actor)
  const filter: AuditFilter = {
    ...(wanted.from === undefined ? {} : { from: wanted.from }),
    ...(wanted.to === undefined ? {} : { to: wanted.to }),
    ...(wanted.operation === undefined ? {} : { operation: wanted.operation }),
    ...(wanted.objectKind === undefined ? {} : { objectKind: wanted.objectKind }),
    ...(wanted.objectId === undefined ? {} : { objectId: String(wanted.objectId) }),
    ...(wanted.outcome === undefined ? {} : { outcome: wanted.outcome }),
    ...(operator === undefined ? {} : { operatorId: operator.id })
  }
  const client = operator === undefined ? wanted.actor?.toLowerCase() : undefined
  const text = wanted.text?.toLowerCase()
  if (text === undefined && client === undefined) return { filter }
  const search: AuditSearch = {
    ...(text === undefined ? {} : { text }),
    ...(client === undefined ? {} : { actor: client })
  }
  return {
    filter,
    ...(/^[\x20-\x7e]*$/.test(`${text ?? ''}${client ?? ''}`) ? { search } : {}),
    matches: (row) =>
      (client === undefined || row.actor.toLowerCase() === client) &&
      (text === undefined ||
        `${row.actor}\n${row.operation}\n${row.objectKind}\n${row.objectId}\n${String(row.detail)}`
          .toLowerCase()
          .includes(text))
  }
}

function placeBehind(row: StoredRow | undefined): string | null {
  return row === undefined ? null : encodeCursor(order, { value: row.seq, id: row.seq })
}

/** What stands under the hash in another form than a row is shown in: with it the export can be checked alone. */
function storedIn({ operatorId, objectKind, objectId, detail }: StoredRow): object {
  return { operatorId, objectKind, objectId, detail }
}

function shown(row: StoredRow): AuditRow {
  const id = /^\d{1,15}$/.test(row.objectId) ? Number(row.objectId) : null
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    channel: row.channel,
    operation: row.operation,
    objectKind: row.objectKind === '' ? null : row.objectKind,
    objectId: id,
    outcome: row.outcome,
    detail: detailOf(row.detail),
    hash: row.hash
  }
}

function detailOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (value === null) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return Object.fromEntries(Object.entries(value))
  return { value }
}
