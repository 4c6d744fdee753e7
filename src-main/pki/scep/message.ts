import { ChanceryError } from '../../../src-shared/errors.ts'
import { contentTypes, parseSignedData, singleAttribute, verifySignedData, type SignedData } from '../cms.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { isStringTag, stringText } from '../der/strings.ts'
import type { Certificate, RequestAttribute } from '../model.ts'
import {
  scepAttributes,
  scepFailures,
  scepMessageTypes,
  scepStatuses,
  type ScepFailure,
  type ScepMessage,
  type ScepMessageType,
  type ScepStatus
} from './model.ts'

/** Bytes of the largest message: the largest request, encrypted and signed, with room for certificates. */
export const MAX_SCEP_MESSAGE = 384 * 1024
/** Characters of a transaction id; RFC 8894 3.2.1.1 suggests a hash of the key, some devices send more. */
const MAX_TRANSACTION_ID = 255
/** RFC 8894 3.2.1.5 wants 16 octets; what older devices send is taken as it is. */
const NONCE = { least: 8, most: 64 }

/** A SignedData whose signature is not checked yet, with the type of SCEP message that it claims to be. */
export interface UnverifiedScep {
  readonly data: SignedData
  /** What goes back even where the rest is wrong; null where the message has none. */
  readonly transactionDer: Uint8Array | null
  readonly senderNonce: Uint8Array | null
}

/**
 * Reads the outside of a pkiMessage (RFC 8894 3.2): one signer, and what an answer needs, so that also a message whose
 * signature is wrong is answered in SCEP. @throws ChanceryError `malformed`, `too-large`, `invalid-input`
 */
export function readScepMessage(der: Uint8Array): UnverifiedScep {
  checkSize('SCEP message', der.length, MAX_SCEP_MESSAGE)
  const data = parseSignedData(der)
  const [signer] = data.signers
  if (signer === undefined || data.signers.length !== 1)
    throw new ChanceryError('malformed', `A SCEP message has one signer (RFC 8894 3.2), not ${data.signers.length}.`)
  const attributes = signer.attributes ?? []
  return {
    data,
    transactionDer: singleAttribute(attributes, scepAttributes.transactionId),
    senderNonce: octetsOf(attributes, scepAttributes.senderNonce)
  }
}

/**
 * Verifies the signature of a message, and reads its attributes (RFC 8894 3.2.1).
 * @param certificates such as the signer may have beside those in the message
 * @throws ChanceryError `bad-signature`; `malformed` naming the attribute that is missing or wrong
 */
export function verifyScepMessage(
  { data, transactionDer, senderNonce }: UnverifiedScep,
  certificates: readonly Certificate[] = []
): ScepMessage {
  if (data.contentType !== contentTypes.data)
    throw new ChanceryError(
      'malformed',
      `The content of a SCEP message is data (RFC 8894 3.2), not ${data.contentType}.`
    )
  // An answer without content is signed over none (RFC 8894 3.2).
  const [signedBy] = verifySignedData(data, { content: new Uint8Array(), certificates })
  const digest = signedBy?.signer.digest ?? null
  if (signedBy === undefined || digest === null) throw missing('signer')
  const attributes = signedBy.signer.attributes ?? []
  const type = keyOf(scepMessageTypes, textOf(attributes, scepAttributes.messageType), 'messageType')
  if (type === null) throw missing('messageType')
  const transactionId = textOf(attributes, scepAttributes.transactionId)
  if (transactionId === null || transactionDer === null || transactionId === '') throw missing('transactionID')
  if (transactionId.length > MAX_TRANSACTION_ID)
    throw new ChanceryError('malformed', `The transactionID has more than ${MAX_TRANSACTION_ID} characters.`)
  if (senderNonce === null) throw missing('senderNonce')
  if (senderNonce.length < NONCE.least || senderNonce.length > NONCE.most)
    throw new ChanceryError('malformed', `The senderNonce has ${senderNonce.length} octets; RFC 8894 3.2.1.5 wants 16.`)
  const content = data.content
  return {
    type,
    transactionId,
    transactionDer,
    senderNonce,
    recipientNonce: octetsOf(attributes, scepAttributes.recipientNonce),
    status: statusOf(attributes),
    failure: failureOf(attributes),
    failureText: textOf(attributes, scepAttributes.failInfoText),
    envelope: content === null || content.length === 0 ? null : content,
    signedBy,
    digest,
    certificates: data.certificates
  }
}

function statusOf(attributes: readonly RequestAttribute[]): ScepStatus | null {
  return keyOf(scepStatuses, textOf(attributes, scepAttributes.pkiStatus), 'pkiStatus')
}

function failureOf(attributes: readonly RequestAttribute[]): ScepFailure | null {
  return keyOf(scepFailures, textOf(attributes, scepAttributes.failInfo), 'failInfo')
}

function missing(attribute: string): ChanceryError {
  return new ChanceryError('malformed', `The SCEP message has no ${attribute} (RFC 8894 3.2.1).`)
}

/** @returns what a number in text stands for; null where there is none. @throws ChanceryError `malformed` for a number that is none of them */
function keyOf<Key extends string>(
  table: Readonly<Record<Key, string>>,
  text: string | null,
  what: string
): Key | null {
  if (text === null) return null
  const found = (Object.keys(table) as Key[]).find((key) => table[key] === text)
  if (found !== undefined) return found
  throw new ChanceryError(
    'malformed',
    `The ${what} ${text.slice(0, 20)} of the SCEP message does not exist (RFC 8894 3.2.1).`
  )
}

function textOf(attributes: readonly RequestAttribute[], oid: string): string | null {
  const value = singleAttribute(attributes, oid)
  if (value === null) return null
  const reader = new DerReader(value, 'SCEP attribute')
  reader.next()
  if (!isStringTag(reader.tag)) reader.fail('text is expected')
  const text = stringText(reader.tag, value, reader.contentStart, reader.contentEnd)
  reader.finish()
  return text ?? reader.fail('the text cannot be read')
}

function octetsOf(attributes: readonly RequestAttribute[], oid: string): Uint8Array | null {
  const value = singleAttribute(attributes, oid)
  if (value === null) return null
  const reader = new DerReader(value, 'SCEP nonce')
  const octets = reader.octets()
  reader.finish()
  return octets
}

/** The type of a message, for a caller who has its name from a table. */
export function isScepEnrolment(type: ScepMessageType): type is 'PKCSReq' | 'RenewalReq' | 'UpdateReq' {
  return type === 'PKCSReq' || type === 'RenewalReq' || type === 'UpdateReq'
}
