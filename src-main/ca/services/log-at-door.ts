import { afterCommit } from '../../store/connection.ts'
import { insertServiceLog } from '../../store/service-log.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { noteOnWire } from '../wire/note.ts'

/**
 * Writes to the service log why a request was refused by HTTP, before anything in it was read. Nobody waits for the line.
 * @param message in the operator's words. @param write false where the address had its lines of this minute
 */
export function logAtDoor(
  ca: CaContext,
  service: string,
  message: string,
  detail: Readonly<Record<string, unknown>>,
  write: boolean
): void {
  noteOnWire(ca, message)
  if (!write) return
  transaction(ca.store, (tx) => {
    insertServiceLog(tx, { at: ca.clock.now(), service, level: 'warn', message, detail })
    afterCommit(tx, () => ca.emit('service.logged', { service }))
  }).catch((error: unknown) => void ca.log.error('a refusal could not be logged', error, { service }))
}
