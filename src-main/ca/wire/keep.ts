import type { WireBody } from '../../pki/describe/wire-body.ts'
import { operationIn, verdictOf } from '../../pki/describe/wire-verdict.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { insertWireExchange, type WireExchange } from '../../store/wire-log.ts'
import type { CaContext } from '../context.ts'
import { plainAddress } from '../services/client-addresses.ts'
import { maskExchange } from './mask.ts'
import type { RunningRecording, WireNotes } from './memory.ts'
import { placeOf, protocolAt, type WirePlace } from './place.ts'
import type { RawExchange } from './raw-exchange.ts'
import { endRecording } from './recordings.ts'

const DAY = 86_400_000
/** Characters of the reason that a list shows, and of an address. */
const MAX_REASON = 2000
const MAX_URL = 16 * 1024

/** An exchange that is being recorded. */
export interface OpenExchange {
  run(work: () => void): void
  keep(exchange: Omit<RawExchange, 'notes'>): void
}

/** The listener's side of the wire inspector. */
export interface ExchangeWatch {
  readonly on: boolean
  take(url: string): OpenExchange | null
  now(): number
}

/** @returns what a listener asks for each request: whether it is to be kept, and by which recording */
export function exchangeWatch(ca: CaContext): ExchangeWatch {
  const { wire } = ca.memory
  return {
    get on() {
      return wire.running.size > 0
    },
    now: () => ca.clock.now(),
    take: (url) => {
      const protocol = protocolAt(url)
      if (protocol === null) return null
      const place = placeOf(reader(ca.store), url)
      if (place === null) return null
      const recording = recordingFor(ca, place)
      if (recording === null) return null
      recording.exchanges += 1
      const notes: WireNotes = { lines: [] }
      return {
        run: (work) => {
          if (wire.notes === null) work()
          else wire.notes.run(notes, work)
        },
        keep: (raw) => {
          keepExchange(ca, recording, place, { ...raw, notes: notes.lines }).catch(
            (error: unknown) => void ca.log.error('an exchange could not be kept', error, { area: 'wire' })
          )
        }
      }
    }
  }
}

function recordingFor(ca: CaContext, { protocol, service }: WirePlace): RunningRecording | null {
  const now = ca.clock.now()
  for (const recording of ca.memory.wire.running.values()) {
    const { row } = recording
    if (row.protocol !== protocol || (row.service !== null && row.service !== service)) continue
    const because = now >= row.endsAt ? 'time' : recording.exchanges >= row.mostExchanges ? 'exchanges' : null
    if (because === null) return recording
    endRecording(ca, row.id, because).catch(
      (error: unknown) => void ca.log.error('a recording could not be ended', error, { area: 'wire' })
    )
  }
  return null
}

/** Masks an exchange and stores it; what it came to is read from its answer. */
async function keepExchange(
  ca: CaContext,
  recording: RunningRecording,
  place: WirePlace,
  raw: RawExchange
): Promise<void> {
  const row = {
    ...exchangeOf(raw, place),
    recordingId: recording.row.id,
    deleteAt: raw.at + recording.row.keepDays * DAY
  }
  const size = row.requestBody.length + row.answerBody.length
  if (recording.bytes + size > recording.row.mostBytes) return endRecording(ca, recording.row.id, 'bytes')
  recording.bytes += size
  await transaction(ca.store, (tx) => {
    insertWireExchange(tx, row)
    afterCommit(tx, () => ca.emit('wire.changed', {}))
  })
  if (recording.exchanges >= recording.row.mostExchanges) await endRecording(ca, recording.row.id, 'exchanges')
}

/** @returns an exchange without its secrets, and what it came to */
export function exchangeOf(raw: RawExchange, place: WirePlace): Omit<WireExchange, 'id' | 'recordingId' | 'deleteAt'> {
  const masked = maskExchange(raw, place)
  const { notes, url, ...kept } = masked
  const bare = { protocol: place.protocol, method: raw.method, url, keys: () => null, known: [], masked: false }
  const answer: WireBody = {
    ...bare,
    side: 'answer',
    status: raw.status,
    ...typeIn(masked.answerHeaders),
    body: masked.answerBody
  }
  const request: WireBody = {
    ...bare,
    side: 'request',
    status: null,
    ...typeIn(masked.requestHeaders),
    body: masked.requestBody
  }
  const verdict = verdictOf(answer)
  const reason = notes.length > 0 ? notes.join('\n') : verdict.reason
  const { outcome, code } = verdict
  const told = outcome === 'answered' || outcome === 'waiting' ? null : (reason?.slice(0, MAX_REASON) ?? null)
  return {
    ...kept,
    url: url.slice(0, MAX_URL),
    peer: plainAddress(raw.peer),
    protocol: place.protocol,
    service: place.service,
    operation: operationIn(request) || place.operation,
    outcome,
    code,
    reason: told
  }
}

/** @returns the media type that headers name */
export function typeIn(headers: readonly { readonly name: string; readonly value: string }[]): {
  readonly type: string
  readonly fullType: string
} {
  const fullType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
  return { fullType, type: (fullType.split(';', 1)[0] ?? '').trim().toLowerCase() }
}
