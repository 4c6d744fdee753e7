import type { Actor } from '../../../src-shared/model/channel.ts'
import { insertRequest } from '../../store/requests.ts'
import { afterCommit } from '../../store/connection.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { keepEvidence, type EvidenceDraft } from '../validation/evidence.ts'
import type { NewRequest } from './reserve.ts'

/** Step 4: stores a request that waits for approval, or for a key that is off line. @returns its id. */
export function hold(
  ca: CaContext,
  row: NewRequest,
  actor: Actor,
  evidence: readonly EvidenceDraft[] = []
): Promise<number> {
  return transaction(ca.store, (tx) => {
    const id = insertRequest(tx, row)
    keepEvidence(tx, ca, evidence, id)
    recordAudit(tx, ca, {
      actor,
      operation: 'request.submit',
      object: { kind: 'request', id },
      outcome: 'ok',
      detail: {
        state: row.state,
        subject: row.subject,
        names: row.names,
        profileId: row.profileId,
        authorityId: row.authorityId,
        kind: row.kind
      }
    })
    afterCommit(tx, () => ca.emit('request.changed', { id, state: row.state }))
    return id
  })
}
