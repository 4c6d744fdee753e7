import { ChanceryError } from '../../../src-shared/errors.ts'
import { hashOids } from '../../../src-shared/model/algorithm.ts'
import {
  assembleOcspResponse,
  buildTbsOcspResponse,
  encodeCertId,
  extendedRevokedExtension,
  nonceExtension,
  type NewOcspAnswer
} from '../../pki/ocsp.ts'
import { getStatusById, keepOcspResponse, type OcspResponseRow, type WantedOcspResponse } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Extension } from '../../pki/model.ts'
import type { CaContext } from '../context.ts'
import { signOcsp, type Verifying } from '../sign.ts'
import { hashesOf } from './issuers.ts'
import type { AnsweredIssuer, Responder } from './memory.ts'
import { currentResponder } from './responder.ts'
import { answerLife } from './settings.ts'
import { singleAnswer } from './single-answer.ts'
import { statusOfRecord } from './status.ts'

/** How often an answer is made anew because the certificate, or the responder, changed while it was signed. */
const MAX_TRIES = 3

/** Times of an answer, Unix ms of whole seconds. */
export interface AnswerTimes {
  readonly thisUpdate: number
  readonly nextUpdate: number
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

/**
 * Signs answers for certificates of one authority.
 * @param verifying `every` for what many will be given; `samples` for what one asker is given, who verifies it at once
 * @throws as `signOcsp`
 */
export async function signAnswers(
  ca: CaContext,
  { settings }: AnsweredIssuer,
  responder: Responder,
  answers: readonly NewOcspAnswer[],
  nonce: Uint8Array | null,
  verifying: Verifying
): Promise<Uint8Array> {
  const { authorityId, keyId, signatureAlgorithm, certificates } = responder
  const extensions: Extension[] = []
  if (nonce !== null) extensions.push(nonceExtension(nonce))
  // RFC 6960 4.4.8: must stand in a response that says so of a certificate that was never issued, and may in others.
  if (settings.unissued === 'revoked') extensions.push(extendedRevokedExtension)
  const tbs = buildTbsOcspResponse({ responderId: responder.id, producedAt: ca.clock.now(), answers, extensions })
  const signature = await signOcsp(ca, { authorityId, keyId, tbs, signatureAlgorithm }, verifying)
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
    const record = getStatusById(reader(ca.store), certificateId)
    if (record === undefined || !Object.hasOwn(hashOids, hash))
      throw new ChanceryError('not-found', `There is no certificate with number ${certificateId}.`)
    const responder = requireResponder(ca, from)
    const times = answerTimes(ca, from, responder)
    const certId = encodeCertId(hash, hashesOf(from.issuer, hash), record.serial)
    const said = singleAnswer(ca, from, certId, statusOfRecord(record), times)
    const der = await signAnswers(ca, from, responder, [said], null, 'every')
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
