import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { WireExchangeRow, WireProtocol, WireSide, WireStep } from '../../../src-shared/model/wire.ts'
import { afterCommit } from '../../store/connection.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import {
  deleteWireExchange,
  deleteWireExchanges,
  getWireExchange,
  listWholeWireExchanges,
  listWireExchanges,
  type WireExchange,
  type WireFilter,
  type WireSummary
} from '../../store/wire-log.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { harOf } from './har.ts'
import { stepsOf } from './steps.ts'

/** Characters of an address in a list. */
const SHOWN_PATH = 200
/** Exchanges of one export. */
const MAX_EXPORTED = 1000
/** Rows that one transaction deletes. */
const DELETED_AT_ONCE = 500

/** @returns a page of exchanges, newest first. @throws ChanceryError `malformed` (cursor) */
export function listExchanges(
  ca: CaContext,
  input: WireFilter & { readonly cursor?: string | undefined; readonly limit: number }
): { rows: WireExchangeRow[]; next: string | null; total: null } {
  const before = input.cursor === undefined ? null : decodeCursor('wire', input.cursor).id
  const found = listWireExchanges(reader(ca.store), input, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const more = found.length > rows.length && last !== undefined
  return {
    rows: rows.map(rowOf),
    next: more ? encodeCursor('wire', { value: last.id, id: last.id }) : null,
    total: null
  }
}

export function rowOf(exchange: WireSummary): WireExchangeRow {
  const { id, at, protocol, service, peer, method, operation, outcome, status, code, reason } = exchange
  const { milliseconds, requestBytes, answerBytes, url } = exchange
  const path = url.length <= SHOWN_PATH ? url : `${url.slice(0, SHOWN_PATH)}…`
  const what = { id, at, protocol, service, peer, method, path, operation }
  return { ...what, outcome, status, code, reason, milliseconds, requestBytes, answerBytes }
}

/** @throws ChanceryError `not-found` */
export function requireExchange(ca: CaContext, id: number): WireExchange {
  const found = getWireExchange(reader(ca.store), id)
  if (found !== undefined) return found
  throw new ChanceryError('not-found', `There is no exchange with number ${id}. It was deleted, or its days are over.`)
}

/** @returns an exchange with its steps. @throws ChanceryError `not-found` */
export function showExchange(
  ca: CaContext,
  id: number
): { exchange: WireExchangeRow; request: WireSide; answer: WireSide; steps: WireStep[]; deleteAt: number } {
  const found = requireExchange(ca, id)
  return {
    exchange: rowOf(found),
    request: sideOf(found.requestHeaders, found.requestBody, found.requestBytes, found.requestMasked),
    answer: sideOf(found.answerHeaders, found.answerBody, found.answerBytes, found.answerMasked),
    steps: stepsOf(reader(ca.store), found),
    deleteAt: found.deleteAt
  }
}

export function sideOf(
  headers: WireExchange['requestHeaders'],
  body: Uint8Array,
  bytes: number,
  masked: readonly string[]
): WireSide {
  return { headers: [...headers], body: Buffer.from(body).toString('base64'), bytes, masked: [...masked] }
}

/** @returns exchanges as HAR, oldest first; without secrets, because none are kept */
export async function exportExchanges(
  ca: CaContext,
  input: WireFilter & { readonly id?: number | undefined },
  actor: Actor,
  version: string
): Promise<{ file: ProducedFile; exchanges: number }> {
  const from = reader(ca.store)
  const { id, ...filter } = input
  const found = id === undefined ? listWholeWireExchanges(from, filter, MAX_EXPORTED) : [requireExchange(ca, id)]
  const har = harOf(found.toReversed(), (exchange) => stepsOf(from, exchange), version)
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation: 'wire.export',
      object: { kind: 'wire-exchange', id: id ?? '' },
      outcome: 'ok',
      detail: { exchanges: found.length, filter: input }
    })
  )
  const day = new Date(ca.clock.now()).toISOString().slice(0, 10)
  const name = id === undefined ? `exchanges-${day}.har` : `exchange-${id}.har`
  const base64 = Buffer.from(JSON.stringify(har, null, 2)).toString('base64')
  return { exchanges: found.length, file: { name, mediaType: 'application/json', base64 } }
}

/** Deletes one exchange, those of a protocol, or all. @throws ChanceryError `not-found` */
export async function deleteExchanges(
  ca: CaContext,
  input: { readonly id?: number | undefined; readonly protocol?: WireProtocol | undefined },
  actor: Actor
): Promise<{ deleted: number }> {
  const { id, protocol } = input
  if (id !== undefined) requireExchange(ca, id)
  let deleted = 0
  for (;;) {
    const gone = await transaction(ca.store, (tx) => {
      const count =
        id === undefined
          ? deleteWireExchanges(tx, protocol ?? null, DELETED_AT_ONCE)
          : Number(deleteWireExchange(tx, id))
      if (id !== undefined || count < DELETED_AT_ONCE)
        recordAudit(tx, ca, {
          actor,
          operation: 'wire.delete',
          object: { kind: 'wire-exchange', id: id ?? '' },
          outcome: 'ok',
          detail: { deleted: deleted + count, protocol: protocol ?? null }
        })
      afterCommit(tx, () => ca.emit('wire.changed', {}))
      return count
    })
    deleted += gone
    if (id !== undefined || gone < DELETED_AT_ONCE) return { deleted }
  }
}
