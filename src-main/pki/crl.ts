import { algorithmAt, walkAlgorithm } from './algorithm-identifier.ts'
import { entryAt, walkEntry } from './crl-entry.ts'
import { sameBytes } from './der/hex.ts'
import { integerContent } from './der/integer.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { contextConstructed, GENERALIZED_TIME, INTEGER, SEQUENCE, UTC_TIME } from './der/tags.ts'
import { readUnixMs } from './der/time.ts'
import { readExtensions } from './extension.ts'
import type { AlgorithmIdentifier, CertificateList, CrlEntry, Extension, Name } from './model.ts'
import { nameAt, walkName } from './name.ts'

/** Bytes of the largest CRL accepted: some ten million entries without extensions. */
export const MAX_CRL = 512 * 1024 * 1024

/**
 * Parses a CRL (RFC 5280 5.1), version 1 or 2. Every entry is checked in one walk without making an object of it;
 * `entries` and `find` read them from the bytes. Refused as in `parseCertificate`; also a reason that does not exist.
 * @throws ChanceryError `malformed` with the byte offset, `too-large`.
 */
export function parseCrl(der: Uint8Array): CertificateList {
  checkSize('CRL', der.length, MAX_CRL)
  const reader = new DerReader(der, 'CRL')
  const list = new ParsedCrl(reader)
  reader.finish()
  return list
}

/** Reads a CRL at the cursor, for structures that carry several. @throws ChanceryError `malformed`. */
export function readCrl(reader: DerReader): CertificateList {
  return new ParsedCrl(reader)
}

class ParsedCrl implements CertificateList {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly version: 1 | 2
  readonly issuer: Name
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  readonly entryCount: number
  readonly extensions: readonly Extension[]
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly #bytes: Uint8Array
  readonly #entriesStart: number
  readonly #entriesEnd: number
  /** Whether some entry names its own issuer. */
  readonly #indirect: boolean

  constructor(reader: DerReader) {
    const bytes = reader.bytes
    this.#bytes = bytes
    const whole = reader.enter(SEQUENCE)
    this.der = reader.element()
    const tbs = reader.enter(SEQUENCE)
    this.tbs = reader.element()
    this.version = readVersion(reader)
    walkAlgorithm(reader)
    const inner = reader.element()
    walkName(reader)
    this.issuer = nameAt(bytes, reader.start, reader.contentEnd)
    this.thisUpdate = readUnixMs(reader)
    const next = reader.peek()
    this.nextUpdate = next === UTC_TIME || next === GENERALIZED_TIME ? readUnixMs(reader) : null
    let count = 0
    let indirect = false
    this.#entriesStart = this.#entriesEnd = reader.offset
    if (reader.peek() === SEQUENCE) {
      const entries = reader.enter(SEQUENCE)
      this.#entriesStart = reader.offset
      for (; !reader.atEnd; count++) if (walkEntry(reader)) indirect = true
      this.#entriesEnd = reader.offset
      reader.leave(entries)
    }
    this.entryCount = count
    this.#indirect = indirect
    this.extensions = []
    if (reader.peek() === contextConstructed(0)) {
      const explicit = reader.enter(contextConstructed(0))
      this.extensions = readExtensions(reader)
      reader.leave(explicit)
    }
    reader.leave(tbs)
    walkAlgorithm(reader)
    this.signatureAlgorithm = algorithmAt(bytes, reader.start, reader.contentEnd)
    if (!sameBytes(inner, this.signatureAlgorithm.der))
      reader.fail('the signature algorithm inside the signed part is another than the one outside (RFC 5280 5.1.1.2)')
    reader.bitString()
    this.signature = bytes.subarray(
      reader.contentStart + 1,
      bytes[reader.contentStart] === 0 ? reader.contentEnd : reader.contentStart + 1
    )
    reader.leave(whole)
  }

  extension(oid: string): Extension | undefined {
    return this.extensions.find((extension) => extension.oid === oid)
  }

  *entries(from = 0): IterableIterator<CrlEntry> {
    const reader = new DerReader(this.#bytes, 'CRL', this.#entriesStart, this.#entriesEnd)
    let issuer: Name | null = null
    let place = 0
    // Without an issuer that is carried from entry to entry those before need not be read.
    if (!this.#indirect) for (; place < from && !reader.atEnd; place++) reader.next()
    while (!reader.atEnd) {
      const entry = entryAt(reader, issuer)
      issuer = entry.certificateIssuer
      if (place++ >= from) yield entry
    }
  }

  find(serial: string, issuerKey?: string): CrlEntry | undefined {
    if (!this.#indirect)
      return issuerKey === undefined || issuerKey === this.issuer.key ? this.#findDirect(serial) : undefined
    for (const entry of this.entries()) {
      if (
        entry.serial === serial &&
        (issuerKey === undefined || (entry.certificateIssuer ?? this.issuer).key === issuerKey)
      )
        return entry
    }
    return undefined
  }

  /** Compares the octets of the serial numbers: no object, no text. */
  #findDirect(serial: string): CrlEntry | undefined {
    const bytes = this.#bytes
    const wanted = integerContent(serial)
    const reader = new DerReader(bytes, 'CRL', this.#entriesStart, this.#entriesEnd)
    while (!reader.atEnd) {
      reader.next()
      const { start, contentStart } = reader
      // The walk has shown that an INTEGER of at most 127 octets stands here.
      if (bytes[contentStart + 1] !== wanted.length) continue
      let i = 0
      while (i < wanted.length && bytes[contentStart + 2 + i] === wanted[i]) i++
      if (i === wanted.length) return entryAt(new DerReader(bytes, 'CRL', start, reader.contentEnd), null)
    }
    return undefined
  }
}

/** version is absent for v1, 1 for v2. RFC 5280 5.1.2.1. */
function readVersion(reader: DerReader): 1 | 2 {
  if (reader.peek() !== INTEGER) return 1
  const version = reader.smallInteger() + 1
  if (version !== 1 && version !== 2) return reader.fail(`version ${version} is not known`)
  return version
}
