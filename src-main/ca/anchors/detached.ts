import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import {
  cmsDigestFor,
  contentTypes,
  signedAttributes,
  signingCertificateAttribute,
  signingTimeAttribute,
  writeSignedData
} from '../../pki/cms.ts'
import {
  buildTimeStampRequest,
  checkTimeStampAnswers,
  parseTimeStampRequest,
  parseTimeStampResponse,
  verifyTimeStamp
} from '../../pki/tsp.ts'

/** Somebody who signs, with the certificate that goes along. */
export interface DetachedSigner {
  /** DER. */
  readonly certificate: Uint8Array
  readonly algorithm: SignatureAlgorithmId
  /** Signs signed attributes of CMS (RFC 5652 5.4) with the key of the certificate. */
  readonly makeSignature: (attributes: Uint8Array) => Promise<Uint8Array>
}

/** Asks a time-stamp authority: takes a TimeStampReq, gives its TimeStampResp (RFC 3161 3.4). */
export type AskStamp = (request: Uint8Array) => Promise<Uint8Array>

/**
 * Signs bytes as a detached CMS (RFC 5652 5) that carries the certificate of the signer and no other, so that every octet
 * of it is covered by the signature or by a digest of that certificate.
 * @param at Unix ms, for the signingTime attribute
 */
export async function signDetached(content: Uint8Array, signer: DetachedSigner, at: number): Promise<Uint8Array> {
  const certificate = parseCertificate(signer.certificate)
  const attributes = signedAttributes(contentTypes.data, hash(cmsDigestFor(signer.algorithm), content, 'buffer'), [
    signingTimeAttribute(at),
    signingCertificateAttribute(signer.certificate)
  ])
  return writeSignedData({
    contentType: contentTypes.data,
    content: null,
    signers: [
      {
        id: { issuer: certificate.issuer.der, serial: certificate.serial },
        signatureAlgorithm: signer.algorithm,
        attributes,
        signature: await signer.makeSignature(attributes)
      }
    ],
    certificates: [signer.certificate]
  })
}

/**
 * Asks for a time-stamp over bytes and verifies it.
 * @param nonce hex
 * @returns TimeStampResp, DER, with the time in it. @throws ChanceryError `bad-signature` where the authority gave none, or
 *   one that does not hold; what `ask` throws
 */
export async function stampBytes(
  content: Uint8Array,
  ask: AskStamp,
  nonce?: string
): Promise<{ readonly answer: Uint8Array; readonly time: number }> {
  const request = buildTimeStampRequest({
    hash: 'sha256',
    hashed: hash('sha256', content, 'buffer'),
    certificateWanted: true,
    ...(nonce === undefined ? {} : { nonce })
  })
  const answer = await ask(request)
  const { token, texts } = parseTimeStampResponse(answer)
  if (token === null)
    throw new ChanceryError(
      'bad-signature',
      `The time-stamp authority gave no stamp: ${texts.join(' ') || 'without a reason'}`
    )
  const { info } = verifyTimeStamp(token)
  checkTimeStampAnswers(info, parseTimeStampRequest(request))
  return { answer, time: info.time }
}
