import type { OcspTrial } from '../../../src-shared/api/ocsp.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { signatureLabel } from '../../pki/describe/key.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  nonceExtension,
  ocspIds,
  parseOcspResponse,
  readArchiveCutoff,
  readCrlReference,
  verifyOcspResponse,
  type BasicOcspResponse
} from '../../pki/ocsp.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { getCertificateByFingerprint, getCertificateBySerial } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { fingerprintOf, signedBy } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { decimalNumber, wholeHex } from '../crl/number.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { answerOcsp } from './answer.ts'
import { hashesOf } from './issuers.ts'

/** RFC 9654 2.1: clients should send 32 octets. */
const NONCE_OCTETS = 32

/** A question as a person puts it. */
export interface TrialQuestion {
  readonly authority?: Ref | undefined
  readonly serial?: string | undefined
  /** PEM, or DER in base64. */
  readonly certificate?: string | undefined
  readonly hash: 'sha1' | 'sha256'
  readonly nonce: boolean
}

/**
 * Puts a question to the responder as a relying party does, through its octets, and reads the answer as one does, with
 * its signature and who may answer (RFC 6960 3.2).
 * @throws ChanceryError `invalid-input` where it is not said which certificate is meant; `not-found`; `malformed`
 */
export async function tryOcsp(ca: CaContext, question: TrialQuestion): Promise<OcspTrial> {
  const { issuer, serial } = target(ca, question)
  const nonce = question.nonce ? ca.random.bytes(NONCE_OCTETS) : null
  const certId = encodeCertId(question.hash, hashesOf(issuer, question.hash), serial)
  const request = assembleOcspRequest(
    buildTbsOcspRequest({ certIds: [certId], ...(nonce === null ? {} : { extensions: [nonceExtension(nonce)] }) })
  )
  const { der } = await answerOcsp(ca, request)
  const read = parseOcspResponse(der)
  return {
    authorityId: issuer.row.id,
    authorityName: issuer.row.name,
    serial,
    certificateId: getCertificateBySerial(reader(ca.store), issuer.row.id, serial)?.id ?? null,
    error: read.kind === 'error' ? read.error : null,
    answer: read.kind === 'error' ? null : decoded(ca, issuer, read.basic, nonce),
    request: Buffer.from(request).toString('base64'),
    response: Buffer.from(der).toString('base64')
  }
}

function target(ca: CaContext, { authority, serial, certificate }: TrialQuestion): { issuer: Issuer; serial: string } {
  if (certificate !== undefined) {
    const parsed = parseCertificate(objectBytes(certificate, 'certificate'))
    return { issuer: issuerAmongOurs(ca, parsed), serial: parsed.serial }
  }
  if (serial === undefined || authority === undefined)
    throw new ChanceryError('invalid-input', 'Give a certificate, or a serial number and the authority that gave it.')
  const row = requireAuthority(reader(ca.store), authority)
  if (row.certificateId === null)
    throw new ChanceryError('conflict', `The authority ${row.name} has no certificate, so nobody asks about its own.`)
  return { issuer: loadIssuer(ca, row.id), serial: wholeHex(serial.replace(/^0x/, '')) }
}

function issuerAmongOurs(ca: CaContext, certificate: Certificate): Issuer {
  for (const row of listAuthorities(reader(ca.store))) {
    if (row.certificateId === null) continue
    const issuer = loadIssuer(ca, row.id)
    if (!sameBytes(issuer.subjectDer, certificate.issuer.der)) continue
    // Two authorities may have one name.
    if (issuer.certificate !== null && signedBy(certificate, issuer.certificate)) return issuer
  }
  throw new ChanceryError(
    'not-found',
    `No authority of this installation signed this certificate; its issuer is ${certificate.issuer.text}. Ask the responder of that authority.`
  )
}

function decoded(
  ca: CaContext,
  issuer: Issuer,
  basic: BasicOcspResponse,
  nonce: Uint8Array | null
): NonNullable<OcspTrial['answer']> {
  const [first] = basic.answers
  if (first === undefined) throw new ChanceryError('internal', 'The response has no answer in it.')
  const { status, thisUpdate, nextUpdate, extensions } = first
  const found = (oid: string): (typeof extensions)[number] | undefined => extensions.find((one) => one.oid === oid)
  const [cutoff, crl] = [found(ocspIds.archiveCutoff), found(ocspIds.crlReference)]
  const reference = crl === undefined ? null : readCrlReference(crl)
  return {
    status: status.kind,
    revokedAt: status.kind === 'revoked' ? status.revokedAt : null,
    reason: status.kind === 'revoked' ? status.reason : null,
    thisUpdate,
    nextUpdate,
    producedAt: basic.producedAt,
    signatureAlgorithm: signatureLabel(basic.signatureAlgorithm),
    signer: signerOf(ca, issuer, basic),
    nonceEchoed: nonce === null ? null : basic.nonce !== null && sameBytes(basic.nonce, nonce),
    archiveCutoff: cutoff === undefined ? null : readArchiveCutoff(cutoff),
    crl:
      reference === null
        ? null
        : {
            url: reference.url,
            number: reference.number === null ? null : decimalNumber(reference.number),
            time: reference.time
          },
    extendedRevoked: basic.extensions.some(({ oid }) => oid === ocspIds.extendedRevoked)
  }
}

/** RFC 6960 4.2.2.2: the issuer itself, or a certificate by the issuer with id-kp-OCSPSigning. */
function signerOf(
  ca: CaContext,
  { certificate }: Issuer,
  basic: BasicOcspResponse
): NonNullable<OcspTrial['answer']>['signer'] {
  if (certificate === null) return null
  const signer = verifyOcspResponse(basic, [certificate])
  if (signer === null) return null
  const delegated = findExtension(signer, 'extKeyUsage')?.includes(purpose.ocspSigning) === true
  if (!sameBytes(signer.der, certificate.der) && !(delegated && signedBy(signer, certificate))) return null
  return {
    subject: signer.subject.text,
    certificateId: getCertificateByFingerprint(reader(ca.store), fingerprintOf(signer.der))?.id ?? null
  }
}
