import { ChanceryError } from '../../../src-shared/errors.ts'
import { readAlgorithm } from '../algorithm-identifier.ts'
import { berToDer } from '../ber.ts'
import { checkSize } from '../der/malformed.ts'
import { sameBytes } from '../der/hex.ts'
import { DerReader } from '../der/reader.ts'
import { context, contextConstructed, OCTET_STRING, SEQUENCE, SET } from '../der/tags.ts'
import { findExtension } from '../extensions/decode.ts'
import type { Certificate } from '../model.ts'
import { readName } from '../name.ts'
import { contentCipherOf, contentCiphers, decryptContent, type ContentCipher } from './content-cipher.ts'
import { keyTransportOf, type KeyTransport } from './key-transport.ts'
import type { SignerId } from './model.ts'
import { MAX_CMS } from './signed-data.ts'

/** RFC 5652 6.1. */
export const envelopedDataOid = '1.2.840.113549.1.7.3'
const MAX_RECIPIENTS = 100

/** A recipient by key transport (RFC 5652 6.2.1). */
export interface EnvelopeRecipient {
  readonly id: SignerId
  /** null for one that is none of ours. */
  readonly transport: KeyTransport | null
  readonly transportOid: string
  readonly encryptedKey: Uint8Array
}

/** A parsed EnvelopedData (RFC 5652 6.1). */
export interface EnvelopedData {
  readonly contentType: string
  /** Those by key transport; other kinds are passed over. */
  readonly recipients: readonly EnvelopeRecipient[]
  /** null for one that is none of ours, or without its initialization vector. */
  readonly cipher: ContentCipher | null
  readonly cipherOid: string
  readonly iv: Uint8Array
  readonly encrypted: Uint8Array
}

/**
 * Parses a ContentInfo with EnvelopedData, DER or BER. Nothing is decrypted here.
 * @throws ChanceryError `malformed`, `too-large`; `invalid-input` for another kind of message
 */
export function parseEnvelopedData(input: Uint8Array): EnvelopedData {
  checkSize('encrypted message', input.length, MAX_CMS)
  const reader = new DerReader(berToDer(input, 'encrypted message'), 'encrypted message')
  const outer = reader.enter(SEQUENCE)
  const type = reader.oidText()
  if (type !== envelopedDataOid)
    throw new ChanceryError('invalid-input', `The message is not an encrypted one (its type is ${type}).`)
  const explicit = reader.enter(contextConstructed(0))
  const data = readEnvelopedData(reader)
  reader.leave(explicit)
  reader.leave(outer)
  reader.finish()
  return data
}

function readEnvelopedData(reader: DerReader): EnvelopedData {
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version > 4) reader.fail(`version ${version} of EnvelopedData does not exist (RFC 5652 6.1)`)
  // OriginatorInfo, for key agreement.
  reader.optional(contextConstructed(0))
  const set = reader.enter(SET)
  const recipients: EnvelopeRecipient[] = []
  let count = 0
  while (!reader.atEnd) {
    if (++count > MAX_RECIPIENTS) reader.fail(`there are more than ${MAX_RECIPIENTS} recipients`)
    if (reader.peek() === SEQUENCE) recipients.push(readRecipient(reader))
    else reader.next()
  }
  if (count === 0) reader.fail('there is no recipient (RFC 5652 6.1)')
  reader.leave(set)
  const content = readEncryptedContent(reader)
  reader.optional(contextConstructed(1))
  reader.leave(outer)
  return { recipients, ...content }
}

function readRecipient(reader: DerReader): EnvelopeRecipient {
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version !== 0 && version !== 2) reader.fail(`version ${version} of a recipient does not exist (RFC 5652 6.2.1)`)
  const id = readRecipientId(reader)
  const algorithm = readAlgorithm(reader)
  const encryptedKey = reader.octets()
  reader.leave(outer)
  return { id, transport: keyTransportOf(algorithm), transportOid: algorithm.oid, encryptedKey }
}

function readRecipientId(reader: DerReader): SignerId {
  if (reader.peek() === context(0)) return { kind: 'key-id', keyId: reader.octets(context(0)) }
  const outer = reader.enter(SEQUENCE)
  const issuer = readName(reader)
  const serial = reader.integerHex()
  reader.leave(outer)
  return { kind: 'issuer-serial', issuer, serial }
}

function readEncryptedContent(reader: DerReader): Omit<EnvelopedData, 'recipients'> {
  const outer = reader.enter(SEQUENCE)
  const contentType = reader.oidText()
  const { oid, parameters } = readAlgorithm(reader)
  const encrypted = readEncrypted(reader)
  reader.leave(outer)
  const cipher = contentCipherOf(oid)
  const iv = cipher === null ? null : vectorOf(parameters, contentCiphers[cipher].blockBytes)
  return { contentType, cipher: iv === null ? null : cipher, cipherOid: oid, iv: iv ?? new Uint8Array(), encrypted }
}

/** [0] IMPLICIT OCTET STRING: in one piece, or in parts as old software writes it. */
function readEncrypted(reader: DerReader): Uint8Array {
  if (reader.atEnd) reader.fail('the encrypted content is not in the message', reader.offset)
  if (reader.peek() === context(0)) return reader.octets(context(0))
  const outer = reader.enter(contextConstructed(0))
  const parts: Uint8Array[] = []
  while (!reader.atEnd) parts.push(reader.octets(OCTET_STRING))
  reader.leave(outer)
  return new Uint8Array(Buffer.concat(parts))
}

/** RFC 3370 5.1, RFC 3565 2.3: an OCTET STRING as long as a block. */
function vectorOf(parameters: Uint8Array | null, length: number): Uint8Array | null {
  return parameters?.length === length + 2 && parameters[0] === OCTET_STRING && parameters[1] === length
    ? parameters.subarray(2)
    : null
}

/** @returns whether a recipient is the one with this certificate. */
export function isRecipient({ id }: EnvelopeRecipient, certificate: Certificate): boolean {
  if (id.kind === 'issuer-serial') return certificate.serial === id.serial && certificate.issuer.key === id.issuer.key
  const keyId = findExtension(certificate, 'subjectKeyIdentifier')
  return keyId !== undefined && sameBytes(keyId, id.keyId)
}

/**
 * @param key the content key, as the recipient's private key has opened it
 * @returns the content. @throws ChanceryError `invalid-input` for a cipher that is none of ours, `malformed`
 */
export function openEnvelopedData({ cipher, cipherOid, iv, encrypted }: EnvelopedData, key: Uint8Array): Uint8Array {
  if (cipher === null)
    throw new ChanceryError('invalid-input', `The message is encrypted with ${cipherOid}, which is not known here.`)
  return decryptContent(cipher, key, iv, encrypted)
}
