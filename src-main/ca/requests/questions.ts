import type { RequestView } from '../../../src-shared/api/requests.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getRequestWork, insertRequestMessage, putRequestWork, type RequestMessage } from '../../store/request-work.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireFree } from './claim.ts'
import { isOwnRequest, requireRequest, requireUndecided } from './find.ts'
import { showRequest } from './view.ts'

/**
 * Sends a question to who asked for the certificate. It stands with their request, goes to the address that they left,
 * and takes the request out of what waits for an operator until they answer. Deciding it is still possible.
 * @returns whether it goes out by mail. @throws ChanceryError `conflict`, `not-found`
 */
export async function askRequester(
  ca: CaContext,
  input: { id: number; question: string },
  actor: Actor
): Promise<{ request: RequestView; mailed: boolean }> {
  const mailed = await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    requireUndecided(tx, record)
    const now = ca.clock.now()
    requireFree(tx, record.id, actor, now)
    // Whose question it is reads the answer: a claim would only keep others out while everybody waits.
    putRequestWork(tx, record.id, { askedAt: now, claimedBy: null, claimedUntil: null })
    say(tx, ca, record, 'question', input.question, actor)
    return getRequestWork(tx, record.id)?.contact != null
  })
  return { ...(await showRequest(ca, input.id, actor)), mailed }
}

/**
 * Answers a question about one's own request, which then waits for an operator again.
 * @throws ChanceryError `forbidden` for somebody else's; `conflict` where no question is open or it is decided; `not-found`
 */
export async function answerQuestion(
  ca: CaContext,
  input: { id: number; text: string },
  actor: Actor
): Promise<{ request: RequestView }> {
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    if (!isOwnRequest(record, actor))
      throw new ChanceryError(
        'forbidden',
        `Request ${record.id} was made by ${record.requesterText}; only they can answer. Add a comment instead.`
      )
    requireUndecided(tx, record)
    if ((getRequestWork(tx, record.id)?.askedAt ?? null) === null)
      throw new ChanceryError('conflict', `No question about request ${record.id} waits for an answer.`)
    putRequestWork(tx, record.id, { askedAt: null })
    say(tx, ca, record, 'answer', input.text, actor)
  })
  return showRequest(ca, input.id, actor)
}

function say(
  tx: Writer,
  ca: CaContext,
  record: RequestRecord,
  kind: RequestMessage['kind'],
  text: string,
  actor: Actor
): void {
  insertRequestMessage(tx, {
    requestId: record.id,
    kind,
    operatorId: actor.operatorId,
    text,
    at: ca.clock.now()
  })
  recordAudit(tx, ca, {
    actor,
    operation: kind === 'question' ? 'request.ask' : 'request.answer',
    object: { kind: 'request', id: record.id },
    outcome: 'ok',
    detail: { text }
  })
  afterCommit(tx, () => ca.emit('request.changed', { id: record.id, state: record.state }))
}
