import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Reader } from '../../store/connection.ts'
import { listDecisions, type RequestDecisionRow, type RequestRecord } from '../../store/requests.ts'
import { stateWords, whoDecided } from './find.ts'

export interface MayApprove {
  readonly allowed: boolean
  /** Why not; empty when allowed. */
  readonly why: string
}

/**
 * Whether someone may approve a request as it stands now: nobody approves the same content twice, and where two
 * approvals are wanted, nobody approves what they asked for themselves, or put in place of what was asked. The
 * permission is checked elsewhere.
 */
export function mayApprove(record: RequestRecord, decisions: readonly RequestDecisionRow[], actor: Actor): MayApprove {
  const no = (why: string): MayApprove => ({ allowed: false, why })
  if (record.state !== 'pending-approval') return no(`The request is ${stateWords[record.state]}.`)
  if (actor.operatorId === null) return no('Only an operator with an account can approve.')
  const present = decisions.filter((decision) => decision.contentVersion === record.contentVersion)
  if (present.some((decision) => decision.decision === 'approve' && decision.operatorId === actor.operatorId)) {
    return no('You have approved this request already; another operator has to.')
  }
  if (record.approvalsNeeded < 2) return { allowed: true, why: '' }
  if (record.operatorId === actor.operatorId)
    return no('You made this request yourself; its profile wants two other operators to approve it.')
  // Whoever wrote any of it: a later change by somebody else leaves most of the first as it was.
  const wrote = decisions.some(({ decision, operatorId }) => decision === 'override' && operatorId === actor.operatorId)
  if (record.overrides !== null && wrote)
    return no('You changed what this request asks for; its profile wants two other operators to approve that.')
  return { allowed: true, why: '' }
}

/** @throws ChanceryError `forbidden` where this operator may not approve, `conflict` where nobody can any more */
export function requireMayApprove(from: Reader, record: RequestRecord, actor: Actor): void {
  const { allowed, why } = mayApprove(record, listDecisions(from, record.id), actor)
  if (allowed) return
  if (record.state === 'pending-approval') throw new ChanceryError('forbidden', why)
  throw new ChanceryError('conflict', `${why}${whoDecided(from, record)}`)
}
