import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { insertServiceLog } from '../../store/service-log.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { noteOnWire } from '../wire/note.ts'

/** What was refused to a protocol client. */
export interface RefusedRequest {
  readonly actor: Actor
  /** e.g. `acme.new-order`. */
  readonly operation: string
  readonly object: { readonly kind: string; readonly id: string | number }
  readonly service: string
  /** What happened, and what the operator can do, in words. */
  readonly message: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes the audit row and the line of the service log in one transaction. */
export function recordRefusal(ca: CaContext, refused: RefusedRequest): Promise<void> {
  noteOnWire(ca, refused.message)
  return transaction(ca.store, (tx) => {
    const { actor, operation, object, service, message, detail } = refused
    recordAudit(tx, ca, { actor, operation, object, outcome: 'refused', detail })
    logRefusal(tx, ca, { service, message, detail })
  })
}

/** Writes the line of the service log alone, where the caller's transaction has an audit row of its own. */
export function logRefusal(
  tx: Writer,
  ca: CaContext,
  { service, message, detail }: Pick<RefusedRequest, 'service' | 'message' | 'detail'>
): void {
  insertServiceLog(tx, { at: ca.clock.now(), service, level: 'warn', message, detail })
  afterCommit(tx, () => ca.emit('service.logged', { service }))
}
