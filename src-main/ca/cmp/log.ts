import { afterCommit } from '../../store/connection.ts'
import { insertServiceLog } from '../../store/service-log.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { noteOnWire } from '../wire/note.ts'

const MINUTE = 60_000
/** Lines of a minute about messages that prove nothing: whoever sends them could fill the disk otherwise. */
const MOST_STRANGERS = 20

/** Adds a line to the log of services. */
export function logCmp(
  ca: CaContext,
  service: { readonly name: string },
  level: 'info' | 'warn',
  message: string,
  detail: Readonly<Record<string, unknown>>
): Promise<void> {
  const name = `cmp:${service.name}`
  if (level === 'warn') noteOnWire(ca, message)
  return transaction(ca.store, (tx) => {
    insertServiceLog(tx, { at: ca.clock.now(), service: name, level, message, detail })
    afterCommit(tx, () => ca.emit('service.logged', { service: name }))
  })
}

/** The same for a message whose sender proved nothing: a few in a minute. */
export async function logStranger(
  ca: CaContext,
  service: { readonly id: number; readonly name: string },
  message: string,
  detail: Readonly<Record<string, unknown>>
): Promise<void> {
  noteOnWire(ca, message)
  const { strangers } = ca.memory.cmp
  const now = ca.clock.monotonic()
  const known = strangers.get(service.id)
  const lines = known !== undefined && now - known.since < MINUTE ? known : { since: now, count: 0 }
  strangers.set(service.id, lines)
  lines.count += 1
  if (lines.count > MOST_STRANGERS) return
  const more = lines.count === MOST_STRANGERS ? ' More of this minute is not logged.' : ''
  await logCmp(ca, service, 'warn', `${message}${more}`, detail)
}
