import { hash } from 'node:crypto'
import { readAlgorithm } from '../algorithm-identifier.ts'
import { sameBytes } from '../der/hex.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { context, contextConstructed, ENUMERATED, SEQUENCE } from '../der/tags.ts'
import { readGeneralizedTime } from '../der/time.ts'
import { readReasonCode } from '../extensions/crl.ts'
import type { Certificate } from '../model.ts'
import { readName } from '../name.ts'
import { verifySignature } from '../verify.ts'
import { readCertId } from './cert-id.ts'
import { nonceOf } from './extensions.ts'
import {
  ocspErrorCodes,
  ocspIds,
  type BasicOcspResponse,
  type OcspAnswer,
  type OcspCertStatus,
  type OcspError,
  type OcspResponderId,
  type OcspResponse
} from './model.ts'
import { readCertificates, readOcspVersion, readTagged } from './request.ts'

/** Bytes of the largest response accepted: thousands of answers. */
export const MAX_OCSP_RESPONSE = 1024 * 1024
/** Answers in one response. */
const MAX_ANSWERS = 5000

const errorsByCode: ReadonlyMap<number, OcspError> = new Map(
  (Object.keys(ocspErrorCodes) as OcspError[]).map((error) => [ocspErrorCodes[error], error])
)

/**
 * Parses an OCSPResponse (RFC 6960 4.2.1). Its signature is not checked: `verifyOcspResponse` does.
 * @throws ChanceryError `malformed` (also for a kind of response other than id-pkix-ocsp-basic, and a status that does
 * not exist), `too-large`.
 */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  checkSize('OCSP response', der.length, MAX_OCSP_RESPONSE)
  const reader = new DerReader(der, 'OCSP response')
  const whole = reader.enter(SEQUENCE)
  const status = reader.smallInteger(ENUMERATED)
  const response = status === 0 ? readBody(reader) : readError(reader, status)
  reader.leave(whole)
  reader.finish()
  return response
}

function readError(reader: DerReader, status: number): OcspResponse {
  const error = errorsByCode.get(status) ?? reader.fail(`response status ${status} does not exist`)
  if (!reader.atEnd) reader.fail('an error must not come with an answer (RFC 6960 4.2.1)', reader.offset)
  return { kind: 'error', error }
}

function readBody(reader: DerReader): OcspResponse {
  const explicit = reader.enter(contextConstructed(0))
  const body = reader.enter(SEQUENCE)
  const type = reader.oidText()
  if (type !== ocspIds.basic) reader.fail(`responses of the type ${type} are not known`)
  const basic = readBasic(new DerReader(reader.octets(), 'OCSP response'))
  reader.leave(body)
  reader.leave(explicit)
  return { kind: 'basic', basic }
}

function readBasic(reader: DerReader): BasicOcspResponse {
  const whole = reader.enter(SEQUENCE)
  const der = reader.element()
  const inner = reader.enter(SEQUENCE)
  const tbs = reader.element()
  readOcspVersion(reader)
  const responderId = readResponderId(reader)
  const producedAt = readGeneralizedTime(reader).unixMs
  const answers = readAnswers(reader)
  const extensions = readTagged(reader, 1)
  reader.leave(inner)
  const signatureAlgorithm = readAlgorithm(reader)
  const signature = reader.bitOctets()
  const certificates = readCertificates(reader)
  reader.leave(whole)
  reader.finish()
  return {
    der,
    tbs,
    responderId,
    producedAt,
    answers,
    extensions,
    nonce: nonceOf(extensions),
    signatureAlgorithm,
    signature,
    certificates
  }
}

function readResponderId(reader: DerReader): OcspResponderId {
  if (reader.peek() === contextConstructed(1)) {
    const outer = reader.enter(contextConstructed(1))
    const name = readName(reader)
    reader.leave(outer)
    return { kind: 'name', name }
  }
  const outer = reader.enter(contextConstructed(2))
  const keyHash = reader.octets()
  if (keyHash.length !== 20) reader.fail('the hash of a responder’s key is no SHA-1 (RFC 6960 4.2.1)')
  reader.leave(outer)
  return { kind: 'key', keyHash }
}

function readAnswers(reader: DerReader): OcspAnswer[] {
  const outer = reader.enter(SEQUENCE)
  const answers: OcspAnswer[] = []
  while (!reader.atEnd) {
    if (answers.length >= MAX_ANSWERS) reader.fail(`there are more than ${MAX_ANSWERS} answers`)
    answers.push(readAnswer(reader))
  }
  reader.leave(outer)
  return answers
}

function readAnswer(reader: DerReader): OcspAnswer {
  const outer = reader.enter(SEQUENCE)
  const certId = readCertId(reader)
  const status = readStatus(reader)
  const thisUpdate = readGeneralizedTime(reader).unixMs
  let nextUpdate: number | null = null
  if (reader.peek() === contextConstructed(0)) {
    const inner = reader.enter(contextConstructed(0))
    nextUpdate = readGeneralizedTime(reader).unixMs
    reader.leave(inner)
  }
  const extensions = readTagged(reader, 1)
  reader.leave(outer)
  return { certId, status, thisUpdate, nextUpdate, extensions }
}

function readStatus(reader: DerReader): OcspCertStatus {
  const tag = reader.next()
  if (tag === context(0) || tag === context(2)) {
    if (reader.contentStart !== reader.contentEnd) reader.fail('good and unknown carry nothing (RFC 6960 4.2.1)')
    return { kind: tag === context(0) ? 'good' : 'unknown' }
  }
  if (tag !== contextConstructed(1)) reader.fail('a status that does not exist')
  const outer = reader.enterRead()
  const revokedAt = readGeneralizedTime(reader).unixMs
  let reason = null
  if (reader.peek() === contextConstructed(0)) {
    const inner = reader.enter(contextConstructed(0))
    reason = readReasonCode(reader)
    reader.leave(inner)
  }
  reader.leave(outer)
  return { kind: 'revoked', revokedAt, reason }
}

/**
 * Checks the signature of a response (RFC 6960 3.2, points 2 and 3): it is by a key that the responder id names.
 * Whether that certificate may answer (the issuer itself, or delegated by it with id-kp-OCSPSigning, 4.2.2.2) is for
 * the caller.
 * @param known certificates that could be the signer's, besides those that came along: the issuer's own.
 * @returns the signer's certificate, null when no certificate fits or the signature is wrong. Never throws.
 */
export function verifyOcspResponse(
  response: BasicOcspResponse,
  known: readonly Certificate[] = []
): Certificate | null {
  const fits = (certificate: Certificate): boolean =>
    verifySignature(certificate.publicKey, response.signatureAlgorithm, response.tbs, response.signature)
  return namedResponders(response, known).find(fits) ?? null
}

/** @returns those of the certificates, that came along or are known, which the responder id names */
export function namedResponders(
  { responderId, certificates }: BasicOcspResponse,
  known: readonly Certificate[]
): readonly Certificate[] {
  return [...certificates, ...known].filter((certificate) => isResponder(responderId, certificate))
}

function isResponder(id: OcspResponderId, certificate: Certificate): boolean {
  if (id.kind === 'name') return certificate.subject.key === id.name.key
  return sameBytes(hash('sha1', certificate.publicKey.keyBytes, 'buffer'), id.keyHash)
}
