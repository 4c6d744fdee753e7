import type { Actor } from '../../src-shared/model/channel.ts'
import { appendAudit } from '../store/audit.ts'
import { afterCommit, type Writer } from '../store/connection.ts'
import type { CaContext } from './context.ts'

/** What an audit row says. */
export interface AuditFact {
  readonly actor: Actor
  /** Verb on a thing, e.g. `certificate.issue`. */
  readonly operation: string
  readonly object: { readonly kind: string; readonly id: string | number }
  readonly outcome: 'ok' | 'refused' | 'failed'
  /** Never secrets. */
  readonly detail?: unknown
}

/** Appends an audit row in the transaction of the fact that it records; windows hear of it after the commit. */
export function recordAudit(tx: Writer, ca: Pick<CaContext, 'clock' | 'emit'>, fact: AuditFact): void {
  const seq = appendAudit(tx, {
    at: ca.clock.now(),
    actor: fact.actor.name,
    operatorId: fact.actor.operatorId,
    channel: fact.actor.channel,
    operation: fact.operation,
    objectKind: fact.object.kind,
    objectId: String(fact.object.id),
    outcome: fact.outcome,
    detail: fact.detail ?? null
  })
  afterCommit(tx, () => ca.emit('audit.appended', { seq }))
}
