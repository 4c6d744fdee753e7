import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  ocspErrorResponse,
  ocspIds,
  parseOcspRequest,
  verifyOcspRequest,
  type NewOcspAnswer,
  type OcspCertStatus,
  type OcspError,
  type OcspQuestion,
  type OcspRequest
} from '../../pki/ocsp.ts'
import { getOcspResponse } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { issuerOf } from './issuers.ts'
import { rememberStatus, stillTrueFor, type AnsweredIssuer, type StillTrue } from './memory.ts'
import { answerTimes, requireResponder, signAhead, signAnswers } from './sign-answers.ts'
import { singleAnswer } from './single-answer.ts'
import { statusOf } from './status.ts'

/** What goes out. */
export interface OcspReply {
  /** OCSPResponse, DER. */
  readonly der: Uint8Array
  /** Null for an error, and for what is for one asker alone; else what a cache may know (RFC 5019 6.2). Unix ms. */
  readonly cache: { readonly thisUpdate: number; readonly nextUpdate: number } | null
  /** The error that it says; null for an answer. */
  readonly error: OcspError | null
  /** Set where the very same request may be given this answer again until nextUpdate, for as long as the mark is true. */
  readonly again: StillTrue | null
}

/**
 * Answers an OCSPRequest (RFC 6960 2) for the authorities that are answered for. A question without nonce gets the
 * answer that was signed before, where it still holds; a nonce gets a signature of its own where the authority is set
 * so, and the answer from before where the key is not at hand (RFC 9654 2.1: it may be left out). Never throws: what
 * cannot be answered is one of the unsigned errors of RFC 6960 2.3.
 */
export async function answerOcsp(ca: CaContext, der: Uint8Array): Promise<OcspReply> {
  try {
    return await answer(ca, readRequest(der))
  } catch (error) {
    if (!(error instanceof ChanceryError)) ca.log.error('an OCSP request could not be answered', error)
    return failed(error instanceof ChanceryError ? errorFor(error) : 'internalError')
  }
}

function failed(error: OcspError): OcspReply {
  return { der: ocspErrorResponse(error), cache: null, error, again: null }
}

/** RFC 6960 2.3: what the asker did wrong, what may pass, and what is ours. */
function errorFor({ code }: ChanceryError): OcspError {
  if (code === 'malformed' || code === 'too-large' || code === 'invalid-input') return 'malformedRequest'
  if (code === 'bad-signature' || code === 'forbidden') return 'unauthorized'
  const passes = ['locked', 'key-unavailable', 'busy', 'not-ready', 'conflict', 'cancelled', 'io']
  return passes.includes(code) ? 'tryLater' : 'internalError'
}

function readRequest(der: Uint8Array): OcspRequest {
  const request = parseOcspRequest(der)
  // RFC 6960 4.4: only what is critical must be understood. The nonce is.
  for (const { extensions } of [request, ...request.questions]) {
    const strange = extensions.find(({ critical, oid }) => critical && oid !== ocspIds.nonce)
    if (strange !== undefined)
      throw new ChanceryError('invalid-input', `The critical extension ${strange.oid} is not known (RFC 6960 4.4).`)
  }
  verifyOcspRequest(request)
  return request
}

async function answer(ca: CaContext, request: OcspRequest): Promise<OcspReply> {
  const [first] = request.questions
  const from = first === undefined ? undefined : issuerOf(ca, first.certId)
  // RFC 5019 2.2.3: not the responder for this issuer.
  if (first === undefined || from === undefined) return failed('unauthorized')
  const nonce = from.settings.nonce === 'answer' ? request.nonce : null
  if (request.questions.length > 1) return await fresh(ca, from, request.questions, nonce)
  if (nonce === null) return ahead(ca, from, first)
  try {
    return await fresh(ca, from, request.questions, nonce)
  } catch (error) {
    if (!(error instanceof ChanceryError) || errorFor(error) !== 'tryLater') throw error
    const kept = keptFor(ca, from, first)
    if (kept === undefined) throw error
    return { ...kept, cache: null, again: null }
  }
}

/** @returns the answer that was signed before, while it holds. */
function keptFor(ca: CaContext, { issuer }: AnsweredIssuer, { certId }: OcspQuestion): OcspReply | undefined {
  const { record } = statusOf(reader(ca.store), issuer.row.id, certId.serial)
  if (record === null || certId.hash === null) return undefined
  const kept = getOcspResponse(reader(ca.store), record.id, certId.hash)
  if (kept === undefined || ca.clock.now() >= kept.nextUpdate) return undefined
  return {
    der: kept.der,
    cache: { thisUpdate: kept.producedAt, nextUpdate: kept.nextUpdate },
    error: null,
    // Read from the database in this very turn. What was signed just now is not marked: a change may have been committed
    // together with it and been told already.
    again: stillTrueFor(ca.memory.ocsp, record.id)
  }
}

async function ahead(ca: CaContext, from: AnsweredIssuer, question: OcspQuestion): Promise<OcspReply> {
  const kept = keptFor(ca, from, question)
  if (kept !== undefined) return kept
  const { hash, serial } = question.certId
  const { record } = statusOf(reader(ca.store), from.issuer.row.id, serial)
  if (record === null || hash === null) return fresh(ca, from, [question], null)
  const { der, producedAt, nextUpdate } = await signAhead(ca, from, { certificateId: record.id, hash })
  return { der, cache: { thisUpdate: producedAt, nextUpdate }, error: null, again: null }
}

/** @returns what the answer about a serial number says: from memory while nothing about its certificate changed. */
function statusNow(ca: CaContext, authorityId: number, serial: string): OcspCertStatus {
  const name = `${authorityId} ${serial}`
  const known = ca.memory.ocsp.statuses.get(name)
  if (known !== undefined && known.mark.true) return known.status
  const { status, record } = statusOf(reader(ca.store), authorityId, serial)
  // What was never issued may be in the next moment, and nothing tells of it under a name that is known here.
  if (record !== null) rememberStatus(ca.memory.ocsp, name, record.id, status)
  return status
}

/** Signs one response for all questions. Those about other issuers are unknown to who signs here (RFC 6960 2.2). */
async function fresh(
  ca: CaContext,
  from: AnsweredIssuer,
  questions: readonly OcspQuestion[],
  nonce: Uint8Array | null
): Promise<OcspReply> {
  const responder = requireResponder(ca, from)
  const { thisUpdate, nextUpdate } = answerTimes(ca, from, responder)
  const answers = questions.map(({ certId }): NewOcspAnswer => {
    const ours = issuerOf(ca, certId)?.issuer.row.id === from.issuer.row.id
    const times = { thisUpdate, nextUpdate }
    if (!ours) return { certId: certId.der, status: { kind: 'unknown' }, ...times }
    return singleAnswer(ca, from, certId.der, statusNow(ca, from.issuer.row.id, certId.serial), times)
  })
  const der = await signAnswers(ca, from, responder, answers, nonce, 'samples')
  const ends = Math.min(...answers.map((one) => one.nextUpdate ?? nextUpdate))
  return { der, cache: nonce === null ? { thisUpdate, nextUpdate: ends } : null, error: null, again: null }
}
