import type { HashName, SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { writeEnvelopedData, type ContentCipher, type KeyTransport } from '../../pki/cms.ts'
import type { Certificate } from '../../pki/model.ts'
import { writePkcs7 } from '../../pki/pkcs7.ts'
import { assembleScep, scepToSign, type ScepFailure, type ScepFields, type UnverifiedScep } from '../../pki/scep.ts'
import type { CaContext } from '../context.ts'
import { signCms } from '../sign.ts'
import type { ScepSigner } from './memory.ts'
import { ScepRefusal } from './refusal.ts'

/** RFC 8894 3.2.1.5. */
const NONCE_BYTES = 16
/** Octets of failInfoText: a sentence, not a list of all that is wrong. */
const MAX_FAILURE_TEXT = 255

/** Certificates or a CRL for the device. */
export interface ScepAnswerContent {
  readonly certificates: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
}

/** To whom and how an answer goes. */
export interface AnswerTo {
  readonly asked: UnverifiedScep
  readonly signer: ScepSigner
  /** Hash of the request: the answer has the same, or SHA-256 where that is broken. */
  readonly digest: HashName | null
}

const signatures: Readonly<Record<HashName, SignatureAlgorithmId>> = {
  // Nothing is signed with SHA-1 any more; devices that send it read SHA-256.
  sha1: 'rsa-pkcs1-sha256',
  sha256: 'rsa-pkcs1-sha256',
  sha384: 'rsa-pkcs1-sha384',
  sha512: 'rsa-pkcs1-sha512'
}

/** CertRep with what was asked for, encrypted to the signer of the request (RFC 8894 3.3.2.1). @throws ScepRefusal for a key that does not decrypt */
export function successReply(
  ca: CaContext,
  to: AnswerTo,
  recipient: Certificate,
  how: { readonly cipher: ContentCipher; readonly transport: KeyTransport },
  content: ScepAnswerContent
): Promise<Uint8Array> {
  const envelope = writeEnvelopedData({
    content: writePkcs7(content),
    recipients: [recipient],
    cipher: how.cipher,
    transport: how.transport,
    random: (bytes) => ca.random.bytes(bytes)
  })
  return reply(ca, to, { status: 'success', envelope })
}

/** A request whose answer could not be encrypted is refused before anything is issued. @throws ScepRefusal */
export function requireReadable(recipient: Certificate): void {
  if (recipient.publicKey.facts.kind === 'rsa') return
  throw new ScepRefusal(
    'badAlg',
    `The answer cannot be encrypted to a key of the kind ${recipient.publicKey.facts.label}. SCEP needs an RSA key.`,
    { advice: 'Devices with other keys enrol by EST, CMP or ACME.' }
  )
}

/** CertRep that asks to come again (RFC 8894 3.3.2.3). */
export function pendingReply(ca: CaContext, to: AnswerTo): Promise<Uint8Array> {
  return reply(ca, to, { status: 'pending', envelope: null })
}

/** CertRep that says no (RFC 8894 3.3.2.2). */
export function failureReply(ca: CaContext, to: AnswerTo, failure: ScepFailure, text: string): Promise<Uint8Array> {
  return reply(ca, to, { status: 'failure', failure, failureText: text.slice(0, MAX_FAILURE_TEXT), envelope: null })
}

async function reply(
  ca: CaContext,
  { asked, signer, digest }: AnswerTo,
  rest: Pick<ScepFields, 'status' | 'failure' | 'failureText' | 'envelope'>
): Promise<Uint8Array> {
  if (asked.transactionDer === null)
    throw new ChanceryError('malformed', 'The SCEP message has no transactionID (RFC 8894 3.2.1.1).')
  const fields: ScepFields = {
    type: 'CertRep',
    transactionDer: asked.transactionDer,
    senderNonce: ca.random.bytes(NONCE_BYTES),
    recipientNonce: asked.senderNonce,
    signatureAlgorithm: signatures[digest ?? 'sha256'],
    ...rest
  }
  const attributes = scepToSign(fields)
  const { signatureAlgorithm } = fields
  const signature = await signCms(ca, { keyId: signer.keyId, attributes, signatureAlgorithm })
  return assembleScep(fields, signer.certificate, attributes, signature)
}
