import type { z } from 'zod'
import type {
  TrialChange,
  TrialRow,
  TrialVerdict,
  understandingOperations
} from '../../../src-shared/api/understanding.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { DifferenceRow } from '../../../src-shared/model/difference.ts'
import { patched } from '../../../src-shared/model/patch.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { Certificate } from '../../pki/model.ts'
import { listRequestsOfProfile } from '../../store/request-replay.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { Bulk } from '../bulk.ts'
import type { CaContext } from '../context.ts'
import { examine } from '../issue/examine.ts'
import { newDoorMemory } from '../issue/memory.ts'
import { tryOut } from '../issue/prepare.ts'
import { blocking, findingReasons } from '../issue/refusal.ts'
import { storedRequest } from '../issue/request-record.ts'
import { compileProfile } from '../profile/compile.ts'
import { compareContents } from '../profiles/compare.ts'
import { requireProfile, type FoundProfile } from '../profiles/find.ts'
import { requireUsable } from '../profiles/usable.ts'
import { atRevision } from '../profiles/view.ts'
import { certificateFields } from './fields.ts'
import { fieldRows } from './difference.ts'
import { breathe } from './select.ts'

export type Simulation = Omit<z.infer<(typeof understandingOperations)['simulator.run']['output']>, 'taskId'>

/** Rows that an answer shows: the refused first. */
const SHOWN = 1000
/** Requests that are read in one go. */
const SLICE = 200
/** One serial number for both trials, so that it is no difference. It stands in no certificate. */
const TRIAL_SERIAL = '01'

/**
 * Tries stored requests of a profile against changed rules: who would be refused and why, and who would get another
 * certificate. Nothing is written, nothing is signed by a key of an authority; between two requests the event loop is free.
 * Both trials judge the request as if it came in now with its kind, channel and proof of possession, so that a difference
 * comes from the rules. Nobody outside is asked about names, in either trial.
 * @throws ChanceryError `not-found`; `invalid-input` where the changed rules cannot be used
 */
export async function simulate(
  ca: CaContext,
  input: { readonly profile: Ref; readonly change: TrialChange; readonly last: number },
  bulk: Bulk
): Promise<Simulation> {
  const from = reader(ca.store)
  const found = requireProfile(from, input.profile)
  const changed = changedContent(ca, found, input.change)
  requireUsable(changed)
  const [now, then] = [trialContext(ca, found, found.content), trialContext(ca, found, changed)]
  const counts: Record<TrialVerdict, number> = {
    same: 0,
    differs: 0,
    'newly-refused': 0,
    'newly-accepted': 0,
    'refused-either-way': 0,
    unreadable: 0
  }
  const rows: TrialRow[] = []
  let tried = 0
  let before = Number.MAX_SAFE_INTEGER
  const stopped = (): boolean => bulk.signal?.aborted === true
  while (tried < input.last && !stopped()) {
    const slice = listRequestsOfProfile(reader(ca.store), found.row.id, before, Math.min(SLICE, input.last - tried))
    if (slice.length === 0) break
    for (const record of slice) {
      if (stopped()) break
      const row = await tryBoth(now, then, found.revision.id, record)
      counts[row.verdict]++
      if (row.verdict !== 'same') rows.push(row)
      tried++
      bulk.onProgress?.(tried, input.last)
      await breathe()
    }
    before = slice.at(-1)?.id ?? 0
  }
  const shown = rows.toSorted((a, b) => weights[a.verdict] - weights[b.verdict] || b.requestId - a.requestId)
  return {
    profileName: found.row.name,
    tried,
    cancelled: stopped(),
    counts,
    rows: shown.slice(0, SHOWN),
    more: Math.max(0, shown.length - SHOWN),
    changes: compareContents(found.content, changed)
  }
}

const weights: Readonly<Record<TrialVerdict, number>> = {
  'newly-refused': 0,
  differs: 1,
  'newly-accepted': 2,
  unreadable: 3,
  'refused-either-way': 4,
  same: 5
}

