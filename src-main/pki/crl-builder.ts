import { ChanceryError } from '../../src-shared/errors.ts'
import type { SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { revocationReasonCodes } from '../../src-shared/model/revocation.ts'
import { signatureAlgorithmDer } from './algorithm-identifier.ts'
import { serialContent } from './certificate-builder.ts'
import { REASON_ONLY } from './crl-entry.ts'
import { BIT_STRING, contextConstructed, INTEGER, SEQUENCE } from './der/tags.ts'
import { putTime } from './der/time.ts'
import { DerWriter, lengthOctets, putLength } from './der/writer.ts'
import { writeExtensions } from './extension.ts'
import { invalidityDateExtension, reasonCodeExtension } from './extensions/crl.ts'
import { extensionIds } from './extensions/ids.ts'
import type { CrlFields, Extension, NewCrlEntry } from './model.ts'

/** Octets of the longest entry that is written without a general encoder: serial 22, time 17, reason 14, header 2. */
const MAX_PLAIN_ENTRY = 64
/** Octets of a usual entry, 16-octet serial and reason: what one expected entry reserves. */
const USUAL_ENTRY = 50
/** Octets that tag and length can take. */
const MAX_HEADER = 6

/**
 * Builds a version 2 CRL (RFC 5280 5.1) entry by entry. Entries go straight into one buffer; the parts before them are put
 * in front at the end, when all lengths are known, so that nothing large is copied: a million entries need their own
 * size in memory when `expectedEntries` is right.
 *
 * Use: `add` each entry, `tbs()` gives the bytes to sign, `assemble(signature)` the CRL.
 */
export class CrlBuilder {
  readonly #fields: CrlFields
  readonly #front: Uint8Array
  readonly #back: Uint8Array
  /** Where entries begin; everything before is room for `#front` and three headers. */
  readonly #entriesStart: number
  #buffer: Buffer<ArrayBuffer>
  #at: number
  #count = 0
  #tbsStart = -1

  /** @param expectedEntries how many entries will come, at a guess: only memory depends on it. @throws ChanceryError `invalid-input` for a time that cannot be encoded. */
  constructor(fields: CrlFields, expectedEntries = 0) {
    this.#fields = fields
    this.#front = new DerWriter(256)
      .integer(1)
      .raw(signatureAlgorithmDer(fields.signatureAlgorithm))
      .raw(fields.issuer)
      .time(fields.thisUpdate)
      .time(fields.nextUpdate)
      .finish()
    this.#back = encodedExtensions(fields.extensions)
    this.#entriesStart = this.#front.length + 3 * MAX_HEADER
    this.#at = this.#entriesStart
    this.#buffer = Buffer.from(
      new ArrayBuffer(this.#at + Math.min(expectedEntries, 20_000_000) * USUAL_ENTRY + this.#back.length + 8192)
    )
  }

  /** @returns how many entries were added. */
  get count(): number {
    return this.#count
  }

  /** Adds one revoked certificate (RFC 5280 5.1.2.6, 5.3). @throws ChanceryError `invalid-input` for a serial that is not positive or a time out of range. */
  add(entry: NewCrlEntry): void {
    if (this.#tbsStart >= 0) throw new TypeError('the CRL is complete')
    if (entry.invalidityDate === undefined && entry.certificateIssuer === undefined) this.#addPlain(entry)
    else this.#append(encodeEntry(entry))
    this.#count++
  }

  #addPlain(entry: NewCrlEntry): void {
    this.#reserve(MAX_PLAIN_ENTRY)
    const buffer = this.#buffer
    const start = this.#at
    let at = start + 2
    const reason = entry.reason === undefined ? 0 : revocationReasonCodes[entry.reason]
    at = putSerial(buffer, at, entry.serial)
    at = putTime(buffer, at, entry.revokedAt)
    if (reason !== 0) {
      for (let i = 0; i < REASON_ONLY.length; i++) buffer[at + i] = REASON_ONLY[i]!
      at += REASON_ONLY.length
      buffer[at++] = reason
    }
    buffer[start] = SEQUENCE
    buffer[start + 1] = at - start - 2
    this.#at = at
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#at)
    this.#at += bytes.length
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#buffer.length) return
    // transfer frees the old block at once instead of leaving it to the collector.
    this.#buffer = Buffer.from(this.#buffer.buffer.transfer(Math.max(this.#at + more, this.#buffer.length * 2)))
  }

  /** @returns TBSCertList, the bytes to sign; a view that stays valid until `assemble`. No entry can be added after it. */
  tbs(): Uint8Array {
    if (this.#tbsStart < 0) {
      const entries = this.#at - this.#entriesStart
      this.#append(this.#back)
      let start = this.#entriesStart
      // RFC 5280 5.1.2.6: without entries the list must be absent, not empty.
      if (this.#count > 0) start = this.#putHeaderBefore(start, entries)
      start -= this.#front.length
      this.#buffer.set(this.#front, start)
      this.#tbsStart = this.#putHeaderBefore(start, this.#at - start)
    }
    return this.#buffer.subarray(this.#tbsStart, this.#at)
  }

  #putHeaderBefore(end: number, length: number): number {
    const octets = length < 0x80 ? 0 : lengthOctets(length)
    const start = end - 2 - octets
    this.#buffer[start] = SEQUENCE
    putLength(this.#buffer, start + 1, length, octets)
    return start
  }

  /** @returns the whole CertificateList with the signature over `tbs()`; a view on the builder's buffer. Call it once, the builder is used up. */
  assemble(signature: Uint8Array): Uint8Array {
    if (this.#tbsStart < 0) throw new TypeError('tbs() comes before assemble()')
    this.#append(signatureAlgorithmDer(this.#fields.signatureAlgorithm))
    this.#append(new DerWriter(signature.length + 8).bitOctets(signature, BIT_STRING).finish())
    const start = this.#putHeaderBefore(this.#tbsStart, this.#at - this.#tbsStart)
    return this.#buffer.subarray(start, this.#at)
  }
}

/**
 * Puts TBSCertList and its signature together. Where `tbs` is what a CrlBuilder gave, with the builder's buffer around it
 * to itself, the rest is written into that buffer, so that a CRL of fifty megabytes is not copied; else it is copied.
 * @param tbs not used by anybody else any more: the octets around it may change
 */
export function assembleCrl(tbs: Uint8Array, algorithm: SignatureAlgorithmId, signature: Uint8Array): Uint8Array {
  const back = new DerWriter(signature.length + 64)
    .raw(signatureAlgorithmDer(algorithm))
    .bitOctets(signature, BIT_STRING)
    .finish()
  const length = tbs.length + back.length
  const octets = length < 0x80 ? 0 : lengthOctets(length)
  const start = tbs.byteOffset - 2 - octets
  const end = tbs.byteOffset + tbs.length
  const room = start >= 0 && end + back.length <= tbs.buffer.byteLength
  const whole = room ? new Uint8Array(tbs.buffer) : new Uint8Array(2 + octets + length)
  const at = room ? start : 0
  if (!room) whole.set(tbs, 2 + octets)
  whole[at] = SEQUENCE
  putLength(whole, at + 1, length, octets)
  whole.set(back, at + 2 + octets + tbs.length)
  return whole.subarray(at, at + 2 + octets + length)
}

/**
 * Encodes TBSCertList with entries from an iterator: sign it, then `assembleSigned` of certificate-builder.ts, or use a
 * CrlBuilder to save the copy. @throws ChanceryError `invalid-input` as `CrlBuilder.add`.
 */
export function buildTbsCrl(fields: CrlFields, entries: Iterable<NewCrlEntry>, expectedEntries?: number): Uint8Array {
  const builder = new CrlBuilder(fields, expectedEntries)
  for (const entry of entries) builder.add(entry)
  return builder.tbs()
}

function encodedExtensions(extensions: readonly Extension[]): Uint8Array {
  if (extensions.length === 0) return new Uint8Array()
  const writer = new DerWriter(256).begin(contextConstructed(0))
  writeExtensions(writer, extensions)
  return writer.end().finish()
}

/** Puts a serial number straight from its hex digits; node's own decoder takes a third of the time of a loop here. */
function putSerial(buffer: Buffer, at: number, serial: string): number {
  const octets = serial.length >> 1
  if (octets === 0 || octets > 20 || octets * 2 !== serial.length) return putContent(buffer, at, serialContent(serial))
  if (buffer.write(serial, at + 2, octets, 'hex') !== octets)
    throw new ChanceryError('invalid-input', `The serial number ${serial} is not hexadecimal.`)
  const first = buffer[at + 2]!
  // A leading zero octet, or a set top bit that would make the number negative: the general way.
  if (first === 0 || first >= 0x80) return putContent(buffer, at, serialContent(serial))
  buffer[at] = INTEGER
  buffer[at + 1] = octets
  return at + 2 + octets
}

function putContent(buffer: Uint8Array, at: number, content: Uint8Array): number {
  buffer[at] = INTEGER
  buffer[at + 1] = content.length
  buffer.set(content, at + 2)
  return at + 2 + content.length
}

/** @returns an entry of revokedCertificates (RFC 5280 5.1.2.6), DER. */
export function encodeEntry(entry: NewCrlEntry): Uint8Array {
  const extensions: Extension[] = []
  if (entry.reason !== undefined && entry.reason !== 'unspecified') extensions.push(reasonCodeExtension(entry.reason))
  if (entry.invalidityDate !== undefined) extensions.push(invalidityDateExtension(entry.invalidityDate))
  if (entry.certificateIssuer !== undefined) {
    const names = new DerWriter(128)
      .begin(SEQUENCE)
      .begin(contextConstructed(4))
      .raw(entry.certificateIssuer)
      .end()
      .end()
      .finish()
    extensions.push({ oid: extensionIds.certificateIssuer, critical: true, value: names })
  }
  const writer = new DerWriter(256).begin(SEQUENCE).element(INTEGER, serialContent(entry.serial)).time(entry.revokedAt)
  writeExtensions(writer, extensions)
  return writer.end().finish()
}
