import { ChanceryError } from '../../../src-shared/errors.ts'
import type { RequestRecord } from '../../store/requests.ts'
import { afterCommit } from '../../store/connection.ts'
import { abandonReservation } from '../../store/reservations.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext, FaultPoint } from '../context.ts'
import { requireUnlocked, signCertificate, type SignedCertificate } from '../sign.ts'
import { announce } from './announce.ts'
import { examine, type Examined } from './examine.ts'
import { hold } from './hold.ts'
import { keyAway } from './key-away.ts'
import { prepare, type Prepared } from './prepare.ts'
import { record } from './record.ts'
import { refusal } from './refusal.ts'
import type { IssuanceOutcome, IssuanceRequest } from './request.ts'
import { requestRow } from './request-record.ts'
import { keepEvidence, type EvidenceDraft } from '../validation/evidence.ts'
import { reserve, SerialTaken, setRequestState, type Reserved } from './reserve.ts'

/** Draws before we stop believing in the generator. */
const MAX_DRAWS = 3

/**
 * The nine steps in a row.
 * @param existing the stored request where this one waited before: it is not held again, and its state follows.
 */
export async function walk(
  ca: CaContext,
  request: IssuanceRequest,
  existing: RequestRecord | null
): Promise<IssuanceOutcome> {
  const pause = (point: FaultPoint): void | Promise<void> => ca.faultPoint?.(point)
  let seen: readonly EvidenceDraft[] = []
  const examined = await orRefuse(
    ca,
    request,
    existing,
    () => seen,
    async () => {
      const result = await examine(ca, request, pause)
      seen = result.evidence
      if (result.reasons.length > 0) throw refusal(result.reasons)
      return result
    }
  )
  const { issuer, profile, selfSigned } = examined.admitted
  const keyOffline = issuer.row.state === 'key-offline'
  if (keyOffline && request.engine !== undefined) throw keyAway(reader(ca.store), issuer.row)
  if (existing === null && (examined.approvalsNeeded > 0 || keyOffline)) return holdIt(ca, request, examined, pause)
  if (existing !== null && keyOffline) return queueAgain(ca, existing)
  const row = requestRow(request, examined, 'approved', ca.clock.now())
  const { prepared, reserved } = await orRefuse(
    ca,
    request,
    existing,
    () => seen,
    () =>
      prepareAndReserve(ca, request, examined, async (made) => {
        request.inspect?.(made.parts.tbs)
        await pause('prepared')
        await requireUnlocked(ca, made.parts.keyId)
        return reserve(ca, made, row, existing, request.actor, examined.evidence)
      })
  )
  const { requestId } = reserved
  await pause('reserved')
  const signed = await signOrRelease(ca, request, prepared, requestId)
  if (signed === null) return { kind: 'pending', requestId }
  await pause('signed')
  const certificateId = await record(ca, {
    requestId,
    requestVersion: reserved.version,
    request: row,
    signed,
    report: prepared.parts.report,
    certificateClass: profile.content.certificateClass,
    actor: request.actor,
    ...(request.link === undefined ? {} : { link: request.link })
  })
  if (selfSigned) ca.memory.issuers.delete(issuer.row.id)
  await pause('recorded')
  announce(ca, requestId, certificateId, row.previousCertificateId)
  await pause('announced')
  return { kind: 'issued', requestId, certificateId, der: signed.der }
}

async function prepareAndReserve(
  ca: CaContext,
  request: IssuanceRequest,
  examined: Examined,
  reserveIt: (prepared: Prepared) => Promise<Reserved>
): Promise<{ readonly prepared: Prepared; readonly reserved: Reserved }> {
  const { admitted, resolution, findings } = examined
  const warnings = request.engine === undefined ? admitted.profile.content.warnings : 'show'
  for (let draw = 1; ; draw++) {
    const prepared = await prepare(ca, admitted.issuer, resolution.candidate, admitted.selfSigned, findings, warnings)
    try {
      return { prepared, reserved: await reserveIt(prepared) }
    } catch (error) {
      if (!(error instanceof SerialTaken)) throw error
      if (draw === MAX_DRAWS)
        throw new ChanceryError(
          'internal',
          `${MAX_DRAWS} serial numbers in a row were taken: the random generator repeats itself.`
        )
    }
  }
}

