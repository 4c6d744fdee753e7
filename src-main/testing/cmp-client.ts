import { createHmac, hash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { answerCmp } from '../ca/cmp/answer.ts'
import type { CaContext } from '../ca/context.ts'
import { signatureAlgorithmDer } from '../pki/algorithm-identifier.ts'
import {
  assemblePkiMessage,
  certConfirmBody,
  certRequestBody,
  computeMac,
  macAlgorithmDer,
  parsePkiMessage,
  protectedPartOf,
  readMacParameters,
  type Info,
  type MacParameters,
  type NewHeader,
  type PkiMessage
} from '../pki/cmp.ts'
import {
  encodeCertReqMsg,
  encodeCertRequest,
  encodeTemplate,
  type NewTemplate,
  type TypeAndValue
} from '../pki/crmf.ts'
import { encodeGeneralName } from '../pki/general-name.ts'
import type { Certificate } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { verifySignature } from '../pki/verify.ts'
import { subscriberKey, type CsrParts } from './engine.ts'

/** With what a client of a test protects its messages. */
export type CmpCredential =
  | { readonly reference: string; readonly secret: string; readonly mac?: Partial<MacParameters> }
  | { readonly certificate: Certificate; readonly key: KeyObject; readonly chain?: readonly Uint8Array[] }

/** Changes to a message before it is protected. */
export interface CmpOptions {
  readonly segment?: string
  readonly header?: Partial<NewHeader>
  readonly info?: readonly Info[]
  /** Address of the client. */
  readonly from?: string
}

/** One transaction of a client in a test; it checks the protection of every answer. */
export class CmpClient {
  readonly #ca: CaContext
  readonly #service: string
  readonly #credential: CmpCredential
  readonly transactionId: Uint8Array
  /** senderNonce of the last answer. */
  nonce: Uint8Array | null = null

  constructor(
    ca: CaContext,
    service: string,
    credential: CmpCredential,
    transactionId: Uint8Array = new Uint8Array(randomBytes(16))
  ) {
    this.#ca = ca
    this.#service = service
    this.#credential = credential
    this.transactionId = transactionId
  }

  /** @returns the same client in the same transaction, at an engine that was started anew */
  at(ca: CaContext): CmpClient {
    return new CmpClient(ca, this.#service, this.#credential, this.transactionId)
  }

  /** @returns a message as it goes out. @param body PKIBody, DER */
  async message(body: Uint8Array, options: CmpOptions = {}): Promise<Uint8Array> {
    const credential = this.#credential
    const header: NewHeader = {
      version: 2,
      sender: encodeGeneralName({
        kind: 'directory',
        value: 'secret' in credential ? [] : credential.certificate.subject.value
      }),
      recipient: encodeGeneralName({ kind: 'directory', value: nameFromText('CN=issuing,O=Example').value }),
      time: this.#ca.clock.now(),
      protection: null,
      senderKeyId: 'secret' in credential ? Buffer.from(credential.reference) : null,
      transactionId: this.transactionId,
      senderNonce: new Uint8Array(randomBytes(16)),
      recipientNonce: this.nonce,
      info: options.info ?? [],
      ...options.header
    }
    if ('secret' in credential) {
      const mac: MacParameters = {
        kind: 'pbm',
        salt: new Uint8Array(randomBytes(16)),
        iterations: 500,
        derive: 'sha256',
        mac: 'sha256',
        keyLength: 32,
        ...credential.mac
      }
      const part = protectedPartOf({ ...header, protection: macAlgorithmDer(mac) }, body)
      const value =
        mac.iterations > 1_000_000 ? new Uint8Array(32) : await computeMac(mac, Buffer.from(credential.secret), part)
      return assemblePkiMessage(part, value, [])
    }
    const part = protectedPartOf({ ...header, protection: signatureAlgorithmDer('ecdsa-sha256') }, body)
    const signature = new Uint8Array(sign('sha256', part, credential.key))
    return assemblePkiMessage(part, signature, [credential.certificate.der, ...(credential.chain ?? [])])
  }

  /** Sends a body and @returns the answer, whose protection, transaction and nonce were checked. */
  async send(body: Uint8Array, options: CmpOptions = {}): Promise<PkiMessage> {
    const message = await this.message(body, options)
    const answer = await this.exchange(message, options)
    await this.check(answer)
    const sent = parsePkiMessage(message).header.senderNonce
    if (!Buffer.from(answer.header.recipientNonce ?? []).equals(Buffer.from(sent ?? [])))
      throw new Error('the answer does not repeat our nonce')
    this.nonce = answer.header.senderNonce
    return answer
  }

  /** Sends a message as it is. */
  async exchange(message: Uint8Array, options: CmpOptions = {}): Promise<PkiMessage> {
    const { der } = await answerCmp(
      this.#ca,
      this.#service,
      options.segment ?? null,
      message,
      options.from ?? '192.0.2.7'
    )
    return parsePkiMessage(der)
  }

  /** @throws Error where the protection of an answer is not what this client expects */
  async check({ header, protectedPart, protection, extraCertificates }: PkiMessage): Promise<void> {
    const credential = this.#credential
    if (header.protection === null || protection === null) throw new Error('the answer is not protected')
    if ('secret' in credential) {
      const mac = readMacParameters(header.protection)
      if (mac === null) throw new Error('the answer is not protected with the secret')
      const expected = await computeMac(mac, Buffer.from(credential.secret), protectedPart)
      if (!Buffer.from(expected).equals(Buffer.from(protection))) throw new Error('the MAC of the answer is wrong')
      return
    }
    const [signer] = extraCertificates
    if (signer === undefined || !verifySignature(signer.publicKey, header.protection, protectedPart, protection))
      throw new Error('the signature of the answer is wrong')
  }
}

/** A request of a test with its key. */
export interface CmpRequest {
  readonly body: Uint8Array
  readonly key: CsrParts['key']
}

/** @returns an ir, cr or kur for a fresh key, which signs it */
export function certRequest(
  kind: 'ir' | 'cr' | 'kur',
  template: NewTemplate | string = 'CN=plc-1',
  change: {
    readonly key?: CsrParts['key']
    readonly proof?: 'raVerified' | null
    readonly controls?: readonly TypeAndValue[]
    readonly signer?: KeyObject
  } = {}
): CmpRequest {
  const key = change.key ?? subscriberKey()
  const publicKey = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }))
  const fields = typeof template === 'string' ? { subject: nameFromText(template).der, publicKey } : template
  const request = encodeCertRequest({ template: encodeTemplate(fields), controls: change.controls ?? [] })
  const signature = new Uint8Array(sign('sha256', request, change.signer ?? key.privateKey))
  const proof =
    change.proof === undefined ? { algorithm: signatureAlgorithmDer('ecdsa-sha256'), signature } : change.proof
  return { key, body: certRequestBody(kind, [encodeCertReqMsg(request, proof)]) }
}

/** @returns a certConf that takes a certificate */
export function confirmation(certificate: Certificate): Uint8Array {
  return certConfirmBody([{ certHash: hash('sha256', certificate.der, 'buffer'), id: '00' }])
}

/** The MAC of RFC 4211 4.4 once more, by another hand: rounds of a hash over secret and salt, then an HMAC. */
export function plainPbm(secret: string, salt: Uint8Array, iterations: number, data: Uint8Array): Buffer {
  let key = hash('sha256', Buffer.concat([Buffer.from(secret), salt]), 'buffer')
  for (let round = 1; round < iterations; round++) key = hash('sha256', key, 'buffer')
  return createHmac('sha256', key).update(data).digest()
}
