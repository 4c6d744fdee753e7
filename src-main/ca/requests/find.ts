import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  askedContent,
  overrides as overridesSchema,
  type AskedContent,
  type Overrides
} from '../../../src-shared/model/request.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import { getRequest, listDecisions, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

/** @throws ChanceryError `not-found` */
export function requireRequest(from: Reader, id: number): RequestRecord {
  const record = getRequest(from, id)
  if (record === undefined) throw new ChanceryError('not-found', `There is no request with number ${id}.`)
  return record
}

/** @returns what was asked, as it was stored. */
export function askedOf(record: Pick<RequestRecord, 'asked'>): AskedContent {
  return askedContent.parse(record.asked ?? {})
}

/** @returns what approvers put in place of it; null without any. */
export function overridesOf(record: Pick<RequestRecord, 'overrides'>): Overrides | null {
  return record.overrides === null ? null : overridesSchema.parse(record.overrides)
}

/** @throws ChanceryError `conflict` where the request does not wait for a decision any more */
export function requireUndecided(from: Reader, record: RequestRecord): void {
  if (record.state === 'pending-approval') return
  throw new ChanceryError(
    'conflict',
    `Request ${record.id} is ${stateWords[record.state]}; only a request that waits for approval can be decided.${whoDecided(from, record)}`
  )
}

/** @returns a sentence with who decided a request and when, with a blank before it; empty where nobody did */
export function whoDecided(from: Reader, record: RequestRecord): string {
  const last = listDecisions(from, record.id).findLast(({ decision }) => decision in decidedWords)
  const words = last === undefined ? undefined : decidedWords[last.decision]
  if (last === undefined || words === undefined) return ''
  const name = last.operatorId === null ? record.requesterText : (getOperator(from, last.operatorId)?.name ?? '')
  return ` ${name} ${words} ${new Date(last.at).toISOString().slice(0, 16).replace('T', ' at ')} UTC.`
}

const decidedWords: Readonly<Partial<Record<string, string>>> = {
  approve: 'approved it on',
  decline: 'declined it on',
  cancel: 'took it back on'
}

/** @throws ChanceryError `conflict` where the request cannot be declined or taken back any more: signed, being signed, or ended */
export function requireOpen(from: Reader, record: RequestRecord): void {
  if (record.state === 'pending-approval' || record.state === 'signing-queued') return
  throw new ChanceryError(
    'conflict',
    `Request ${record.id} is ${stateWords[record.state]}; only one that waits can be declined or taken back.${whoDecided(from, record)}`
  )
}

/** @throws ChanceryError `conflict` where it was changed after the caller read it */
export function requireVersion(record: RequestRecord, version: number | undefined): void {
  if (version === undefined || version === record.version) return
  throw new ChanceryError('conflict', `Request ${record.id} was changed meanwhile. Look at it again before you decide.`)
}

/** @returns whether somebody made the request themselves. */
export function isOwnRequest(record: RequestRecord, actor: Actor): boolean {
  if (record.operatorId !== null || actor.operatorId !== null) return record.operatorId === actor.operatorId
  return record.requesterText === actor.name && record.channel === actor.channel
}

/** @throws ChanceryError `not-found` for a request that somebody else made, as for one that is not there. */
export function requireOwnRequest(ca: CaContext, id: number, actor: Actor): void {
  const record = getRequest(reader(ca.store), id)
  if (record === undefined || !isOwnRequest(record, actor))
    throw new ChanceryError('not-found', `There is no request of yours with number ${id}.`)
}

/** @returns the certificate that came of a request. @throws ChanceryError `not-found`; `conflict` while there is none */
export function requireIssued(ca: CaContext, id: number): number {
  const record = requireRequest(reader(ca.store), id)
  if (record.certificateId === null)
    throw new ChanceryError('conflict', `Request ${id} is ${stateWords[record.state]}; it has no certificate.`)
  return record.certificateId
}

/** What people read for each state. */
export const stateWords: Readonly<Record<RequestRecord['state'], string>> = {
  draft: 'a draft',
  submitted: 'submitted',
  checking: 'being checked',
  'pending-approval': 'waiting for approval',
  approved: 'approved',
  'signing-queued': 'waiting for the key',
  issued: 'issued',
  declined: 'declined',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired'
}
