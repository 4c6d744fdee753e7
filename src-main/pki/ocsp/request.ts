import { ChanceryError } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { readAlgorithm, signatureAlgorithmDer } from '../algorithm-identifier.ts'
import { readCertificate } from '../certificate.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { readExtensions, writeExtensions } from '../extension.ts'
import { readGeneralName, writeGeneralName } from '../general-name.ts'
import type { Certificate, Extension } from '../model.ts'
import { verifySignature } from '../verify.ts'
import { readCertId } from './cert-id.ts'
import { nonceOf } from './extensions.ts'
import type { OcspQuestion, OcspRequest, OcspRequestSignature } from './model.ts'

/** Bytes of the largest request accepted: hundreds of certificates, or a signature with its chain. Usual ones have about 100. */
export const MAX_OCSP_REQUEST = 64 * 1024
/** Certificates that one request may ask about. */
export const MAX_OCSP_QUESTIONS = 250
/** Certificates that may come along with a signature. */
const MAX_CERTIFICATES = 10

/**
 * Parses an OCSPRequest (RFC 6960 4.1.1; the lightweight form of RFC 5019 2.1 is a subset). The signature, where there
 * is one, is not checked here: `verifyOcspRequest` does. A version that is written although it is the default is let
 * through, as old software writes it.
 * @throws ChanceryError `malformed` (also for a nonce of a length against RFC 9654 2.1 and an empty list), `too-large`.
 */
export function parseOcspRequest(der: Uint8Array): OcspRequest {
  checkSize('OCSP request', der.length, MAX_OCSP_REQUEST)
  const reader = new DerReader(der, 'OCSP request')
  const whole = reader.enter(SEQUENCE)
  const outside = reader.element()
  const inner = reader.enter(SEQUENCE)
  const tbs = reader.element()
  readOcspVersion(reader)
  const requestorName = readRequestorName(reader)
  const questions = readQuestions(reader)
  const extensions = readTagged(reader, 2)
  reader.leave(inner)
  const signature = reader.atEnd ? null : readSignature(reader)
  reader.leave(whole)
  reader.finish()
  return { der: outside, tbs, requestorName, questions, extensions, nonce: nonceOf(extensions), signature }
}

/** Reads the version of a request or a response, v1, which DER leaves out. */
export function readOcspVersion(reader: DerReader): void {
  if (reader.peek() !== contextConstructed(0)) return
  const outer = reader.enter(contextConstructed(0))
  const version = reader.smallInteger()
  if (version !== 0) reader.fail(`version ${version + 1} is not known (RFC 6960 4.1.1)`)
  reader.leave(outer)
}

/** Reads Extensions behind an explicit tag, none where it is absent. */
export function readTagged(reader: DerReader, number: number): readonly Extension[] {
  if (reader.peek() !== contextConstructed(number)) return none
  const outer = reader.enter(contextConstructed(number))
  const extensions = readExtensions(reader)
  reader.leave(outer)
  return extensions
}

const none: readonly Extension[] = []

/** Reads `certs [0]` of a request's signature or a response. */
export function readCertificates(reader: DerReader): readonly Certificate[] {
  if (reader.peek() !== contextConstructed(0)) return []
  const outer = reader.enter(contextConstructed(0))
  const list = reader.enter(SEQUENCE)
  const certificates: Certificate[] = []
  while (!reader.atEnd) {
    if (certificates.length >= MAX_CERTIFICATES) reader.fail(`there are more than ${MAX_CERTIFICATES} certificates`)
    certificates.push(readCertificate(reader))
  }
  reader.leave(list)
  reader.leave(outer)
  return certificates
}

function readRequestorName(reader: DerReader): GeneralName | null {
  if (reader.peek() !== contextConstructed(1)) return null
  const outer = reader.enter(contextConstructed(1))
  const name = readGeneralName(reader)
  reader.leave(outer)
  return name
}

