import { ChanceryError } from '../../../src-shared/errors.ts'
import { hashOids } from '../../../src-shared/model/algorithm.ts'
import {
  assembleOcspResponse,
  buildTbsOcspResponse,
  encodeCertId,
  nonceExtension,
  type NewOcspAnswer
} from '../../pki/ocsp.ts'
import { getCertificate } from '../../store/certificates.ts'
import { keepOcspResponse, type OcspResponseRow, type WantedOcspResponse } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { signOcsp } from '../sign.ts'
import { hashesOf, type AnsweredIssuer } from './issuers.ts'
import type { Responder } from './memory.ts'
import { currentResponder } from './responder.ts'
import { answerLife } from './settings.ts'
import { statusOfRecord } from './status.ts'

/** How often an answer is made anew because the certificate, or the responder, changed while it was signed. */
const MAX_TRIES = 3

/** Times of an answer, Unix ms of whole seconds. */
export interface AnswerTimes {
  readonly thisUpdate: number
  readonly nextUpdate: number
}

/** A signed response and how long it may be used. */
export interface SignedAnswers extends AnswerTimes {
  readonly der: Uint8Array
}

/** @throws ChanceryError `key-unavailable` where nobody can sign for the authority now. */
export function requireResponder(ca: CaContext, { issuer, settings }: AnsweredIssuer): Responder {
  const responder = currentResponder(ca, issuer.row.id, settings)
  if (responder === undefined)
    throw new ChanceryError(
      'key-unavailable',
      `The OCSP responder of ${issuer.row.name} has no certificate that is valid now. It gets one when the authority can sign.`
    )
  return responder
}

/** @returns times of an answer that is made now; it ends with the certificate of who signs it at the latest. */
export function answerTimes(ca: CaContext, { settings }: AnsweredIssuer, responder: Responder): AnswerTimes {
  const thisUpdate = Math.floor(ca.clock.now() / 1000) * 1000
  return { thisUpdate, nextUpdate: Math.min(thisUpdate + answerLife(settings, thisUpdate), responder.notAfter) }
}

/** Signs answers for certificates of one authority. @throws as `signOcsp` */
export async function signAnswers(
  ca: CaContext,
  responder: Responder,
  answers: readonly NewOcspAnswer[],
  nonce: Uint8Array | null
): Promise<Uint8Array> {
  const { authorityId, keyId, signatureAlgorithm, certificates } = responder
  const tbs = buildTbsOcspResponse({
    responderId: responder.id,
    producedAt: ca.clock.now(),
    answers,
    ...(nonce === null ? {} : { extensions: [nonceExtension(nonce)] })
  })
  const signature = await signOcsp(ca, { authorityId, keyId, tbs, signatureAlgorithm })
  return assembleOcspResponse(tbs, { algorithm: signatureAlgorithm, signature, certificates })
}

/**
 * Signs the answer for one certificate and keeps it for all who ask the same. What is kept is true: an answer whose
 * certificate changed while it was signed is thrown away and made anew.
 * @throws as `signAnswers`; ChanceryError `conflict` where the certificate changes again and again; `not-found`
 */
export async function signAhead(
  ca: CaContext,
  from: AnsweredIssuer,
  { certificateId, hash }: WantedOcspResponse
): Promise<OcspResponseRow> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const record = getCertificate(reader(ca.store), certificateId)
    if (record === undefined || !Object.hasOwn(hashOids, hash))
      throw new ChanceryError('not-found', `There is no certificate with number ${certificateId}.`)
    const responder = requireResponder(ca, from)
    const times = answerTimes(ca, from, responder)
    const certId = encodeCertId(hash, hashesOf(from.issuer, hash), record.serial)
    const der = await signAnswers(ca, responder, [{ certId, status: statusOfRecord(record), ...times }], null)
    const row = {
      certificateId,
      hash,
      authorityId: from.issuer.row.id,
      producedAt: times.thisUpdate,
      nextUpdate: times.nextUpdate,
      der
    }
    if (await transaction(ca.store, (tx) => keepOcspResponse(tx, row, record))) return row
  }
  throw new ChanceryError(
    'conflict',
    `Certificate ${certificateId} changes while its status is being signed. Ask again.`
  )
}
