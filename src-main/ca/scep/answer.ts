import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  readScepMessage,
  verifyScepMessage,
  type ScepMessage,
  type ScepStatus,
  type UnverifiedScep
} from '../../pki/scep.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { admitScep, countWrongSecret, type AskedScep } from './admit.ts'
import { enrol } from './enrol.ts'
import { logRefusal } from './log.ts'
import { findCertificate, findCrl } from './lookup.ts'
import { openScep, type OpenedScep } from './open.ts'
import { poll } from './poll.ts'
import { scepSigners } from './ra-certificate.ts'
import { ScepRefusal, scepFailureOf } from './refusal.ts'
import { failureReply, pendingReply, requireReadable, successReply, type AnswerTo } from './reply.ts'

/** What goes out. */
export interface ScepReply {
  /** CertRep, DER. */
  readonly der: Uint8Array
  readonly status: ScepStatus
}

/** What a request comes to. */
export type ScepResult =
  | { readonly kind: 'found'; readonly certificates: readonly Uint8Array[]; readonly crls?: readonly Uint8Array[] }
  | { readonly kind: 'pending' }

/**
 * Answers a pkiMessage (RFC 8894 3, 4.3): whatever can be said in SCEP is, failures too.
 * @param client address of who asks
 * @throws ChanceryError as `admitScep`; `malformed`, `too-large`, `invalid-input` for what is no message of SCEP;
 *   `locked`, `not-ready`, `key-unavailable` … for what passes, after which a device asks again
 */
export async function answerScep(ca: CaContext, name: string, der: Uint8Array, client: string): Promise<ScepReply> {
  const service = admitScep(ca, name, client, 'requests')
  const unverified = await readOrLog(ca, service, der)
  const signers = scepSigners(ca, service.row.id, authorityOf(ca, service))
  const [present] = signers
  if (present === undefined) {
    const message = 'The service has no certificate of its own at the moment. Try again later.'
    await logRefusal(ca, service, { message, advice: 'scep renew says what is in the way.', audit: false })
    throw new ChanceryError('not-ready', message)
  }
  let to: AnswerTo = { asked: unverified, signer: present, digest: unverified.data.signers[0]?.digest ?? null }
  let message: ScepMessage | null = null
  try {
    message = verified(unverified, service)
    const opened = await openScep(ca, service, signers, message.envelope)
    to = { ...to, signer: opened.signer }
    requireReadable(message.signedBy.certificate)
    const result = await work(ca, service, message, opened)
    if (result.kind === 'pending') return { der: await pendingReply(ca, to), status: 'pending' }
    const recipient = message.signedBy.certificate
    return { der: await successReply(ca, to, recipient, opened, result), status: 'success' }
  } catch (error) {
    return { der: await refuse(ca, service, to, message, error), status: 'failure' }
  }
}

function authorityOf(ca: CaContext, { row }: AskedScep): number {
  return requireProfileRow(reader(ca.store), row.profileId).authorityId ?? 0
}

async function readOrLog(ca: CaContext, service: AskedScep, der: Uint8Array): Promise<UnverifiedScep> {
  try {
    const unverified = readScepMessage(der)
    if (unverified.transactionDer === null)
      throw new ChanceryError('malformed', 'The SCEP message has no transactionID (RFC 8894 3.2.1.1).')
    return unverified
  } catch (error) {
    const message = error instanceof ChanceryError ? error.message : 'The message cannot be read.'
    await logRefusal(ca, service, { message, advice: 'What came is no message of SCEP.', audit: false })
    throw error
  }
}

function verified(unverified: UnverifiedScep, { settings }: AskedScep): ScepMessage {
  const [signer] = unverified.data.signers
  if (signer?.digest === null)
    throw new ScepRefusal('badAlg', `The message is signed with the hash ${signer.digestOid}. Use SHA-256.`)
  if (signer?.digest === 'sha1' && !settings.sha1)
    throw new ScepRefusal('badAlg', 'The message is signed with SHA-1. Use SHA-256.', {
      advice: 'Where the device knows nothing else: scep update --settings.sha1'
    })
  const message = verifyScepMessage(unverified)
  if (message.type === 'CertRep')
    throw new ScepRefusal('badRequest', 'A service is asked; it is not sent answers (CertRep).')
  return message
}

function work(
  ca: CaContext,
  service: AskedScep,
  message: ScepMessage,
  opened: OpenedScep
): Promise<ScepResult> | ScepResult {
  switch (message.type) {
    case 'PKCSReq':
    case 'RenewalReq':
    case 'UpdateReq':
      return enrol(ca, service, message, opened)
    case 'CertPoll':
      return poll(ca, service, message, opened)
    case 'GetCert':
      return findCertificate(ca, message, opened)
    case 'GetCRL':
      return findCrl(ca, opened)
    case 'CertRep':
      throw new ScepRefusal('badRequest', 'A service is not sent answers.')
  }
}

/** Logs a refusal and says it in SCEP. @throws what passes by itself */
async function refuse(
  ca: CaContext,
  service: AskedScep,
  to: AnswerTo,
  message: ScepMessage | null,
  error: unknown
): Promise<Uint8Array> {
  const detail = {
    client: service.client,
    ...(message === null
      ? {}
      : {
          messageType: message.type,
          transactionId: message.transactionId,
          signer: message.signedBy.certificate.subject.text
        })
  }
  if (error instanceof ScepRefusal) {
    const waits = error.wrongSecret && countWrongSecret(ca, service)
    const advice = waits
      ? `${error.advice} The address ${service.client} waits for ${service.settings.lockMinutes} minutes now.`
      : error.advice
    await logRefusal(ca, service, {
      message: error.message,
      advice,
      audit: true,
      detail: { ...detail, failure: error.failure }
    })
    return failureReply(ca, to, error.failure, error.message)
  }
  if (!(error instanceof ChanceryError)) throw error
  const failure = scepFailureOf(error.code)
  const reasons = error.reasons.map(({ message: reason }) => reason)
  await logRefusal(ca, service, {
    message: error.message,
    advice: failure === null ? 'The device asks again by itself.' : '',
    // The door and the store have written what they refused.
    audit: false,
    detail: { ...detail, code: error.code, failure, reasons }
  })
  if (failure === null) throw error
  return failureReply(ca, to, failure, error.message)
}
