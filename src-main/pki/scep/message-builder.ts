import { hash } from 'node:crypto'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { cmsDigestFor, contentTypes, signedAttributes, writeSignedData } from '../cms.ts'
import { PRINTABLE_STRING, UTF8_STRING } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { utf8Octets } from '../der/strings.ts'
import type { Certificate, RequestAttribute } from '../model.ts'
import {
  scepAttributes,
  scepFailures,
  scepMessageTypes,
  scepStatuses,
  type ScepFailure,
  type ScepMessageType,
  type ScepStatus
} from './model.ts'

/** What a new pkiMessage says (RFC 8894 3.2). */
export interface ScepFields {
  readonly type: ScepMessageType
  /** DER of its text. */
  readonly transactionDer: Uint8Array
  readonly senderNonce: Uint8Array
  readonly recipientNonce?: Uint8Array | null
  readonly status?: ScepStatus
  readonly failure?: ScepFailure
  readonly failureText?: string
  /** null where nothing is inside. */
  readonly envelope: Uint8Array | null
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/** @returns a transaction id as it stands in a message */
export function transactionIdDer(id: string): Uint8Array {
  return new DerWriter(id.length + 4).latin1(PRINTABLE_STRING, id).finish()
}

/** @returns the signed attributes of a message: the bytes to sign (RFC 5652 5.4) */
export function scepToSign(fields: ScepFields): Uint8Array {
  const { type, transactionDer, senderNonce, recipientNonce, status, failure, failureText, envelope } = fields
  const attributes: RequestAttribute[] = [
    { oid: scepAttributes.transactionId, values: [transactionDer] },
    printable(scepAttributes.messageType, scepMessageTypes[type]),
    { oid: scepAttributes.senderNonce, values: [new DerWriter(80).octets(senderNonce).finish()] }
  ]
  if (recipientNonce != null)
    attributes.push({ oid: scepAttributes.recipientNonce, values: [new DerWriter(80).octets(recipientNonce).finish()] })
  if (status !== undefined) attributes.push(printable(scepAttributes.pkiStatus, scepStatuses[status]))
  if (failure !== undefined) attributes.push(printable(scepAttributes.failInfo, scepFailures[failure]))
  if (failureText !== undefined) {
    const text = utf8Octets(failureText)
    const value = new DerWriter(text.length + 8).element(UTF8_STRING, text).finish()
    attributes.push({ oid: scepAttributes.failInfoText, values: [value] })
  }
  const digest = hash(cmsDigestFor(fields.signatureAlgorithm), envelope ?? new Uint8Array(), 'buffer')
  return signedAttributes(contentTypes.data, digest, attributes)
}

function printable(oid: string, text: string): RequestAttribute {
  return { oid, values: [new DerWriter(text.length + 4).latin1(PRINTABLE_STRING, text).finish()] }
}

/**
 * Puts a signed message together: ContentInfo, DER.
 * @param attributes from `scepToSign`. @param certificates DER of the signer's, and others that go along
 */
export function assembleScep(
  fields: ScepFields,
  signer: Certificate,
  attributes: Uint8Array,
  signature: Uint8Array,
  certificates: readonly Uint8Array[] = [signer.der]
): Uint8Array {
  const { signatureAlgorithm, envelope } = fields
  const id = { issuer: signer.issuer.der, serial: signer.serial }
  return writeSignedData({
    contentType: contentTypes.data,
    content: envelope,
    certificates,
    signers: [{ id, signatureAlgorithm, attributes, signature }]
  })
}
