import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { DecisionPreview } from '../../../src-shared/model/request.ts'
import { countApprovals, getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { requireAcceptable } from './assess-record.ts'
import { requireFree } from './claim.ts'
import { requireMayApprove } from './eyes.ts'
import { requireOpen } from './find.ts'

/**
 * Looks at what a decision about several requests would do, by the checks that the decision itself makes. What the key of
 * an authority will do is not tried.
 * @returns one row for each number, in the order given, equal ones once
 */
export async function previewDecision(
  ca: CaContext,
  input: { ids: readonly number[]; decision: 'approve' | 'decline' },
  actor: Actor
): Promise<{ rows: DecisionPreview[] }> {
  const rows: DecisionPreview[] = []
  for (const id of new Set(input.ids)) rows.push(await previewOne(ca, id, input.decision, actor))
  return { rows }
}

async function previewOne(
  ca: CaContext,
  id: number,
  decision: 'approve' | 'decline',
  actor: Actor
): Promise<DecisionPreview> {
  const from = reader(ca.store)
  const record = getRequest(from, id)
  if (record === undefined) return { id, name: '', outcome: 'fails', why: `There is no request with number ${id}.` }
  const name = record.subject === '' ? record.names : record.subject
  try {
    if (decision === 'decline') {
      requireOpen(from, record)
      requireFree(from, id, actor, ca.clock.now())
      return { id, name, outcome: 'declines', why: '' }
    }
    requireMayApprove(from, record, actor)
    requireFree(from, id, actor, ca.clock.now())
    await requireAcceptable(ca, record)
    const last = countApprovals(from, id) + 1 >= record.approvalsNeeded
    return { id, name, outcome: last ? 'issues' : 'approves', why: '' }
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    return { id, name, outcome: 'fails', why: error.message }
  }
}
