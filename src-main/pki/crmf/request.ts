import { readAlgorithm } from '../algorithm-identifier.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import type { CertReqMsg, Possession, TypeAndValue } from './model.ts'
import { readTemplate } from './template.ts'

/** Bytes of the largest CertReqMsg accepted, as of a PKCS#10 request. */
export const MAX_CRMF = 256 * 1024
/** Requests in one message; RFC 9483 4.1.1 sends one. */
const MAX_REQUESTS = 100
/** Octets of the longest certReqId. */
const MAX_ID = 32
const MAX_CONTROLS = 100

/** Parses one CertReqMsg (RFC 4211 3). Its proof is not checked: `verifyPossession` does. @throws ChanceryError `malformed`, `too-large`. */
export function parseCertReqMsg(der: Uint8Array): CertReqMsg {
  checkSize('certificate request', der.length, MAX_CRMF)
  const reader = new DerReader(der, 'certificate request')
  const message = readCertReqMsg(reader)
  reader.finish()
  return message
}

/** Reads CertReqMessages at the cursor: at least one. @throws ChanceryError `malformed`. */
export function readCertReqMessages(reader: DerReader): CertReqMsg[] {
  const outer = reader.enter(SEQUENCE)
  const messages: CertReqMsg[] = []
  do {
    if (messages.length >= MAX_REQUESTS) reader.fail(`there are more than ${MAX_REQUESTS} requests`)
    messages.push(readCertReqMsg(reader))
  } while (!reader.atEnd)
  reader.leave(outer)
  return messages
}

function readCertReqMsg(reader: DerReader): CertReqMsg {
  const outer = reader.enter(SEQUENCE)
  const der = reader.element()
  const inner = reader.enter(SEQUENCE)
  const request = reader.element()
  const id = readRequestId(reader)
  const template = readTemplate(reader)
  const controls = reader.peek() === SEQUENCE ? readTypesAndValues(reader) : []
  reader.leave(inner)
  const possession = reader.atEnd || reader.peek() === SEQUENCE ? null : readPossession(reader)
  const registration = reader.atEnd ? [] : readTypesAndValues(reader)
  reader.leave(outer)
  return { der, request, id, template, controls, possession, registration }
}

/** Reads a certReqId, hex; -1 stands for a PKCS#10 request (RFC 9810 5.3.4). */
export function readRequestId(reader: DerReader): string {
  const id = reader.integerHex()
  if (id.length > 2 * MAX_ID) reader.fail(`a certReqId has more than ${MAX_ID} octets`)
  return id
}

function readTypesAndValues(reader: DerReader): TypeAndValue[] {
  const outer = reader.enter(SEQUENCE)
  const found: TypeAndValue[] = []
  while (!reader.atEnd) {
    if (found.length >= MAX_CONTROLS) reader.fail(`there are more than ${MAX_CONTROLS} controls`)
    const inner = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    reader.next()
    found.push({ oid, value: reader.element() })
    reader.leave(inner)
  }
  reader.leave(outer)
  return found
}

function readPossession(reader: DerReader): Possession {
  switch (reader.peek()) {
    case context(0):
      reader.next()
      if (reader.contentEnd !== reader.contentStart) reader.fail('a NULL is not empty')
      return { kind: 'raVerified' }
    case contextConstructed(1): {
      const outer = reader.enter(contextConstructed(1))
      const otherInput = reader.optional(contextConstructed(0))
      const algorithm = readAlgorithm(reader)
      const signature = reader.bitOctets()
      reader.leave(outer)
      return { kind: 'signature', algorithm, signature, otherInput }
    }
    case contextConstructed(2):
      reader.next()
      return { kind: 'keyEncipherment' }
    case contextConstructed(3):
      reader.next()
      return { kind: 'keyAgreement' }
    default:
      reader.next()
      return reader.fail('a proof of possession of a kind that does not exist (RFC 4211 4)')
  }
}

/** What a new request is made of. */
export interface NewCertRequest {
  readonly id?: number
  /** CertTemplate, DER. */
  readonly template: Uint8Array
  readonly controls?: readonly TypeAndValue[]
}

/** Encodes a CertRequest, which a proof of possession signs (RFC 4211 4.1). */
export function encodeCertRequest(request: NewCertRequest): Uint8Array {
  const { id = 0, template, controls = [] } = request
  const writer = new DerWriter(512).begin(SEQUENCE).integer(id).raw(template)
  if (controls.length > 0) writeTypesAndValues(writer, controls)
  return writer.end().finish()
}

/** Writes Controls (RFC 4211 6). */
export function writeTypesAndValues(writer: DerWriter, list: readonly TypeAndValue[]): void {
  writer.begin(SEQUENCE)
  for (const { oid, value } of list) writer.begin(SEQUENCE).oid(oid).raw(value).end()
  writer.end()
}

/** Encodes a CertReqMsg. @param proof AlgorithmIdentifier (DER) and signature over the CertRequest, `raVerified`, or null for none. */
export function encodeCertReqMsg(
  request: Uint8Array,
  proof: { readonly algorithm: Uint8Array; readonly signature: Uint8Array } | 'raVerified' | null
): Uint8Array {
  const writer = new DerWriter(request.length + 256).begin(SEQUENCE).raw(request)
  if (proof === 'raVerified') writer.header(context(0), 0)
  else if (proof !== null) writer.begin(contextConstructed(1)).raw(proof.algorithm).bitOctets(proof.signature).end()
  return writer.end().finish()
}
