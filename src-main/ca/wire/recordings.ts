import { AsyncLocalStorage } from 'node:async_hooks'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { WireProtocol, WireRecording } from '../../../src-shared/model/wire.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import {
  endWireRecording,
  getWireRecording,
  insertWireRecording,
  listWireRecordings,
  openWireRecordings,
  type WireRecordingRow
} from '../../store/wire-log.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

const MINUTE = 60_000
const MEGABYTE = 1024 * 1024
/** Recordings that run at once: one for each service that somebody looks into is plenty. */
const MAX_RUNNING = 20
/** Recordings that a list shows. */
const LISTED = 100

export interface StartRecording {
  readonly protocol: WireProtocol
  readonly service?: string | undefined
  readonly minutes: number
  readonly exchanges: number
  readonly megabytes: number
  readonly days: number
}

/** Begins to keep exchanges. It ends by itself. @throws ChanceryError `conflict` where the same is kept already, or too much */
export async function startRecording(
  ca: CaContext,
  input: StartRecording,
  actor: Actor
): Promise<{ recording: WireRecording }> {
  await endLapsed(ca)
  const service = input.service ?? null
  const { running } = ca.memory.wire
  for (const { row } of running.values())
    if (row.protocol === input.protocol && row.service === service)
      throw new ChanceryError('conflict', `Recording ${row.id} keeps these exchanges already. Stop it first.`)
  if (running.size >= MAX_RUNNING)
    throw new ChanceryError('conflict', `There are ${MAX_RUNNING} recordings already. Stop one first.`)
  const now = ca.clock.now()
  const row: Omit<WireRecordingRow, 'id'> = {
    protocol: input.protocol,
    service,
    startedAt: now,
    startedBy: actor.name,
    endsAt: now + input.minutes * MINUTE,
    endedAt: null,
    endedBecause: null,
    exchanges: 0,
    mostExchanges: input.exchanges,
    bytes: 0,
    mostBytes: input.megabytes * MEGABYTE,
    keepDays: input.days
  }
  const id = await transaction(ca.store, (tx) => {
    const made = insertWireRecording(tx, row)
    recordAudit(tx, ca, {
      actor,
      operation: 'wire.start',
      object: { kind: 'wire-recording', id: made },
      outcome: 'ok',
      detail: { ...input, service }
    })
    tell(tx, ca)
    return made
  })
  run(ca, { ...row, id })
  return { recording: viewOf({ ...row, id }) }
}

/** Ends one recording, or all that run. @throws ChanceryError `not-found` */
export async function stopRecording(
  ca: CaContext,
  input: { readonly id?: number | undefined },
  actor: Actor
): Promise<{ stopped: number }> {
  if (input.id !== undefined && getWireRecording(reader(ca.store), input.id) === undefined)
    throw new ChanceryError('not-found', `There is no recording with number ${input.id}.`)
  const ids = [...ca.memory.wire.running.keys()].filter((id) => input.id === undefined || id === input.id)
  for (const id of ids) ca.memory.wire.running.delete(id)
  await transaction(ca.store, (tx) => {
    for (const id of ids) endWireRecording(tx, id, ca.clock.now(), 'stopped')
    recordAudit(tx, ca, {
      actor,
      operation: 'wire.stop',
      object: { kind: 'wire-recording', id: input.id ?? '' },
      outcome: 'ok',
      detail: { ended: ids }
    })
    tell(tx, ca)
  })
  return { stopped: ids.length }
}

export function listRecordings(ca: CaContext): { recordings: WireRecording[] } {
  const now = ca.clock.now()
  return { recordings: listWireRecordings(reader(ca.store), LISTED).map((row) => viewOf(row, now)) }
}

function viewOf(row: WireRecordingRow, now = 0): WireRecording {
  return { ...row, state: row.endedAt === null && row.endsAt > now ? 'running' : 'ended' }
}

/** Goes on with what ran when the engine ended; called once at its start. */
export function resumeRecordings(ca: CaContext): void {
  const now = ca.clock.now()
  for (const row of openWireRecordings(reader(ca.store))) if (row.endsAt > now) run(ca, row)
}

function run(ca: CaContext, row: WireRecordingRow): void {
  ca.memory.wire.notes ??= new AsyncLocalStorage()
  ca.memory.wire.running.set(row.id, { row, exchanges: row.exchanges, bytes: row.bytes })
}

/** Ends a recording that has come to one of its bounds. */
export async function endRecording(ca: CaContext, id: number, because: 'time' | 'exchanges' | 'bytes'): Promise<void> {
  ca.memory.wire.running.delete(id)
  await transaction(ca.store, (tx) => {
    const row = getWireRecording(tx, id)
    if (row === undefined || row.endedAt !== null) return
    endWireRecording(tx, id, ca.clock.now(), because)
    tell(tx, ca)
  })
}

/** Ends what has run out, also what ran out while the engine was not there. */
export async function endLapsed(ca: CaContext): Promise<void> {
  const now = ca.clock.now()
  for (const { id, endsAt } of openWireRecordings(reader(ca.store)))
    if (endsAt <= now) await endRecording(ca, id, 'time')
}

function tell(tx: Writer, ca: CaContext): void {
  afterCommit(tx, () => ca.emit('wire.changed', {}))
}