function changedContent(ca: CaContext, found: FoundProfile, change: TrialChange): ProfileContent {
  if (change.by === 'content') return change.content
  if (change.by === 'revision') return atRevision(reader(ca.store), found, change.revision).content
  return patched(found.content, change.rules)
}

/** A context whose door knows the rules of a trial under the present revision, and nothing that the real door remembers. */
function trialContext(ca: CaContext, found: FoundProfile, content: ProfileContent): CaContext {
  const memory = { ...newDoorMemory(), throwaways: ca.memory.throwaways }
  memory.profiles.set(found.revision.id, compileProfile(content))
  return { ...ca, memory }
}

interface Outcome {
  readonly reasons: readonly Reason[]
  readonly certificate: Certificate | null
  readonly approvals: number
}

async function tryBoth(now: CaContext, then: CaContext, revisionId: number, record: RequestRecord): Promise<TrialRow> {
  const about = {
    requestId: record.id,
    certificateId: record.certificateId,
    subject: record.subject === '' ? record.names : record.subject,
    requester: record.requesterText,
    createdAt: record.createdAt
  }
  let before: Outcome
  let after: Outcome
  try {
    before = await tryOne(now, revisionId, record)
    after = await tryOne(then, revisionId, record)
  } catch (error) {
    // A locked vault or a broken database concerns every request alike; a request that cannot be read only itself.
    if (!(error instanceof ChanceryError) || !['damaged', 'malformed', 'invalid-input'].includes(error.code))
      throw error
    const reasons = [{ where: 'request', rule: error.code, message: error.message }]
    return { ...about, verdict: 'unreadable', reasons, differences: [] }
  }
  const differences = before.certificate === null || after.certificate === null ? [] : otherwise(before, after)
  return { ...about, verdict: verdictOf(before, after, differences), reasons: [...after.reasons], differences }
}

function verdictOf(before: Outcome, after: Outcome, differences: readonly DifferenceRow[]): TrialVerdict {
  const [was, is] = [before.reasons.length > 0, after.reasons.length > 0]
  if (was && is) return 'refused-either-way'
  if (is) return 'newly-refused'
  if (was) return 'newly-accepted'
  return differences.length > 0 ? 'differs' : 'same'
}

/** The first five steps of the door, without the sixth: what it would refuse, or what it would sign. */
async function tryOne(ca: CaContext, revisionId: number, record: RequestRecord): Promise<Outcome> {
  const { transactionId: _transactionId, ...request } = storedRequest(reader(ca.store), record)
  const examined = await examine(
    ca,
    {
      ...request,
      profileRevisionId: revisionId,
      actor: { operatorId: record.operatorId, name: record.requesterText, channel: request.channel }
    },
    () => undefined,
    true,
    false
  )
  const { admitted, resolution, findings, reasons, approvalsNeeded: approvals } = examined
  if (reasons.length > 0) return { reasons, certificate: null, approvals }
  const trial = await tryOut(ca, admitted.issuer, resolution.candidate, admitted.selfSigned, TRIAL_SERIAL)
  const against = blocking([...trial.report.findings, ...findings], admitted.profile.content.warnings)
  return {
    reasons: findingReasons(against),
    certificate: against.length > 0 ? null : trial.certificate,
    approvals
  }
}

/** Fields that differ between any two signatures over the same. */
const unsigned = new Set(['signature', 'whole'])

function otherwise(before: Outcome, after: Outcome): DifferenceRow[] {
  const fields = (outcome: Outcome) =>
    outcome.certificate === null
      ? []
      : certificateFields(outcome.certificate).filter(({ field }) => !unsigned.has(field))
  const rows = fieldRows(fields(before), fields(after)).filter(({ kind }) => kind !== 'same')
  if (before.approvals === after.approvals) return rows
  const approvals: DifferenceRow = {
    field: 'approvals',
    label: 'Approvals needed',
    kind: 'changed',
    before: String(before.approvals),
    after: String(after.approvals),
    encodingOnly: false
  }
  return [...rows, approvals]
}
