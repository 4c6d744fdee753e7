import type { RequestView } from '../../../src-shared/api/requests.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Overrides } from '../../../src-shared/model/request.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import {
  countApprovals,
  insertDecision,
  updateRequest,
  type RequestChanges,
  type RequestDecisionRow,
  type RequestRecord
} from '../../store/requests.ts'
import { getAuthority, getAuthorityByKey } from '../../store/authorities.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { settleRequestWork } from '../../store/request-work.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { linkCertificate } from '../authorities/link.ts'
import { runBulk, type Bulk, type BulkOutcome } from '../bulk.ts'
import type { CaContext } from '../context.ts'
import { resume } from '../issue/issue.ts'
import { destroyRequestKey } from './key.ts'
import { candidateTexts } from './candidate-texts.ts'
import { afterIssuance } from './after-issuance.ts'
import { requireAcceptable } from './assess-record.ts'
import { requireFree } from './claim.ts'
import { overrideChanges } from './diff.ts'
import { requireMayApprove } from './eyes.ts'
import {
  askedOf,
  isOwnRequest,
  overridesOf,
  requireOpen,
  requireRequest,
  requireUndecided,
  requireVersion,
  stateWords
} from './find.ts'
import { requestOutcome, type RequestOutcome } from './submit.ts'
import { showRequest } from './view.ts'

/**
 * Puts names or validity in place of what was asked; null takes every override back. Approvals given so far count no more.
 * @throws ChanceryError `conflict` where it is decided or was changed meanwhile; `not-found`
 */
export async function overrideRequest(
  ca: CaContext,
  input: { id: number; overrides: Overrides | null; comment: string; version?: number | undefined },
  actor: Actor
): Promise<{ request: RequestView }> {
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    requireUndecided(tx, record)
    requireVersion(record, input.version)
    requireFree(tx, record.id, actor, ca.clock.now())
    const overrides = input.overrides === null || Object.keys(input.overrides).length === 0 ? null : input.overrides
    const changes = overrideChanges(askedOf(record), overridesOf(record), overrides)
    if (changes.length === 0) return
    const shown = candidateTexts(ca, record, overrides)
    updateRequest(tx, record.id, record.version, { overrides, ...shown, updatedAt: ca.clock.now() }, true)
    decide(tx, ca, record, { decision: 'override', text: input.comment, changes }, record.state, actor)
  })
  return showRequest(ca, input.id, actor)
}

/**
 * Approves a request as it stands; with the last approval that it needs the certificate is signed.
 * @throws ChanceryError `forbidden` for a second approval of the same person, or of one's own request where two are wanted;
 *   `conflict`; `refused-by-policy` with all reasons where it would be refused; as `resume`
 */
export async function approveRequest(
  ca: CaContext,
  input: { id: number; comment: string; version?: number | undefined },
  actor: Actor
): Promise<RequestOutcome> {
  const seen = requireRequest(reader(ca.store), input.id)
  requireMayApprove(reader(ca.store), seen, actor)
  requireVersion(seen, input.version)
  await requireAcceptable(ca, seen)
  const complete = await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    requireMayApprove(tx, record, actor)
    // What was looked at above is what is approved.
    requireVersion(record, seen.version)
    requireFree(tx, record.id, actor, ca.clock.now())
    settleRequestWork(tx, record.id)
    insertDecision(tx, decisionRow(ca, record.id, { decision: 'approve', text: input.comment }, actor))
    const done = countApprovals(tx, record.id) >= record.approvalsNeeded
    const now = ca.clock.now()
    updateRequest(
      tx,
      record.id,
      record.version,
      done ? { state: 'approved', updatedAt: now, decidedAt: now } : { updatedAt: now }
    )
    announce(
      tx,
      ca,
      record,
      'request.approve',
      { comment: input.comment, contentVersion: record.contentVersion },
      done ? 'approved' : record.state,
      actor
    )
    return done
  })
  if (!complete) return { request: (await showRequest(ca, input.id, actor)).request, certificateId: null }
  return sign(ca, input.id, actor)
}

/**
 * Signs an approved request whose key was not at hand, or whose signing a crash interrupted.
 * @throws ChanceryError `conflict` where it is not approved; as `resume`
 */
export async function signNow(ca: CaContext, input: { id: number }, actor: Actor): Promise<RequestOutcome> {
  const record = requireRequest(reader(ca.store), input.id)
  if (record.state !== 'approved' && record.state !== 'signing-queued') {
    throw new ChanceryError(
      'conflict',
      `Request ${record.id} is ${stateWords[record.state]}; only an approved request can be signed.`
    )
  }
  return sign(ca, input.id, actor)
}

