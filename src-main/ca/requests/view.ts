import type { z } from 'zod'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { Actor, Channel } from '../../../src-shared/model/channel.ts'
import {
  reason,
  requestDecision,
  type Assessment,
  type RequestRow,
  type RequestState
} from '../../../src-shared/model/request.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { writePem } from '../../pki/pem.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import {
  countRequests,
  listRequests as listRecords,
  type ListedRequest,
  type RequestFilter
} from '../../store/request-list.ts'
import {
  getRequestWork,
  listRequestMessages,
  listRequestWork,
  type RequestMessage,
  type RequestWork
} from '../../store/request-work.ts'
import { countApprovals, listDecisions, type RequestDecisionRow, type RequestRecord } from '../../store/requests.ts'
import { listProfiles } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { nameLookup } from '../certificates/rows.ts'
import type { CaContext } from '../context.ts'
import { isBuiltInProfile } from '../profile/built-in.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { againstPrevious } from './against-previous.ts'
import { assessRecord } from './assess-record.ts'
import { mayApprove } from './eyes.ts'
import { askedOf, isOwnRequest, overridesOf, requireRequest } from './find.ts'

const HOUR_MS = 3_600_000

export interface RequestListInput {
  readonly state?: readonly RequestState[] | undefined
  readonly profile?: Ref | undefined
  readonly authority?: Ref | undefined
  readonly channel?: Channel | undefined
  readonly text?: string | undefined
  readonly mine: boolean
  readonly assigned?: 'me' | 'nobody' | 'anybody' | undefined
  readonly askedBack?: boolean | undefined
  readonly olderThanHours?: number | undefined
  readonly oldestFirst?: boolean
  readonly cursor?: string | undefined
  readonly limit: number
}

/** @returns a page of requests, newest first where nothing else is said; `mine` keeps those of the actor. @throws ChanceryError `not-found`, `malformed`, `invalid-input` */
export function listRequests(
  ca: CaContext,
  input: RequestListInput,
  actor: Actor
): { rows: RequestRow[]; next: string | null; total: number | null } {
  const from = reader(ca.store)
  // Without an account nothing is "mine": no operator has the number 0.
  const operatorId = actor.operatorId ?? 0
  const filter: RequestFilter = {
    hideEndedOf: listProfiles(from)
      .filter(isBuiltInProfile)
      .map(({ id }) => id),
    ...(input.state === undefined ? {} : { states: input.state }),
    ...(input.profile === undefined ? {} : { profileId: requireProfileRow(from, input.profile).id }),
    ...(input.authority === undefined ? {} : { authorityId: requireAuthority(from, input.authority).id }),
    ...(input.channel === undefined ? {} : { channel: input.channel }),
    ...(input.text === undefined ? {} : { text: input.text }),
    ...(input.mine ? { operatorId } : {}),
    ...(input.assigned === 'me'
      ? { assignedTo: { operatorId, roles: getOperator(from, operatorId)?.roles ?? [] } }
      : input.assigned === undefined
        ? {}
        : { assigned: input.assigned === 'anybody' }),
    ...(input.askedBack === undefined ? {} : { askedBack: input.askedBack }),
    ...(input.olderThanHours === undefined ? {} : { createdBefore: ca.clock.now() - input.olderThanHours * HOUR_MS })
  }
  const page = listRecords(from, {
    filter,
    descending: input.oldestFirst !== true,
    cursor: input.cursor ?? null,
    limit: input.limit
  })
  const total = countRequests(from, filter)
  const names = nameLookup(from)
  const work = listRequestWork(
    from,
    page.rows.map(({ id }) => id)
  )
  const now = ca.clock.now()
  return {
    rows: page.rows.map((record) => ({
      ...rowOf(record, record.approvals, names),
      ...workOf(from, work.get(record.id), actor, now)
    })),
    next: page.next,
    total: total.capped ? null : total.n
  }
}

/**
 * @param asking who looks, and whether they have the permission to approve
 * @returns one request with what would come of it now. @throws ChanceryError `not-found`
 */
