import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import {
  namesSigningCertificate,
  olderSigningCertificateAttribute,
  signedAttributes,
  signingCertificateAttribute,
  signingTimeAttribute
} from '../cms/attributes.ts'
import { contentTypes } from '../cms/model.ts'
import { parseSignedData } from '../cms/signed-data.ts'
import { cmsDigestFor, writeSignedData } from '../cms/signed-data-builder.ts'
import { verifySignedData } from '../cms/verify.ts'
import { sameBytes } from '../der/hex.ts'
import { findExtension } from '../extensions/decode.ts'
import { extensionIds } from '../extensions/ids.ts'
import type { Certificate } from '../model.ts'
import type { TimeStampInfo, TimeStampRequest } from './model.ts'
import { parseTimeStampInfo } from './tst-info.ts'

/** The certificate and the kind of signature of a time-stamp authority. */
export interface TimeStampSigner {
  readonly certificate: Certificate
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/** How a token names the certificate of its signer: as RFC 5816 2.2.1, as RFC 3161 2.4.2 did before, or both ways. */
export type SigningCertificateForm = 'v2' | 'v1' | 'both'

/**
 * @param info TSTInfo, from `buildTimeStampInfo`. @param time Unix ms of the signingTime attribute.
 * @returns the bytes to sign: signed attributes with the certificate of the authority as RFC 5816 2.2.1 binds it.
 */
export function timeStampToSign(
  info: Uint8Array,
  time: number,
  signer: TimeStampSigner,
  form: SigningCertificateForm = 'v2'
): Uint8Array {
  const { der } = signer.certificate
  return signedAttributes(contentTypes.timeStampInfo, hash(cmsDigestFor(signer.signatureAlgorithm), info, 'buffer'), [
    signingTimeAttribute(time),
    ...(form === 'v2' ? [] : [olderSigningCertificateAttribute(der)]),
    ...(form === 'v1' ? [] : [signingCertificateAttribute(der)])
  ])
}

/** Puts a token together (RFC 3161 2.4.2). @param chain certificates sent along, DER; none where none were asked for (2.4.1). */
export function assembleTimeStamp(
  info: Uint8Array,
  attributes: Uint8Array,
  signature: Uint8Array,
  signer: TimeStampSigner,
  chain: readonly Uint8Array[]
): Uint8Array {
  const { certificate, signatureAlgorithm } = signer
  return writeSignedData({
    contentType: contentTypes.timeStampInfo,
    content: info,
    signers: [
      { id: { issuer: certificate.issuer.der, serial: certificate.serial }, signatureAlgorithm, attributes, signature }
    ],
    certificates: chain
  })
}

/** A token whose signature holds. */
export interface VerifiedTimeStamp {
  readonly info: TimeStampInfo
  /** The certificate of the authority; whether it is to be trusted is for path validation. */
  readonly certificate: Certificate
}

/**
 * Verifies a token (RFC 3161 2.4.2): one signer, signed attributes that name its certificate, and a certificate for
 * time-stamping alone, marked critical (2.3).
 * @param known certificates that the signer may have, where the token carries none.
 * @throws ChanceryError `malformed`, `bad-signature` with the rule that is broken, `invalid-input` for another message.
 */
export function verifyTimeStamp(token: Uint8Array, known: readonly Certificate[] = []): VerifiedTimeStamp {
  const data = parseSignedData(token)
  if (data.contentType !== contentTypes.timeStampInfo || data.content === null)
    throw new ChanceryError('invalid-input', 'The message is signed, but it is not a time-stamp.')
  const [signed, ...others] = verifySignedData(data, { certificates: known })
  if (signed === undefined || others.length > 0) throw refused('it must have one signer (RFC 3161 2.4.2)')
  const { certificate, signer } = signed
  if (namesSigningCertificate(signer.attributes ?? [], certificate) !== true)
    throw refused('its signature does not name the certificate of the signer (RFC 5816 2.2.1)')
  const purposes = findExtension(certificate, 'extKeyUsage')
  const critical = certificate.extension(extensionIds.extKeyUsage)?.critical === true
  if (!critical || purposes?.length !== 1 || purposes[0] !== purpose.timeStamping)
    throw refused('the certificate of its signer is not one for time-stamping alone (RFC 3161 2.3)')
  return { info: parseTimeStampInfo(data.content), certificate }
}

/**
 * Checks that a token answers a request (RFC 3161 2.4.2): imprint, nonce, and policy where one was asked for.
 * @throws ChanceryError `bad-signature` naming what differs.
 */
export function checkTimeStampAnswers(info: TimeStampInfo, request: TimeStampRequest): void {
  const { imprint, nonce, policy } = request
  if (info.imprint.hashOid !== imprint.hashOid || !sameBytes(info.imprint.hashed, imprint.hashed))
    throw refused('it is for another document than the request')
  if (info.nonce !== nonce) throw refused('its nonce is not that of the request')
  if (policy !== null && info.policy !== policy) throw refused(`its policy ${info.policy} is not the one asked for`)
}

function refused(why: string): ChanceryError {
  return new ChanceryError('bad-signature', `The time-stamp is not valid: ${why}.`)
}