async function holdIt(
  ca: CaContext,
  request: IssuanceRequest,
  examined: Examined,
  pause: (point: FaultPoint) => void | Promise<void>
): Promise<IssuanceOutcome> {
  const state = examined.approvalsNeeded > 0 ? 'pending-approval' : 'signing-queued'
  const requestId = await hold(
    ca,
    requestRow(request, examined, state, ca.clock.now()),
    request.actor,
    examined.evidence
  )
  await pause('held')
  return { kind: 'pending', requestId }
}

async function queueAgain(ca: CaContext, existing: RequestRecord): Promise<IssuanceOutcome> {
  if (existing.state !== 'signing-queued')
    await transaction(ca.store, (tx) => {
      setRequestState(tx, existing.id, { state: 'signing-queued', updatedAt: ca.clock.now() })
      afterCommit(tx, () => ca.emit('request.changed', { id: existing.id, state: 'signing-queued' }))
    })
  return { kind: 'pending', requestId: existing.id }
}

/** Errors after which the key may have signed; all others come before it is used. */
const mayHaveSigned: ReadonlySet<string> = new Set(['bad-signature', 'internal', 'io'])
/** Errors after which the same request can be signed later. */
const later: ReadonlySet<string> = new Set(['locked', 'key-unavailable', 'cancelled', 'not-ready'])

/**
 * Step 7 with its failures. A key that was not at hand leaves the request to be signed later (null); any other failure
 * may have made a signature, so the serial goes on the CRL.
 */
async function signOrRelease(
  ca: CaContext,
  request: IssuanceRequest,
  prepared: Prepared,
  requestId: number
): Promise<SignedCertificate | null> {
  try {
    return await signCertificate(ca, prepared)
  } catch (error) {
    const code = error instanceof ChanceryError ? error.code : 'internal'
    const clean = !mayHaveSigned.has(code)
    const waits = later.has(code) && request.engine === undefined
    await transaction(ca.store, (tx) => {
      const now = ca.clock.now()
      abandonReservation(tx, prepared.parts.authorityId, prepared.parts.serial, now, !clean)
      const reasons = waits
        ? null
        : [
            {
              where: 'signature',
              rule: 'signing',
              message: error instanceof ChanceryError ? error.message : 'The key failed to sign.'
            }
          ]
      setRequestState(tx, requestId, { state: waits ? 'signing-queued' : 'failed', reasons, updatedAt: now })
      recordAudit(tx, ca, {
        actor: request.actor,
        operation: 'certificate.issue',
        object: { kind: 'request', id: requestId },
        outcome: 'failed',
        detail: { code, serial: prepared.parts.serial, authorityId: prepared.parts.authorityId, serialRevoked: !clean }
      })
      afterCommit(tx, () => ca.emit('request.changed', { id: requestId, state: waits ? 'signing-queued' : 'failed' }))
    })
    if (waits && code !== 'cancelled') return null
    throw error
  }
}

/** Codes that say nothing against the request itself; it may be tried again as it is. */
const passing: ReadonlySet<string> = new Set([
  'locked',
  'busy',
  'io',
  'internal',
  'conflict',
  'key-unavailable',
  'cancelled'
])

/** Runs a step; a refusal writes its audit row, and the end of the request where one was stored, before it is thrown on. */
async function orRefuse<T>(
  ca: CaContext,
  request: IssuanceRequest,
  existing: RequestRecord | null,
  evidence: () => readonly EvidenceDraft[],
  step: () => Promise<T>
): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof ChanceryError) || passing.has(error.code)) throw error
    await transaction(ca.store, (tx) => {
      keepEvidence(tx, ca, evidence(), existing?.id ?? null)
      if (existing !== null) {
        setRequestState(tx, existing.id, { state: 'failed', reasons: error.reasons, updatedAt: ca.clock.now() })
        afterCommit(tx, () => ca.emit('request.changed', { id: existing.id, state: 'failed' }))
      }
      recordAudit(tx, ca, {
        actor: request.actor,
        operation: 'certificate.issue',
        object:
          existing === null ? { kind: 'profile', id: request.profileId ?? '' } : { kind: 'request', id: existing.id },
        outcome: 'refused',
        detail: { code: error.code, message: error.message, reasons: error.reasons, requester: request.requesterText }
      })
    })
    throw error
  }
}
