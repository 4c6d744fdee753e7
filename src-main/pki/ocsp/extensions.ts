import { ChanceryError } from '../../../src-shared/errors.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, IA5_STRING, SEQUENCE } from '../der/tags.ts'
import { readGeneralizedTime } from '../der/time.ts'
import { DerWriter } from '../der/writer.ts'
import type { Extension } from '../model.ts'
import { asciiText } from '../der/strings.ts'
import { MAX_NONCE, ocspIds } from './model.ts'

/** Which CRL an answer was taken from, RFC 6960 4.4.2. At least one field is set. */
export interface CrlReference {
  readonly url: string | null
  /** Hex as `integerHex` writes it. */
  readonly number: string | null
  /** Unix milliseconds of its thisUpdate. */
  readonly time: number | null
}

/** RFC 6960 4.4.1, RFC 9654 2.1. @throws ChanceryError `invalid-input` for a nonce of 0 or more than 128 octets. */
export function nonceExtension(nonce: Uint8Array): Extension {
  if (nonce.length === 0 || nonce.length > MAX_NONCE)
    throw new ChanceryError(
      'invalid-input',
      `A nonce has 1 to ${MAX_NONCE} octets, not ${nonce.length} (RFC 9654 2.1).`
    )
  return { oid: ocspIds.nonce, critical: false, value: new DerWriter(MAX_NONCE + 4).octets(nonce).finish() }
}

/** @returns the nonce among extensions, or null. @throws ChanceryError `malformed` for one of a length that RFC 9654 2.1 does not allow. */
export function nonceOf(extensions: readonly Extension[]): Uint8Array | null {
  const value = extensions.find(({ oid }) => oid === ocspIds.nonce)?.value
  if (value === undefined) return null
  const reader = new DerReader(value, 'nonce')
  const nonce = reader.octets()
  if (nonce.length === 0 || nonce.length > MAX_NONCE)
    reader.fail(`it has ${nonce.length} octets where RFC 9654 2.1 allows 1 to ${MAX_NONCE}`)
  reader.finish()
  return nonce
}

/** RFC 6960 4.4.8: this responder also says “revoked” of certificates that were never issued. */
export const extendedRevokedExtension: Extension = {
  oid: ocspIds.extendedRevoked,
  critical: false,
  value: Uint8Array.of(5, 0)
}

/** RFC 6960 4.4.4: from when on answers are kept although the certificate has expired. */
export function archiveCutoffExtension(unixMs: number): Extension {
  return { oid: ocspIds.archiveCutoff, critical: false, value: new DerWriter(20).generalizedTime(unixMs).finish() }
}

/** @returns the archive cutoff in Unix milliseconds. @throws ChanceryError `malformed`. */
export function readArchiveCutoff(extension: Extension): number {
  const reader = new DerReader(extension.value, 'archive cutoff')
  const { unixMs } = readGeneralizedTime(reader)
  reader.finish()
  return unixMs
}

/** RFC 6960 4.4.2. @throws ChanceryError `invalid-input` for an address that is not ASCII. */
export function crlReferenceExtension(reference: CrlReference): Extension {
  const writer = new DerWriter(128).begin(SEQUENCE)
  if (reference.url !== null) {
    if (!/^[\x21-\x7e]+$/.test(reference.url))
      throw new ChanceryError('invalid-input', 'The address of a CRL must be written in visible ASCII characters.')
    writer.begin(contextConstructed(0)).latin1(IA5_STRING, reference.url).end()
  }
  if (reference.number !== null) writer.begin(contextConstructed(1)).integerHex(reference.number).end()
  if (reference.time !== null) writer.begin(contextConstructed(2)).generalizedTime(reference.time).end()
  return { oid: ocspIds.crlReference, critical: false, value: writer.end().finish() }
}

/** @returns what a crlReferences extension says. @throws ChanceryError `malformed`. */
export function readCrlReference(extension: Extension): CrlReference {
  const reader = new DerReader(extension.value, 'CRL reference')
  const outer = reader.enter(SEQUENCE)
  const url = explicit(reader, 0, () => {
    reader.expect(IA5_STRING)
    return asciiText(reader.bytes, reader.contentStart, reader.contentEnd) ?? reader.fail('an address is not ASCII')
  })
  const number = explicit(reader, 1, () => reader.integerHex())
  const time = explicit(reader, 2, () => readGeneralizedTime(reader).unixMs)
  reader.leave(outer)
  reader.finish()
  return { url, number, time }
}

function explicit<T>(reader: DerReader, number: number, read: () => T): T | null {
  if (reader.peek() !== contextConstructed(number)) return null
  const outer = reader.enter(contextConstructed(number))
  const value = read()
  reader.leave(outer)
  return value
}
