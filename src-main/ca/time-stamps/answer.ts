import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  assembleTimeStamp,
  buildTimeStampInfo,
  grantedResponse,
  parseTimeStampRequest,
  rejectedResponse,
  timeStampToSign,
  type TimeStampFailure,
  type TimeStampRequest
} from '../../pki/tsp.ts'
import type { CaContext } from '../context.ts'
import { signTimestamp } from '../sign.ts'
import { admitClient, type AskedService } from './admit.ts'
import { requireClock } from './clock-refusal.ts'
import { logStamp } from './log.ts'
import { nextSerial } from './serials.ts'
import { signerOf } from './signer.ts'
import { stampTime } from './stamp-time.ts'

/** What goes out. */
export interface StampReply {
  /** TimeStampResp, DER. */
  readonly der: Uint8Array
  /** Why there is no stamp; null where there is one. */
  readonly failure: TimeStampFailure | null
}

/** A request that is answered with a failure of RFC 3161 2.4.2. */
class Rejection extends Error {
  readonly failure: TimeStampFailure
  constructor(failure: TimeStampFailure, text: string) {
    super(text)
    this.failure = failure
  }
}

/**
 * Answers a TimeStampReq (RFC 3161 2.2). A stamp is in the log, on disk, before it is returned.
 * @param client address of who asks
 * @throws ChanceryError `not-found`, `forbidden`, `slowed-down` before the request is read; after that what cannot be
 *   answered is a rejection
 */
export async function answerTimeStamp(
  ca: CaContext,
  name: string,
  der: Uint8Array,
  client: string
): Promise<StampReply> {
  const service = admitClient(ca, name, client)
  try {
    const request = parseTimeStampRequest(der)
    const policy = policyFor(service, request)
    requireClock(ca, service)
    return { der: grantedResponse(await stampAgain(ca, service, request, policy)), failure: null }
  } catch (error) {
    const { failure, message } = error instanceof Rejection ? error : rejectionFor(ca, error)
    return { der: rejectedResponse(failure, message), failure }
  }
}

/** Checks what the service accepts (RFC 3161 2.4.1). @returns the policy of the stamp */
function policyFor({ settings }: AskedService, request: TimeStampRequest): string {
  const { imprint, policy, extensions } = request
  if (imprint.hash === null || !settings.hashes.includes(imprint.hash))
    throw new Rejection('badAlg', `The hash ${imprint.hash ?? imprint.hashOid} is not accepted here.`)
  const [first = ''] = settings.policies
  if (policy !== null && !settings.policies.includes(policy))
    throw new Rejection('unacceptedPolicy', `The policy ${policy} is not one of this service.`)
  // Critical or not: an extension that is not known is refused.
  const [strange] = extensions
  if (strange !== undefined)
    throw new Rejection('unacceptedExtension', `The extension ${strange.oid} is not known here.`)
  return policy ?? first
}

/** The key may be replaced while a request is under way: then the next one stamps. */
async function stampAgain(
  ca: CaContext,
  service: AskedService,
  request: TimeStampRequest,
  policy: string
): Promise<Uint8Array> {
  try {
    return await stamp(ca, service, request, policy)
  } catch (error) {
    const replaced = error instanceof ChanceryError && error.code === 'key-unavailable'
    const now = replaced ? admitted(ca, service) : null
    if (now === null || now.certificate === service.certificate) throw error
    return stamp(ca, now, request, policy)
  }
}

function admitted(ca: CaContext, { name, client }: AskedService): AskedService | null {
  try {
    return admitClient(ca, name, client)
  } catch {
    return null
  }
}

async function stamp(
  ca: CaContext,
  service: AskedService,
  { imprint, nonce, certificateWanted }: TimeStampRequest,
  policy: string
): Promise<Uint8Array> {
  const { id, version, settings } = service
  const signer = requireSigner(ca, service, version)
  const serial = await nextSerial(ca, id)
  const stampedAt = stampTime(ca, id, settings.ordering)
  const info = buildTimeStampInfo({
    policy,
    imprint: imprint.der,
    serial,
    time: stampedAt / 1000,
    ...(noAccuracy(settings.accuracy) ? {} : { accuracy: settings.accuracy }),
    ordering: settings.ordering,
    nonce,
    authority: signer.authority
  })
  const attributes = timeStampToSign(info, Math.floor(stampedAt / 1000), signer, settings.signingCertificate)
  const { keyId, signatureAlgorithm } = signer
  const signature = await signTimestamp(ca, { keyId, attributes, signatureAlgorithm })
  const token = assembleTimeStamp(info, attributes, signature, signer, certificateWanted ? signer.chain : [])
  await logStamp(ca, {
    serviceId: id,
    serial,
    stampedAt,
    form: 'rfc3161',
    policy,
    hash: imprint.hash ?? imprint.hashOid,
    hashed: imprint.hashed,
    certificateId: signer.certificateId,
    client: service.client,
    tokenSha256: hash('sha256', token, 'buffer')
  })
  return token
}

function noAccuracy({ seconds, millis, micros }: AskedService['settings']['accuracy']): boolean {
  return seconds === 0 && millis === 0 && micros === 0
}

/** @throws ChanceryError `key-unavailable` where the service has no certificate that is valid now. */
export function requireSigner(
  ca: CaContext,
  { certificate, settings, name }: AskedService,
  version: number
): ReturnType<typeof signerOf> {
  if (certificate === null)
    throw new ChanceryError(
      'key-unavailable',
      `The time-stamp service ${name} has no certificate that is valid now. It gets one when its authority can sign.`
    )
  return signerOf(ca, certificate, version, settings)
}

/** RFC 3161 2.4.2: what the asker did wrong, the time, and what is ours. */
function rejectionFor(ca: CaContext, error: unknown): Rejection {
  if (!(error instanceof ChanceryError)) {
    const logId = ca.log.error('a time-stamp request could not be answered', error)
    return new Rejection('systemFailure', `The time-stamp service met a problem. Its log has it under ${logId}.`)
  }
  const { code, message } = error
  if (code === 'malformed' || code === 'too-large') return new Rejection('badDataFormat', message)
  if (code === 'invalid-input') return new Rejection('badRequest', message)
  if (code === 'not-ready') return new Rejection('timeNotAvailable', message)
  ca.log.warn('a time-stamp was not made', { reason: message })
  return new Rejection('systemFailure', 'The time-stamp service cannot sign right now. Try again later.')
}
