import { ChanceryError } from '../../../src-shared/errors.ts'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import { hashLengths } from '../algorithm-identifier.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { BOOLEAN, contextConstructed, INTEGER, OBJECT_IDENTIFIER, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { writeHashAlgorithm, readHashAlgorithm } from '../hash-algorithm.ts'
import { readExtensionsAs } from './extensions.ts'
import type { MessageImprint, TimeStampRequest } from './model.ts'

/** Bytes of the largest request accepted; usual ones have less than 100. */
export const MAX_TIME_STAMP_REQUEST = 16 * 1024
/** Octets of the longest hash of any algorithm. */
const MAX_HASH = 64
/** Octets of the longest nonce; clients take 8 to 20. */
const MAX_NONCE = 128

/**
 * Parses a TimeStampReq (RFC 3161 2.4.1). An explicit `certReq FALSE`, which DER leaves out, is let through.
 * @throws ChanceryError `malformed`, also for a hash that has not the length of its algorithm; `invalid-input` for another
 * version; `too-large`.
 */
export function parseTimeStampRequest(der: Uint8Array): TimeStampRequest {
  checkSize('time-stamp request', der.length, MAX_TIME_STAMP_REQUEST)
  const reader = new DerReader(der, 'time-stamp request')
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version !== 1)
    throw new ChanceryError(
      'invalid-input',
      `A time-stamp request of version ${version} is not known (RFC 3161 2.4.1).`
    )
  const imprint = readImprint(reader)
  const policy = reader.peek() === OBJECT_IDENTIFIER ? reader.oidText() : null
  const nonce = readNonce(reader)
  const certificateWanted = reader.peek() === BOOLEAN ? reader.boolean() : false
  const extensions = readExtensionsAs(reader, contextConstructed(0))
  reader.leave(outer)
  reader.finish()
  return { imprint, policy, nonce, certificateWanted, extensions }
}

/** Reads the optional nonce of a request or a token, hex. */
export function readNonce(reader: DerReader): string | null {
  if (reader.peek() !== INTEGER) return null
  const nonce = reader.integerHex()
  if (reader.contentEnd - reader.contentStart > MAX_NONCE) reader.fail(`a nonce has more than ${MAX_NONCE} octets`)
  return nonce
}

/** Reads a MessageImprint. @throws ChanceryError `malformed`. */
export function readImprint(reader: DerReader): MessageImprint {
  const outer = reader.enter(SEQUENCE)
  const der = reader.element()
  const { oid, hash } = readHashAlgorithm(reader)
  const hashed = reader.octets()
  if (hash === null ? hashed.length > MAX_HASH : hashed.length !== hashLengths[hash])
    reader.fail(`a hash of ${hashed.length} octets is not one of its algorithm (RFC 3161 2.4.1)`)
  reader.leave(outer)
  return { der, hashOid: oid, hash, hashed }
}

/** What a new request is made of. */
export interface NewTimeStampRequest {
  readonly hash: HashName
  readonly hashed: Uint8Array
  readonly policy?: string
  /** Hex as in `Certificate.serial`. */
  readonly nonce?: string
  readonly certificateWanted: boolean
}

/** Encodes a TimeStampReq. @throws ChanceryError `invalid-input` for a policy or nonce that is none. */
export function buildTimeStampRequest(request: NewTimeStampRequest): Uint8Array {
  const writer = new DerWriter(160).begin(SEQUENCE).integer(1).begin(SEQUENCE)
  // With NULL, as all clients have written it since RFC 3161.
  writeHashAlgorithm(writer, request.hash, 'null')
  writer.octets(request.hashed).end()
  if (request.policy !== undefined) writer.oid(request.policy)
  if (request.nonce !== undefined) writer.integerHex(request.nonce)
  if (request.certificateWanted) writer.boolean(true)
  return writer.end().finish()
}