async function sign(ca: CaContext, id: number, actor: Actor): Promise<RequestOutcome> {
  const from = reader(ca.store)
  const key = getKeyBySpki(from, requireRequest(from, id).spkiSha256)
  const authority = key === undefined ? undefined : getAuthorityByKey(from, key.id)
  // The certificate of an authority that a crash kept from being linked.
  const link =
    authority === undefined || authority.state !== 'draft'
      ? undefined
      : (tx: Writer, certificateId: number): void => {
          if (getAuthority(tx, authority.id)?.state === 'draft')
            linkCertificate(tx, ca, { authorityId: authority.id, certificateId, operation: 'authority.create' }, actor)
        }
  const outcome = await resume(ca, id, actor, link === undefined ? {} : { link })
  await afterIssuance(ca, outcome, actor)
  return requestOutcome(ca, outcome, actor)
}

/** @throws ChanceryError `conflict`, `not-found`, `forbidden` for a caller without an account */
export async function declineRequest(
  ca: CaContext,
  input: { id: number; reason: string },
  actor: Actor
): Promise<{ request: RequestView }> {
  if (actor.operatorId === null)
    throw new ChanceryError('forbidden', 'Only an operator with an account can decline a request.')
  await end(ca, input.id, { decision: 'decline', text: input.reason }, 'declined', actor, (record, tx) =>
    requireFree(tx, record.id, actor, ca.clock.now())
  )
  return showRequest(ca, input.id, actor)
}

/** Takes back a request of one's own. @throws ChanceryError `forbidden` for somebody else's; `conflict`, `not-found` */
export async function cancelRequest(
  ca: CaContext,
  input: { id: number; comment: string },
  actor: Actor
): Promise<{ request: RequestView }> {
  await end(ca, input.id, { decision: 'cancel', text: input.comment }, 'cancelled', actor, (record) => {
    if (!isOwnRequest(record, actor))
      throw new ChanceryError(
        'forbidden',
        `Request ${record.id} was made by ${record.requesterText}; only they can take it back. Decline it instead.`
      )
  })
  return showRequest(ca, input.id, actor)
}

/** @throws ChanceryError `not-found` */
export async function commentRequest(
  ca: CaContext,
  input: { id: number; text: string },
  actor: Actor
): Promise<{ request: RequestView }> {
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    decide(tx, ca, record, { decision: 'comment', text: input.text }, record.state, actor)
  })
  return showRequest(ca, input.id, actor)
}

/** Approves each on its own; one that cannot be approved does not stop the others. */
export function approveMany(
  ca: CaContext,
  input: { ids: readonly number[]; comment: string },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return runBulk(ca, input.ids, bulk, async (id) => {
    await approveRequest(ca, { id, comment: input.comment }, actor)
  })
}

/** Declines each on its own. */
export function declineMany(
  ca: CaContext,
  input: { ids: readonly number[]; reason: string },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return runBulk(ca, input.ids, bulk, async (id) => {
    await declineRequest(ca, { id, reason: input.reason }, actor)
  })
}

/** A decision as it is made. */
interface Decision {
  readonly decision: RequestDecisionRow['decision']
  readonly text: string
  readonly changes?: unknown
}

/** Ends an undecided request without a certificate; the key that Chancery made for it is destroyed. */
async function end(
  ca: CaContext,
  id: number,
  decision: Decision,
  state: 'declined' | 'cancelled',
  actor: Actor,
  may: (record: RequestRecord, tx: Writer) => void
): Promise<void> {
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, id)
    requireOpen(tx, record)
    may(record, tx)
    const now = ca.clock.now()
    const changes: RequestChanges = { state, updatedAt: now, decidedAt: now }
    updateRequest(tx, record.id, record.version, changes)
    settleRequestWork(tx, record.id)
    destroyRequestKey(tx, record, now)
    decide(tx, ca, record, decision, state, actor)
  })
}

function decide(
  tx: Writer,
  ca: CaContext,
  record: RequestRecord,
  decision: Decision,
  state: RequestRecord['state'],
  actor: Actor
): void {
  insertDecision(tx, decisionRow(ca, record.id, decision, actor))
  announce(
    tx,
    ca,
    record,
    `request.${decision.decision}`,
    { text: decision.text, changes: decision.changes ?? null },
    state,
    actor
  )
}

function decisionRow(
  ca: CaContext,
  requestId: number,
  { decision, text, changes }: Decision,
  actor: Actor
): Omit<RequestDecisionRow, 'id' | 'contentVersion'> {
  return {
    requestId,
    operatorId: actor.operatorId,
    decision,
    reason: text,
    changes: changes ?? null,
    at: ca.clock.now()
  }
}

function announce(
  tx: Writer,
  ca: CaContext,
  record: RequestRecord,
  operation: string,
  detail: unknown,
  state: RequestRecord['state'],
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'request', id: record.id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('request.changed', { id: record.id, state }))
}
