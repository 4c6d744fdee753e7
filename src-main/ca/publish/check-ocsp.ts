import { ChanceryError } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  parseOcspResponse,
  verifyOcspResponse,
  type BasicOcspResponse
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
}

/** @returns a request as RFC 5019 2.1 has it. */
export function answerRequest({ issuer, record }: Asked): Uint8Array {
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

function judged(basic: BasicOcspResponse, { issuer, record, now }: Asked): Finding {
  const signer = verifyOcspResponse(basic, [issuer])
  if (signer === null)
    return wrong(
      'The signature of the answer does not verify with any certificate in it or with that of the authority.'
    )
  const problem = wrongResponder(signer, issuer, now)
  if (problem !== null) return wrong(problem)
  const answer = basic.answers.find(({ certId }) => certId.serial === record.serial)
  if (answer === undefined) return wrong('The answer is about another certificate.')
  const { thisUpdate, nextUpdate, status } = answer
  if (thisUpdate > now + SKEW) return wrong(`The answer begins only at ${when(thisUpdate)}.`, nextUpdate)
  if (nextUpdate !== null && nextUpdate <= now)
    return wrong(`The answer went out of date at ${when(nextUpdate)}. Publish the present ones.`, nextUpdate)
  const known = statusOfRecord(record).kind
  if (status.kind !== known)
    return wrong(
      `It says “${status.kind}” of the certificate ${record.serial}, which is “${known}” here. Publish again.`,
      nextUpdate
    )
  return found(
    `“${status.kind}” for the certificate ${record.serial}${nextUpdate === null ? '' : `, good until ${when(nextUpdate)}`}.`,
    nextUpdate
  )
}

/** RFC 6960 4.2.2.2: the issuer itself, or one that it certified for this and no other purpose. */
function wrongResponder(signer: Certificate, issuer: Certificate, now: number): string | null {
  if (signer.der === issuer.der || Buffer.compare(signer.publicKey.der, issuer.publicKey.der) === 0) return null
  if (!signedBy(signer, issuer)) return 'The answer is signed by somebody whom the authority did not certify.'
  if (findExtension(signer, 'extKeyUsage')?.includes(purpose.ocspSigning) !== true)
    return 'The certificate of the responder does not allow it to sign answers (RFC 6960 4.2.2.2).'
  if (now < signer.notBefore - SKEW || now > signer.notAfter)
    return 'The certificate of the responder is not valid now.'
  return null
}
