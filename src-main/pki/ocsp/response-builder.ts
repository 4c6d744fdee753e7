import { ChanceryError } from '../../../src-shared/errors.ts'
import { revocationReasonCodes } from '../../../src-shared/model/revocation.ts'
import { signatureAlgorithmDer } from '../algorithm-identifier.ts'
import { hash } from 'node:crypto'
import { context, contextConstructed, ENUMERATED, OCTET_STRING, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { writeExtensions } from '../extension.ts'
import type { Extension } from '../model.ts'
import {
  ocspErrorCodes,
  ocspIds,
  type NewOcspAnswer,
  type OcspCertStatus,
  type OcspError,
  type OcspResponseFields,
  type OcspSignature
} from './model.ts'
import { writeCertificates } from './request.ts'

/** @returns ResponderID by the subject of the responder's certificate, DER. */
export function responderByName(subject: Uint8Array): Uint8Array {
  return new DerWriter(subject.length + 8).begin(contextConstructed(1)).raw(subject).end().finish()
}

/** @returns ResponderID by the SHA-1 of the responder's key (RFC 6960 4.2.1), DER. @param keyBytes content of its BIT STRING. */
export function responderByKey(keyBytes: Uint8Array): Uint8Array {
  return new DerWriter(32)
    .begin(contextConstructed(2))
    .octets(hash('sha1', keyBytes, 'buffer'))
    .end()
    .finish()
}

/**
 * Encodes ResponseData (RFC 6960 4.2.1): the bytes to sign.
 * @throws ChanceryError `invalid-input` without an answer, for a time outside the years 0 to 9999, and for the reason
 * removeFromCRL, which no certificate has.
 */
export function buildTbsOcspResponse(fields: OcspResponseFields): Uint8Array {
  if (fields.answers.length === 0)
    throw new ChanceryError('invalid-input', 'An OCSP response answers for one certificate at least.')
  const writer = new DerWriter(256 + fields.answers.length * 192)
    .begin(SEQUENCE)
    .raw(fields.responderId)
    .generalizedTime(fields.producedAt)
    .begin(SEQUENCE)
  for (const answer of fields.answers) writeAnswer(writer, answer)
  writer.end()
  writeTagged(writer, 1, fields.extensions)
  return writer.end().take()
}

function writeAnswer(writer: DerWriter, answer: NewOcspAnswer): void {
  writer.begin(SEQUENCE).raw(answer.certId)
  writeStatus(writer, answer.status)
  writer.generalizedTime(answer.thisUpdate)
  if (answer.nextUpdate !== null) writer.begin(contextConstructed(0)).generalizedTime(answer.nextUpdate).end()
  writeTagged(writer, 1, answer.extensions)
  writer.end()
}

function writeStatus(writer: DerWriter, status: OcspCertStatus): void {
  if (status.kind !== 'revoked') {
    writer.header(context(status.kind === 'good' ? 0 : 2), 0)
    return
  }
  writer.begin(contextConstructed(1)).generalizedTime(status.revokedAt)
  if (status.reason === 'removeFromCRL')
    throw new ChanceryError(
      'invalid-input',
      'The reason removeFromCRL is for delta CRLs alone (RFC 5280 5.3.1); such a certificate is good again.'
    )
  if (status.reason !== null)
    writer.begin(contextConstructed(0)).integer(revocationReasonCodes[status.reason], ENUMERATED).end()
  writer.end()
}

function writeTagged(writer: DerWriter, number: number, extensions: readonly Extension[] | undefined): void {
  if (extensions === undefined || extensions.length === 0) return
  writer.begin(contextConstructed(number))
  writeExtensions(writer, extensions)
  writer.end()
}

/** Puts ResponseData and its signature together to an OCSPResponse with status successful (RFC 6960 4.2.1). */
export function assembleOcspResponse(tbs: Uint8Array, signed: OcspSignature): Uint8Array {
  const size = signed.certificates.reduce((sum, { length }) => sum + length, tbs.length + signed.signature.length + 160)
  const writer = new DerWriter(size).begin(SEQUENCE).integer(0, ENUMERATED)
  writer.begin(contextConstructed(0)).begin(SEQUENCE).oid(ocspIds.basic).begin(OCTET_STRING).begin(SEQUENCE)
  writer.raw(tbs).raw(signatureAlgorithmDer(signed.algorithm)).bitOctets(signed.signature)
  writeCertificates(writer, signed.certificates)
  return writer.end().end().end().end().end().take()
}

/** @returns an OCSPResponse that says why there is no answer; such a one is never signed (RFC 6960 2.3). */
export function ocspErrorResponse(error: OcspError): Uint8Array {
  return Uint8Array.of(SEQUENCE, 3, ENUMERATED, 1, ocspErrorCodes[error])
}
