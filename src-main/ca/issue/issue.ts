import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import type { Writer } from '../../store/connection.ts'
import { countApprovals, getRequest, getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { completeOpenReservation, openReservationOf } from './reservations.ts'
import type { IssuanceOutcome, IssuanceRequest } from './request.ts'
import { storedRequest } from './request-record.ts'
import { walk } from './walk.ts'

/**
 * The one door: everything that ends in a certificate goes through here. A transaction id that was used before gives the
 * earlier answer, also while the first call is still under way, and also after a crash in the middle.
 * @throws ChanceryError `refused-by-policy`, `weak-key`, `bad-signature`, `lint-failed` with all reasons, after an audit row;
 *   `conflict` where the transaction id belongs to another key; `not-found`, `malformed`, `locked` …
 */
export function issue(ca: CaContext, request: IssuanceRequest): Promise<IssuanceOutcome> {
  const id = request.transactionId
  if (id === undefined) return walk(ca, request, null)
  return once(ca, `transaction:${id}`, spkiFingerprint(request.publicKey), async () => {
    const earlier = getRequestByTransaction(reader(ca.store), id)
    if (earlier === undefined) return walk(ca, request, null)
    if (earlier.spkiSha256 !== spkiFingerprint(request.publicKey)) throw otherKey(id)
    return earlierAnswer(ca, earlier, request.actor, request.link)
  })
}

export interface ResumeOptions {
  /** Runs in the transaction that records the certificate. */
  readonly link?: (tx: Writer, certificateId: number) => void
}

/**
 * Signs a request that waited: after its last approval, when its key is back, or after a crash. Everything is examined
 * again under the profile revision that it was made with. While the key stays off line, the answer is `pending`.
 * @throws ChanceryError `not-found`; `conflict` where it is decided or not yet approved; as `issue`.
 */
export function resume(
  ca: CaContext,
  requestId: number,
  actor: Actor,
  options: ResumeOptions = {}
): Promise<IssuanceOutcome> {
  const found = getRequest(reader(ca.store), requestId)
  if (found === undefined)
    return Promise.reject(new ChanceryError('not-found', `There is no request with number ${requestId}.`))
  return once(ca, `request:${requestId}`, found.spkiSha256, async () => {
    const row = getRequest(reader(ca.store), requestId) ?? found
    if (row.state === 'issued') return earlierAnswer(ca, row, actor, options.link)
    if (row.state !== 'approved' && row.state !== 'signing-queued')
      throw new ChanceryError('conflict', `Request ${requestId} is ${row.state}; only an approved one can be signed.`)
    const approvals = countApprovals(reader(ca.store), requestId)
    if (approvals < row.approvalsNeeded)
      throw new ChanceryError(
        'conflict',
        `Request ${requestId} has ${approvals} of ${row.approvalsNeeded} approvals for its present content.`
      )
    const open = openReservationOf(ca, requestId)
    if (open !== undefined) return completeOpenReservation(ca, open, row, actor, options.link)
    const request = {
      ...storedRequest(reader(ca.store), row),
      actor,
      ...(options.link === undefined ? {} : { link: options.link })
    }
    return walk(ca, request, row)
  })
}

/** Lets a repetition wait for the answer of the call that is under way. */
function once(
  ca: CaContext,
  key: string,
  spkiSha256: string,
  work: () => Promise<IssuanceOutcome>
): Promise<IssuanceOutcome> {
  const { underway } = ca.memory
  const current = underway.get(key)
  if (current !== undefined) return current.spkiSha256 === spkiSha256 ? current.outcome : Promise.reject(otherKey(key))
  const outcome = work().finally(() => underway.delete(key))
  underway.set(key, { spkiSha256, outcome })
  return outcome
}

function otherKey(id: string): ChanceryError {
  return new ChanceryError(
    'conflict',
    `The transaction id ${id} was used before for another public key. Use a new one.`
  )
}

async function earlierAnswer(
  ca: CaContext,
  row: RequestRecord,
  actor: Actor,
  link: ResumeOptions['link']
): Promise<IssuanceOutcome> {
  switch (row.state) {
    case 'issued': {
      const der = row.certificateId === null ? undefined : getCertificateDer(reader(ca.store), row.certificateId)
      if (row.certificateId === null || der === undefined)
        throw new ChanceryError('damaged', `The certificate of request ${row.id} is not in the database.`)
      return { kind: 'issued', requestId: row.id, certificateId: row.certificateId, der: new Uint8Array(der) }
    }
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'failed':
      throw new ChanceryError(
        'conflict',
        `This request was made before, as number ${row.id}, and is ${row.state}. Make a new one.`
      )
    default: {
      const open = openReservationOf(ca, row.id)
      return open === undefined
        ? { kind: 'pending', requestId: row.id }
        : completeOpenReservation(ca, open, row, actor, link)
    }
  }
}
