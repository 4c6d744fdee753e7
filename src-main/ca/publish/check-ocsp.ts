import { ChanceryError } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  ocspIds,
  parseOcspResponse,
  verifyOcspResponse,
  type BasicOcspResponse,
  type OcspCertId
} from '../../pki/ocsp.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { HttpReply } from '../../world/net.ts'
import { signedBy } from '../certificates/chain.ts'
import { statusOfRecord } from '../ocsp/status.ts'
import { wrongReply } from './check-files.ts'
import { found, SKEW, when, wrong, type Finding } from './finding.ts'

/** What is asked, and what the answer should be. */
export interface Asked {
  readonly issuer: Certificate
  readonly record: CertificateRecord
  readonly now: number
  /** Whether a responder's certificate is one of this installation and was revoked. */
  readonly isRevoked: (responder: Certificate) => boolean
}

/** @returns a request as RFC 5019 2.1 has it. */
export function answerRequest({ issuer, record }: Pick<Asked, 'issuer' | 'record'>): Uint8Array {
  const hashes = issuerHashes('sha1', { name: issuer.subject.der, keyBytes: issuer.publicKey.keyBytes })
  return assembleOcspRequest(buildTbsOcspRequest({ certIds: [encodeCertId('sha1', hashes, record.serial)] }))
}

/** @returns what an OCSP address answered about a certificate whose status is known here. */
export function wrongAnswer(reply: HttpReply, asked: Asked): Finding {
  const early = wrongReply(reply, 'application/ocsp-response')
  if (early !== null) return wrong(early)
  try {
    const response = parseOcspResponse(reply.body)
    if (response.kind === 'error') return wrong(refusals[response.error])
    return judged(response.basic, asked)
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    return wrong(`This is not an OCSP response: ${error.message}`)
  }
}

const refusals = {
  malformedRequest: 'The responder does not understand the request (malformedRequest).',
  internalError: 'The responder has a problem of its own (internalError).',
  tryLater: 'The responder cannot answer now (tryLater). Its key may be away.',
  sigRequired: 'The responder wants signed requests (sigRequired); relying parties do not sign theirs.',
  unauthorized:
    'The responder has no answer for this certificate (unauthorized). Publish answers there, or enable the responder.'
} as const

function judged(basic: BasicOcspResponse, asked: Asked): Finding {
  const { issuer, record, now } = asked
  const signer = verifyOcspResponse(basic, [issuer])
  if (signer === null)
    return wrong(
      'The signature of the answer does not verify with any certificate in it or with that of the authority.'
    )
  const problem = wrongResponder(signer, asked)
  if (problem !== null) return wrong(problem)
  const answer = basic.answers.find(({ certId }) => isAbout(certId, issuer, record.serial))
  if (answer === undefined) return wrong('The answer is about another certificate.')
  const { thisUpdate, nextUpdate, status } = answer
  const unknown = [...basic.extensions, ...answer.extensions].find(({ critical, oid }) => critical && !known.has(oid))
  if (unknown !== undefined)
    return wrong(`The answer has a critical extension that relying parties do not know: ${unknown.oid}.`, nextUpdate)
  if (nextUpdate === null)
    return wrong('The answer does not say until when it is good (RFC 5019 2.2.4): an old one can be shown for ever.')
  if (thisUpdate > now + SKEW) return wrong(`The answer begins only at ${when(thisUpdate)}.`, nextUpdate)
  if (nextUpdate <= now)
    return wrong(`The answer went out of date at ${when(nextUpdate)}. Publish the present ones.`, nextUpdate)
  const here = statusOfRecord(record).kind
  if (status.kind !== here)
    return wrong(
      `It says “${status.kind}” of the certificate ${record.serial}, which is “${here}” here. Publish again.`,
      nextUpdate
    )
  return found(`“${status.kind}” for the certificate ${record.serial}, good until ${when(nextUpdate)}.`, nextUpdate)
}

/** Extensions that may be critical: they change nothing of what an answer says of one certificate. */
const known: ReadonlySet<string> = new Set(Object.values(ocspIds))

/** The same serial number stands for another certificate below another name or another key (RFC 6960 4.1.1). */
function isAbout(certId: OcspCertId, issuer: Certificate, serial: string): boolean {
  if (certId.serial !== serial || certId.hash === null) return false
  const hashes = issuerHashes(certId.hash, { name: issuer.subject.der, keyBytes: issuer.publicKey.keyBytes })
  return sameBytes(certId.issuerNameHash, hashes.nameHash) && sameBytes(certId.issuerKeyHash, hashes.keyHash)
}

/** RFC 6960 4.2.2.2: the issuer itself, or one that it certified for this and no other purpose. */
function wrongResponder(signer: Certificate, { issuer, now, isRevoked }: Asked): string | null {
  if (Buffer.compare(signer.publicKey.der, issuer.publicKey.der) === 0) return null
  if (!signedBy(signer, issuer)) return 'The answer is signed by somebody whom the authority did not certify.'
  if (findExtension(signer, 'extKeyUsage')?.includes(purpose.ocspSigning) !== true)
    return 'The certificate of the responder does not allow it to sign answers (RFC 6960 4.2.2.2).'
  if (now < signer.notBefore - SKEW || now > signer.notAfter)
    return 'The certificate of the responder is not valid now.'
  if (isRevoked(signer)) return 'The certificate of the responder was revoked. Renew it, and publish its answers again.'
  return null
}
