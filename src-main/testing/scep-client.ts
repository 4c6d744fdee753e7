import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import type { SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { openPkcs8 } from '../keys/opened-key.ts'
import { assembleSigned, buildTbsCertificate } from '../pki/certificate-builder.ts'
import { parseCertificate } from '../pki/certificate.ts'
import {
  contentCiphers,
  openEnvelopedData,
  parseEnvelopedData,
  writeEnvelopedData,
  type ContentCipher,
  type KeyTransport
} from '../pki/cms.ts'
import { buildCsrInfo } from '../pki/csr-builder.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import type { Certificate } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { readPkcs7 } from '../pki/pkcs7.ts'
import {
  assembleScep,
  readScepMessage,
  scepToSign,
  transactionIdDer,
  verifyScepMessage,
  writeIssuerAndSubject,
  type ScepFields,
  type ScepMessage,
  type ScepMessageType
} from '../pki/scep.ts'

/** A device: its key, and the certificate that it signs with. */
export interface ScepDeviceKey {
  readonly key: KeyObject
  readonly spki: Uint8Array
  /** Self-signed until there is one of the authority. */
  readonly certificate: Certificate
}

/** How a message differs from the usual one. */
export interface ScepOptions {
  readonly transactionId?: string
  readonly cipher?: ContentCipher
  readonly transport?: KeyTransport
  readonly signature?: SignatureAlgorithmId
  readonly type?: ScepMessageType
  readonly senderNonce?: Uint8Array
}

/** What came back. */
export interface ScepAnswer extends ScepMessage {
  readonly issued: readonly Certificate[]
  readonly crls: readonly Uint8Array[]
}

/** @returns a device with a fresh RSA key, or with one that is given */
export function scepDevice(
  name: string,
  key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
): ScepDeviceKey {
  const spki = openPkcs8(new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))).spki
  const subject = nameFromText(name).der
  const now = Date.UTC(2026, 0, 1)
  const tbs = buildTbsCertificate({
    serial: '01',
    signatureAlgorithm: 'rsa-pkcs1-sha256',
    issuer: subject,
    subject,
    notBefore: now,
    notAfter: now + 400 * 86_400_000,
    publicKey: spki,
    extensions: []
  })
  const signature = new Uint8Array(sign('sha256', tbs, key))
  return { key, spki, certificate: parseCertificate(assembleSigned(tbs, 'rsa-pkcs1-sha256', signature)) }
}

/** @returns a certificate request, DER */
export function scepCsr(
  device: Pick<ScepDeviceKey, 'key' | 'spki'>,
  asked: { readonly subject: string; readonly challenge?: string; readonly names?: readonly GeneralName[] }
): Uint8Array {
  const { names = [], challenge } = asked
  const info = buildCsrInfo({
    subject: nameFromText(asked.subject).der,
    publicKey: device.spki,
    ...(challenge === undefined ? {} : { challengePassword: challenge }),
    extensions: names.length === 0 ? [] : [subjectAltNameExtension(names)]
  })
  return assembleSigned(info, 'rsa-pkcs1-sha256', new Uint8Array(sign('sha256', info, device.key)))
}

/** @returns a transaction id as RFC 8894 3.2.1.1 suggests it */
export function usualTransactionId(device: Pick<ScepDeviceKey, 'spki'>): string {
  return createHash('sha256').update(device.spki).digest('hex')
}

const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

/** @returns a signed message with something encrypted to the service inside */
export function scepMessage(
  type: ScepMessageType,
  device: ScepDeviceKey,
  service: Certificate,
  content: Uint8Array,
  options: ScepOptions = {}
): Uint8Array {
  const {
    cipher = 'aes-128-cbc',
    transport = 'rsa-pkcs1',
    signature: signatureAlgorithm = 'rsa-pkcs1-sha256'
  } = options
  const fields: ScepFields = {
    type: options.type ?? type,
    transactionDer: transactionIdDer(options.transactionId ?? usualTransactionId(device)),
    senderNonce: options.senderNonce ?? random(16),
    envelope: writeEnvelopedData({ content, recipients: [service], cipher, transport, random }),
    signatureAlgorithm
  }
  return signScep(fields, device)
}

/** Signs what a message says. */
export function signScep(fields: ScepFields, device: Pick<ScepDeviceKey, 'key' | 'certificate'>): Uint8Array {
  const attributes = scepToSign(fields)
  const hash = fields.signatureAlgorithm.replace('rsa-pkcs1-', '')
  return assembleScep(fields, device.certificate, attributes, new Uint8Array(sign(hash, attributes, device.key)))
}

/** @returns the content of CertPoll */
export function pollContent(service: Certificate, subject: string): Uint8Array {
  return writeIssuerAndSubject({ issuer: service.issuer, subject: nameFromText(subject) })
}

/** Reads an answer and opens what is inside. */
export function readAnswer(der: Uint8Array, device: Pick<ScepDeviceKey, 'key'>): ScepAnswer {
  const message = verifyScepMessage(readScepMessage(der))
  if (message.envelope === null) return { ...message, issued: [], crls: [] }
  const envelope = parseEnvelopedData(message.envelope)
  const [recipient] = envelope.recipients
  if (recipient?.transport == null || envelope.cipher === null)
    throw new Error('the answer is encrypted in a strange way')
  const { keyBytes } = contentCiphers[envelope.cipher]
  const key = openPkcs8(new Uint8Array(device.key.export({ type: 'pkcs8', format: 'der' })))
  const opened = key.unwrapKey?.(recipient.encryptedKey, recipient.transport, keyBytes) ?? new Uint8Array()
  const { certificates, crls } = readPkcs7(openEnvelopedData(envelope, opened))
  return { ...message, issued: certificates.map(parseCertificate), crls }
}

/** A client of one service over HTTP. */
export interface ScepClient {
  readonly service: Certificate
  readonly chain: readonly Certificate[]
  readonly send: (message: Uint8Array) => Promise<Response>
  readonly ask: (
    type: ScepMessageType,
    device: ScepDeviceKey,
    content: Uint8Array,
    options?: ScepOptions
  ) => Promise<ScepAnswer>
}

/** Fetches the certificates of a service, and speaks to it by POST. */
export async function scepClient(address: string): Promise<ScepClient> {
  const fetched = await fetch(`${address}?operation=GetCACert`)
  if (!fetched.ok) throw new Error(`GetCACert: ${fetched.status} ${await fetched.text()}`)
  const chain = readPkcs7(new Uint8Array(await fetched.arrayBuffer())).certificates.map(parseCertificate)
  const service = chain.find(({ subject }) => subject.text.includes('SCEP service'))
  if (service === undefined) throw new Error('the service has no certificate of its own')
  const send = (message: Uint8Array): Promise<Response> =>
    fetch(`${address}?operation=PKIOperation`, {
      method: 'POST',
      body: Buffer.from(message),
      headers: { 'content-type': 'application/x-pki-message' }
    })
  return {
    service,
    chain,
    send,
    ask: async (type, device, content, options) => {
      const answer = await send(scepMessage(type, device, service, content, options))
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
      return readAnswer(new Uint8Array(await answer.arrayBuffer()), device)
    }
  }
}

/** @returns the device with the certificate that it got */
export function withCertificate(device: ScepDeviceKey, certificate: Certificate | undefined): ScepDeviceKey {
  if (certificate === undefined) throw new Error('no certificate came')
  return { ...device, certificate }
}