export async function showRequest(
  ca: CaContext,
  id: number,
  actor: Actor,
  canApprove = true
): Promise<{ request: RequestView }> {
  const from = reader(ca.store)
  const record = requireRequest(from, id)
  const decisions = listDecisions(from, id)
  const assessment = undecided.has(record.state) ? await assessRecord(ca, record) : null
  const may = mayApprove(record, decisions, actor)
  const validity =
    assessment === null || assessment.notBefore === null || assessment.notAfter === null
      ? null
      : { notBefore: assessment.notBefore, notAfter: assessment.notAfter }
  return {
    request: {
      ...rowOf(record, countApprovals(from, id), nameLookup(from)),
      ...workOf(from, getRequestWork(from, id), actor, ca.clock.now()),
      asked: askedOf(record),
      overrides: overridesOf(record),
      csrPem: record.csr === null ? null : writePem('CERTIFICATE REQUEST', record.csr),
      assessment,
      decisions: [
        ...decisions.map((decision) => decisionOf(from, record, decision)),
        ...listRequestMessages(from, id).map((message) => messageOf(from, record, message))
      ].sort((a, b) => a.at - b.at),
      note: record.note,
      keyByChancery: record.keyId !== null,
      reasons: reasonsOf(record, assessment),
      mayApprove:
        canApprove || !may.allowed ? may : { allowed: false, why: 'Your roles do not let you approve requests.' },
      comparison: assessment === null ? null : againstPrevious(from, record, validity),
      own: isOwnRequest(record, actor),
      version: record.version
    }
  }
}

const undecided: ReadonlySet<RequestState> = new Set([
  'draft',
  'submitted',
  'checking',
  'pending-approval',
  'approved',
  'signing-queued'
])

function rowOf(
  record: ListedRequest | RequestRecord,
  approvals: number,
  names: ReturnType<typeof nameLookup>
): Omit<RequestRow, keyof WorkView> {
  return {
    id: record.id,
    state: record.state,
    kind: record.kind,
    channel: record.channel,
    requester: record.requesterText,
    profileId: record.profileId,
    profileName: names.profile(record.profileId) ?? '',
    authorityId: record.authorityId,
    authorityName: names.authority(record.authorityId) ?? '',
    subject: record.subject,
    names: record.names,
    keyDescription: record.keyDescription,
    approvals,
    approvalsNeeded: record.approvalsNeeded,
    hasOverrides: record.overrides !== null,
    certificateId: record.certificateId,
    previousCertificateId: record.previousCertificateId,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt
  }
}

type WorkView = Pick<RequestRow, 'assignee' | 'claim' | 'askedBackAt'>

function workOf(from: Reader, work: RequestWork | undefined, actor: Actor, now: number): WorkView {
  if (work === undefined) return { assignee: null, claim: null, askedBackAt: null }
  const nameOf = (id: number): string => getOperator(from, id)?.name ?? ''
  return {
    assignee:
      work.assigneeId !== null
        ? { kind: 'operator', name: nameOf(work.assigneeId) }
        : work.assigneeRole !== null
          ? { kind: 'role', name: work.assigneeRole }
          : null,
    claim:
      work.claimedBy !== null && work.claimedUntil !== null && work.claimedUntil > now
        ? { by: nameOf(work.claimedBy), until: work.claimedUntil, mine: work.claimedBy === actor.operatorId }
        : null,
    askedBackAt: work.askedAt
  }
}

function messageOf(from: Reader, record: RequestRecord, row: RequestMessage): z.infer<typeof requestDecision> {
  const operator = row.operatorId === null ? record.requesterText : (getOperator(from, row.operatorId)?.name ?? '')
  return { operator, decision: row.kind, text: row.text, changes: [], at: row.at }
}

function decisionOf(from: Reader, record: RequestRecord, row: RequestDecisionRow): z.infer<typeof requestDecision> {
  const changes = requestDecision.shape.changes.safeParse(row.changes)
  return {
    operator: row.operatorId === null ? record.requesterText : (getOperator(from, row.operatorId)?.name ?? ''),
    decision: row.decision,
    text: row.reason,
    changes: changes.success ? changes.data : [],
    at: row.at
  }
}

function reasonsOf(record: RequestRecord, assessment: Assessment | null): z.infer<typeof reason>[] {
  if (assessment !== null) return assessment.reasons
  const stored = reason.array().safeParse(record.reasons)
  return stored.success ? stored.data : []
}