function readQuestions(reader: DerReader): OcspQuestion[] {
  const outer = reader.enter(SEQUENCE)
  const questions: OcspQuestion[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    if (questions.length >= MAX_OCSP_QUESTIONS)
      reader.fail(`more than ${MAX_OCSP_QUESTIONS} certificates are asked about`)
    questions.push({ certId: readCertId(reader), extensions: readTagged(reader, 0) })
    reader.leave(inner)
  }
  if (questions.length === 0) reader.fail('no certificate is asked about')
  reader.leave(outer)
  return questions
}

function readSignature(reader: DerReader): OcspRequestSignature {
  const outer = reader.enter(contextConstructed(0))
  const inner = reader.enter(SEQUENCE)
  const algorithm = readAlgorithm(reader)
  const signature = reader.bitOctets()
  const certificates = readCertificates(reader)
  reader.leave(inner)
  reader.leave(outer)
  return { algorithm, signature, certificates }
}

/**
 * Checks the signature of a request with the certificates that came along (RFC 6960 4.1.2). Whether the signer is one
 * that the responder wants to serve is for its policy.
 * @returns the certificate of the signer, null for a request without signature.
 * @throws ChanceryError `bad-signature` when none of the certificates verifies it, also when none came.
 */
export function verifyOcspRequest(request: OcspRequest): Certificate | null {
  const { signature, tbs } = request
  if (signature === null) return null
  const signer = signature.certificates.find((certificate) =>
    verifySignature(certificate.publicKey, signature.algorithm, tbs, signature.signature)
  )
  if (signer !== undefined) return signer
  throw new ChanceryError(
    'bad-signature',
    signature.certificates.length === 0
      ? 'The OCSP request is signed but carries no certificate of its signer (RFC 6960 4.1.2).'
      : 'The signature of the OCSP request does not verify with any certificate in it (RFC 6960 4.1.2).'
  )
}

/** What a new request is made of. */
export interface NewOcspRequest {
  /** CertIDs as DER, from `encodeCertId`. */
  readonly certIds: readonly Uint8Array[]
  /** Needed where the request is to be signed (RFC 6960 4.1.2). */
  readonly requestorName?: GeneralName
  /** requestExtensions, the nonce among them. */
  readonly extensions?: readonly Extension[]
}

/** Encodes TBSRequest. @throws ChanceryError `invalid-input` when no certificate is asked about. */
export function buildTbsOcspRequest(request: NewOcspRequest): Uint8Array {
  if (request.certIds.length === 0)
    throw new ChanceryError('invalid-input', 'An OCSP request asks about one certificate at least.')
  const writer = new DerWriter(128 + request.certIds.length * 128).begin(SEQUENCE)
  if (request.requestorName !== undefined) {
    writer.begin(contextConstructed(1))
    writeGeneralName(writer, request.requestorName)
    writer.end()
  }
  writer.begin(SEQUENCE)
  for (const certId of request.certIds) writer.begin(SEQUENCE).raw(certId).end()
  writer.end()
  if (request.extensions !== undefined && request.extensions.length > 0) {
    writer.begin(contextConstructed(2))
    writeExtensions(writer, request.extensions)
    writer.end()
  }
  return writer.end().finish()
}

/** Puts TBSRequest and, where there is one, its signature together to an OCSPRequest. */
export function assembleOcspRequest(
  tbs: Uint8Array,
  signed?: {
    readonly algorithm: SignatureAlgorithmId
    readonly signature: Uint8Array
    readonly certificates: readonly Uint8Array[]
  }
): Uint8Array {
  const writer = new DerWriter(tbs.length + 512).begin(SEQUENCE).raw(tbs)
  if (signed !== undefined) {
    writer.begin(contextConstructed(0)).begin(SEQUENCE).raw(signatureAlgorithmDer(signed.algorithm))
    writer.bitOctets(signed.signature)
    writeCertificates(writer, signed.certificates)
    writer.end().end()
  }
  return writer.end().finish()
}

/** Writes `certs [0]`, nothing where there are none. */
export function writeCertificates(writer: DerWriter, certificates: readonly Uint8Array[]): void {
  if (certificates.length === 0) return
  writer.begin(contextConstructed(0)).begin(SEQUENCE)
  for (const certificate of certificates) writer.raw(certificate)
  writer.end().end()
}
