import { ChanceryError } from '../../../src-shared/errors.ts'
import { readAlgorithm } from '../algorithm-identifier.ts'
import { berToDer } from '../ber.ts'
import { parseCertificate } from '../certificate.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE, SET } from '../der/tags.ts'
import { readAttributes } from '../extensions/directory-attributes.ts'
import { readHashAlgorithm } from '../hash-algorithm.ts'
import { readName } from '../name.ts'
import { contentTypes, type CmsSigner, type SignedData, type SignerId } from './model.ts'

/** Bytes of the largest message accepted: a minute book with its attachments. */
export const MAX_CMS = 16 * 1024 * 1024
const MAX_SIGNERS = 100
const MAX_ELEMENTS = 2000

/**
 * Parses a ContentInfo with SignedData (RFC 5652 3, 5), DER or BER. Signatures are not checked here: `verifySignedData`
 * does. @throws ChanceryError `malformed`, `too-large`; `invalid-input` for another kind of message.
 */
export function parseSignedData(input: Uint8Array): SignedData {
  checkSize('CMS message', input.length, MAX_CMS)
  const reader = new DerReader(berToDer(input, 'CMS message'), 'CMS message')
  const outer = reader.enter(SEQUENCE)
  const type = reader.oidText()
  if (type !== contentTypes.signedData)
    throw new ChanceryError('invalid-input', `The message is not a signed one (its type is ${type}).`)
  const explicit = reader.enter(contextConstructed(0))
  const data = readSignedData(reader)
  reader.leave(explicit)
  reader.leave(outer)
  reader.finish()
  return data
}

function readSignedData(reader: DerReader): SignedData {
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version < 1 || version > 5) reader.fail(`version ${version} of SignedData does not exist (RFC 5652 5.1)`)
  const algorithms = reader.enter(SET)
  while (!reader.atEnd) readHashAlgorithm(reader)
  reader.leave(algorithms)
  const { contentType, content } = readContent(reader)
  const certificates = readElements(reader, contextConstructed(0)).map(parseCertificate)
  const crls = readElements(reader, contextConstructed(1))
  const set = reader.enter(SET)
  const signers: CmsSigner[] = []
  while (!reader.atEnd) {
    if (signers.length >= MAX_SIGNERS) reader.fail(`there are more than ${MAX_SIGNERS} signers`)
    signers.push(readSigner(reader))
  }
  reader.leave(set)
  reader.leave(outer)
  return { contentType, content, certificates, crls, signers }
}

function readContent(reader: DerReader): Pick<SignedData, 'contentType' | 'content'> {
  const outer = reader.enter(SEQUENCE)
  const contentType = reader.oidText()
  let content: Uint8Array | null = null
  if (!reader.atEnd) {
    const explicit = reader.enter(contextConstructed(0))
    content = reader.octets()
    reader.leave(explicit)
  }
  reader.leave(outer)
  return { contentType, content }
}

/** Elements of other kinds than a plain SEQUENCE (attribute certificates, other formats) are passed over. */
function readElements(reader: DerReader, tag: number): Uint8Array[] {
  if (reader.peek() !== tag) return []
  const set = reader.enter(tag)
  const elements: Uint8Array[] = []
  while (!reader.atEnd) {
    if (reader.next() === SEQUENCE) elements.push(reader.element())
    if (elements.length > MAX_ELEMENTS) reader.fail(`there are more than ${MAX_ELEMENTS} certificates or CRLs`)
  }
  reader.leave(set)
  return elements
}

/** Reads a SignerInfo (RFC 5652 5.3); also for countersignatures (11.4). @throws ChanceryError `malformed`. */
export function readSigner(reader: DerReader): CmsSigner {
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version !== 1 && version !== 3) reader.fail(`version ${version} of SignerInfo does not exist (RFC 5652 5.3)`)
  const id = readSignerId(reader)
  const { oid: digestOid, hash: digest } = readHashAlgorithm(reader)
  let attributes = null
  let attributesDer: Uint8Array | null = null
  if (reader.peek() === contextConstructed(0)) {
    const start = reader.offset
    attributes = readAttributes(reader, contextConstructed(0))
    if (attributes.length === 0) reader.fail('signed attributes are present but empty (RFC 5652 5.3)', start)
    attributesDer = Uint8Array.from(reader.bytes.subarray(start, reader.offset))
    // RFC 5652 5.4: signed with the tag of SET OF, not the one that stands in the message.
    attributesDer[0] = SET
  }
  const signatureAlgorithm = readAlgorithm(reader)
  const signature = reader.octets()
  const unsignedAttributes =
    reader.peek() === contextConstructed(1) ? readAttributes(reader, contextConstructed(1)) : []
  reader.leave(outer)
  return { id, digestOid, digest, attributes, attributesDer, signatureAlgorithm, signature, unsignedAttributes }
}

function readSignerId(reader: DerReader): SignerId {
  if (reader.peek() === context(0)) return { kind: 'key-id', keyId: reader.octets(context(0)) }
  const outer = reader.enter(SEQUENCE)
  const issuer = readName(reader)
  const serial = reader.integerHex()
  reader.leave(outer)
  return { kind: 'issuer-serial', issuer, serial }
}
