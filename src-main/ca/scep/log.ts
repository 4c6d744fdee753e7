import { insertServiceLog } from '../../store/service-log.ts'
import { afterCommit } from '../../store/connection.ts'
import { transaction } from '../../store/transaction.ts'
import { recordRefusal } from '../services/refusals.ts'
import type { CaContext } from '../context.ts'
import { noteOnWire } from '../wire/note.ts'
import { mayLog, type AskedScep } from './admit.ts'

/** What was refused to a device, in the operator's words. */
export interface RefusedScep {
  readonly message: string
  /** What the operator can do; empty where nothing can be said. */
  readonly advice: string
  /** Whether the audit log has a row of it too. */
  readonly audit: boolean
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes the line of the service log. An address that floods is logged a while and then no more. */
export async function logRefusal(ca: CaContext, service: AskedScep, refused: RefusedScep): Promise<void> {
  const message = refused.advice === '' ? refused.message : `${refused.message} ${refused.advice}`
  noteOnWire(ca, message)
  if (!mayLog(ca, service)) return
  const { logName, actor, row, client } = service
  const detail = { client, ...refused.detail }
  if (refused.audit) {
    const object = { kind: 'scep-service', id: row.id }
    return recordRefusal(ca, { actor, operation: 'scep.request', object, service: logName, message, detail })
  }
  await logLine(ca, logName, 'warn', message, detail)
}

/** Writes a line about what went on. */
export function logLine(
  ca: CaContext,
  service: string,
  level: 'info' | 'warn',
  message: string,
  detail: Readonly<Record<string, unknown>>
): Promise<void> {
  return transaction(ca.store, (tx) => {
    insertServiceLog(tx, { at: ca.clock.now(), service, level, message, detail })
    afterCommit(tx, () => ca.emit('service.logged', { service }))
  })
}
