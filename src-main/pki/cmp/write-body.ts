import { contextConstructed, INTEGER, SEQUENCE } from '../der/tags.ts'
import { integerContent } from '../der/integer.ts'
import { DerWriter } from '../der/writer.ts'
import type { Extension } from '../model.ts'
import { writeExtensions } from '../extension.ts'
import { writeInfos } from './header.ts'
import { bodyTags, type BodyKind, type Info, type PollAnswer, type StatusInfo } from './model.ts'
import { writeStatusInfo, writeTexts } from './status.ts'

function body(kind: BodyKind, content: (writer: DerWriter) => void, size = 256): Uint8Array {
  return new DerWriter(size).within(contextConstructed(bodyTags[kind]), content).finish()
}

/** What a new certificate response says. */
export interface NewCertResponse {
  readonly id: string
  readonly status: StatusInfo
  /** DER. */
  readonly certificate?: Uint8Array
  /** EnvelopedData, the content without its type. */
  readonly privateKey?: Uint8Array
}

/** Encodes an ip, cp or kup body (RFC 9810 5.3.4). @param caPubs certificates, DER. */
export function certReplyBody(
  kind: 'ip' | 'cp' | 'kup',
  caPubs: readonly Uint8Array[],
  responses: readonly NewCertResponse[]
): Uint8Array {
  return body(
    kind,
    (writer) => {
      writer.begin(SEQUENCE)
      if (caPubs.length > 0) {
        writer.begin(contextConstructed(1))
        writeSequence(writer, caPubs)
        writer.end()
      }
      writer.begin(SEQUENCE)
      for (const response of responses) writeCertResponse(writer, response)
      writer.end().end()
    },
    2048
  )
}

function writeCertResponse(writer: DerWriter, { id, status, certificate, privateKey }: NewCertResponse): void {
  writer.begin(SEQUENCE).element(INTEGER, integerContent(id))
  writeStatusInfo(writer, status)
  if (certificate !== undefined) {
    writer.begin(SEQUENCE).begin(contextConstructed(0)).raw(certificate).end()
    if (privateKey !== undefined)
      writer.begin(contextConstructed(0)).octet(contextConstructed(0)).raw(privateKey.subarray(1)).end()
    writer.end()
  }
  writer.end()
}

function writeSequence(writer: DerWriter, elements: readonly Uint8Array[]): void {
  writer.begin(SEQUENCE)
  for (const element of elements) writer.raw(element)
  writer.end()
}

/** A certificate that was revoked: its issuer as GeneralName (DER) and its serial number. */
export interface RevokedId {
  readonly issuer: Uint8Array
  readonly serial: string
}

/** Encodes an rp body (RFC 9810 5.3.10). */
export function revReplyBody(statuses: readonly StatusInfo[], revoked: readonly RevokedId[]): Uint8Array {
  return body('rp', (writer) => {
    writer.begin(SEQUENCE).begin(SEQUENCE)
    for (const status of statuses) writeStatusInfo(writer, status)
    writer.end()
    if (revoked.length > 0) {
      writer.begin(contextConstructed(0)).begin(SEQUENCE)
      for (const { issuer, serial } of revoked) writer.begin(SEQUENCE).raw(issuer).integerHex(serial).end()
      writer.end().end()
    }
    writer.end()
  })
}

/** Encodes an rr body for a template (DER). */
export function revRequestBody(template: Uint8Array, extensions: readonly Extension[]): Uint8Array {
  return body('rr', (writer) => {
    writer.begin(SEQUENCE).begin(SEQUENCE).raw(template)
    if (extensions.length > 0) writeExtensions(writer, extensions)
    writer.end().end()
  })
}

/** Encodes an ir, cr or kur body around CertReqMsgs (DER). */
export function certRequestBody(kind: 'ir' | 'cr' | 'kur', messages: readonly Uint8Array[]): Uint8Array {
  return body(kind, (writer) => writeSequence(writer, messages), 1024)
}

/** Encodes a p10cr body around a PKCS#10 request (DER). */
export function csrBody(csr: Uint8Array): Uint8Array {
  return body('p10cr', (writer) => writer.raw(csr), csr.length + 8)
}

/** Encodes a nested body around whole messages (DER). */
export function nestedBody(messages: readonly Uint8Array[]): Uint8Array {
  return body('nested', (writer) => writeSequence(writer, messages), 4096)
}

/** Encodes a pkiconf body (RFC 9810 5.3.17). */
export function confirmedBody(): Uint8Array {
  return body('pkiconf', (writer) => writer.null())
}

/** Encodes a genm or genp body (RFC 9810 5.3.19). */
export function generalBody(kind: 'genm' | 'genp', infos: readonly Info[]): Uint8Array {
  return body(kind, (writer) => writeInfos(writer, infos), 1024)
}

/** Encodes an error body (RFC 9810 5.3.21). */
export function errorBody(status: StatusInfo): Uint8Array {
  return body('error', (writer) => {
    writer.begin(SEQUENCE)
    writeStatusInfo(writer, status)
    writer.end()
  })
}

/** Encodes a certConf body (RFC 9810 5.3.18). */
export function certConfirmBody(
  statuses: readonly {
    readonly certHash: Uint8Array
    readonly id: string
    readonly status?: StatusInfo
    readonly hashOid?: string
  }[]
): Uint8Array {
  return body('certConf', (writer) => {
    writer.begin(SEQUENCE)
    for (const { certHash, id, status, hashOid } of statuses) {
      writer.begin(SEQUENCE).octets(certHash).element(INTEGER, integerContent(id))
      if (status !== undefined) writeStatusInfo(writer, status)
      if (hashOid !== undefined) writer.begin(contextConstructed(0)).begin(SEQUENCE).oid(hashOid).end().end()
      writer.end()
    }
    writer.end()
  })
}

/** Encodes a pollReq body (RFC 9810 5.3.22). */
export function pollRequestBody(ids: readonly string[]): Uint8Array {
  return body('pollReq', (writer) => {
    writer.begin(SEQUENCE)
    for (const id of ids) writer.begin(SEQUENCE).element(INTEGER, integerContent(id)).end()
    writer.end()
  })
}

/** Encodes a pollRep body (RFC 9810 5.3.22). */
export function pollReplyBody(answers: readonly PollAnswer[]): Uint8Array {
  return body('pollRep', (writer) => {
    writer.begin(SEQUENCE)
    for (const { id, checkAfter, texts } of answers) {
      writer.begin(SEQUENCE).element(INTEGER, integerContent(id)).integer(checkAfter)
      if (texts.length > 0) writeTexts(writer, texts)
      writer.end()
    }
    writer.end()
  })
}
