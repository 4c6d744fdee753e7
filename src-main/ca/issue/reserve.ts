import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Writer } from '../../store/connection.ts'
import { getRequest, insertRequest, updateRequest, type RequestRecord } from '../../store/requests.ts'
import { reserve as reserveRow } from '../../store/reservations.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { keepEvidence, type EvidenceDraft } from '../validation/evidence.ts'
import type { Prepared } from './prepare.ts'

/** A request that has a reservation, and its version since. */
export interface Reserved {
  readonly requestId: number
  readonly version: number
}

/** A request row before it has an id. */
export type NewRequest = Omit<RequestRecord, 'id' | 'version' | 'contentVersion'>

/** Two draws of the same serial number; the door draws again. */
export class SerialTaken extends Error {}

/**
 * Step 6: one transaction with the intent to sign. From here on a crash leaves a reservation that the next start lists.
 * @param existing a request that waited before, which must still be as it was read.
 * @throws SerialTaken; ChanceryError `conflict`.
 */
export function reserve(
  ca: CaContext,
  prepared: Prepared,
  row: NewRequest,
  existing: RequestRecord | null,
  actor: Actor,
  evidence: readonly EvidenceDraft[] = []
): Promise<Reserved> {
  const { authorityId, serial, tbs } = prepared.parts
  return transaction(
    ca.store,
    (tx) => {
      const now = ca.clock.now()
      const requestId = existing === null ? insertRequest(tx, row) : approved(tx, existing, now)
      const version = existing === null ? 1 : existing.version + 1
      if (evidence.length > 0) keepEvidence(tx, ca, evidence, requestId)
      try {
        reserveRow(tx, {
          authorityId,
          serial,
          requestId,
          profileRevisionId: row.profileRevisionId,
          tbs,
          requester: row.requester,
          createdAt: now
        })
      } catch (error) {
        if (error instanceof ChanceryError && error.code === 'conflict') throw new SerialTaken()
        throw error
      }
      recordAudit(tx, ca, {
        actor,
        operation: 'certificate.intent',
        object: { kind: 'request', id: requestId },
        outcome: 'ok',
        detail: { authorityId, serial, subject: row.subject, names: row.names }
      })
      return { requestId, version }
    },
    // The record of the certificate follows as soon as it is signed.
    { leads: true }
  )
}

function approved(tx: Writer, existing: RequestRecord, now: number): number {
  updateRequest(tx, existing.id, existing.version, { state: 'approved', updatedAt: now })
  return existing.id
}

/** What the door changes in a request. */
export type StateChange = Partial<
  Pick<RequestRecord, 'state' | 'reasons' | 'certificateId' | 'decidedAt' | 'updatedAt'>
>

/** Changes the state of a request as it is now, whatever version it has. */
export function setRequestState(tx: Writer, requestId: number, changes: StateChange): void {
  const current = getRequest(tx, requestId)
  if (current === undefined) throw new ChanceryError('damaged', `Request ${requestId} is not in the database.`)
  updateRequest(tx, requestId, current.version, changes)
}
