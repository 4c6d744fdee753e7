import { algorithmAt, walkAlgorithm } from './algorithm-identifier.ts'
import { sameBytes } from './der/hex.ts'
import { integerHex } from './der/integer.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { context, contextConstructed, SEQUENCE } from './der/tags.ts'
import { readTime, readUnixMs } from './der/time.ts'
import { readExtensions, walkExtensions } from './extension.ts'
import type { AlgorithmIdentifier, Certificate, Extension, Name, PublicKeyInfo, TimeValue } from './model.ts'
import { nameAt, walkName } from './name.ts'
import { publicKeyInfoAt, walkPublicKeyInfo } from './spki.ts'

/** Bytes of the largest certificate accepted; the largest real ones (thousands of names) have a tenth of it. */
export const MAX_CERTIFICATE = 1024 * 1024

/**
 * Parses a certificate (RFC 5280 4.1). Everything the fields hold is checked for structure here, so that no field
 * throws later; values are decoded when first asked for. Refused: bytes that are not DER, an unknown version, an inner
 * signature algorithm other than the outer one (4.1.1.2), an extension that stands twice (4.2), a time that is none.
 * What is well-formed but against the profile (a negative or long serial, an empty issuer, v1 with extensions …)
 * is for the linter and for path validation.
 * @throws ChanceryError `malformed` with the byte offset, `too-large`.
 */
export function parseCertificate(der: Uint8Array): Certificate {
  checkSize('certificate', der.length, MAX_CERTIFICATE)
  const reader = new DerReader(der, 'certificate')
  const certificate = readCertificate(reader)
  reader.finish()
  return certificate
}

/** Reads a certificate at the cursor, for structures that carry several. @throws ChanceryError `malformed`. */
export function readCertificate(reader: DerReader): Certificate {
  return new ParsedCertificate(reader)
}

class ParsedCertificate implements Certificate {
  readonly der: Uint8Array
  readonly version: 1 | 2 | 3
  readonly notBefore: number
  readonly notAfter: number
  readonly #bytes: Uint8Array
  // Bounds of the parts within #bytes, found by the one walk in the constructor.
  readonly #tbsStart: number
  readonly #tbsEnd: number
  readonly #serialStart: number
  readonly #serialEnd: number
  readonly #issuerStart: number
  readonly #validityStart: number
  readonly #subjectStart: number
  readonly #keyStart: number
  readonly #keyEnd: number
  readonly #uniqueIdsEnd: number
  readonly #extensionsStart: number
  readonly #algorithmStart: number
  readonly #algorithmEnd: number
  readonly #signatureStart: number
  readonly #signatureEnd: number
  #serial: string | undefined
  #algorithm: AlgorithmIdentifier | undefined
  #issuer: Name | undefined
  #subject: Name | undefined
  #key: PublicKeyInfo | undefined
  #extensions: readonly Extension[] | undefined
  #byOid: ReadonlyMap<string, Extension> | undefined
  #validity: { readonly notBefore: TimeValue; readonly notAfter: TimeValue } | undefined

  constructor(reader: DerReader) {
    const bytes = reader.bytes
    this.#bytes = bytes
    const whole = reader.enter(SEQUENCE)
    const start = reader.start
    const end = reader.contentEnd
    this.#tbsStart = reader.offset
    const tbs = reader.enter(SEQUENCE)
    this.#tbsEnd = reader.contentEnd
    this.version = readVersion(reader)
    reader.integer()
    this.#serialStart = reader.contentStart
    this.#serialEnd = reader.contentEnd
    const innerStart = reader.offset
    walkAlgorithm(reader)
    this.#issuerStart = reader.offset
    walkName(reader)
    this.#validityStart = reader.offset
    const validity = reader.enter(SEQUENCE)
    this.notBefore = readUnixMs(reader)
    this.notAfter = readUnixMs(reader)
    reader.leave(validity)
    this.#subjectStart = reader.offset
    walkName(reader)
    this.#keyStart = reader.offset
    walkPublicKeyInfo(reader)
    this.#keyEnd = reader.offset
    if (reader.peek() === context(1)) reader.bitString(context(1))
    if (reader.peek() === context(2)) reader.bitString(context(2))
    this.#uniqueIdsEnd = reader.offset
    this.#extensionsStart = reader.peek() === contextConstructed(3) ? walkExplicitExtensions(reader) : -1
    reader.leave(tbs)
    this.#algorithmStart = reader.offset
    walkAlgorithm(reader)
    this.#algorithmEnd = reader.offset
    if (
      !sameBytes(
        bytes.subarray(innerStart, this.#issuerStart),
        bytes.subarray(this.#algorithmStart, this.#algorithmEnd)
      )
    ) {
      reader.fail(
        'the signature algorithm inside the signed part is another than the one outside (RFC 5280 4.1.1.2)',
        innerStart
      )
    }
    reader.bitString()
    this.#signatureStart = reader.contentStart + 1
    this.#signatureEnd = bytes[reader.contentStart] === 0 ? reader.contentEnd : this.#signatureStart
    reader.leave(whole)
    this.der = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end)
  }

  get tbs(): Uint8Array {
    return this.#bytes.subarray(this.#tbsStart, this.#tbsEnd)
  }

  get serial(): string {
    return (this.#serial ??= integerHex(this.#bytes, this.#serialStart, this.#serialEnd))
  }

  get signatureAlgorithm(): AlgorithmIdentifier {
    return (this.#algorithm ??= algorithmAt(this.#bytes, this.#algorithmStart, this.#algorithmEnd))
  }

  get issuer(): Name {
    return (this.#issuer ??= nameAt(this.#bytes, this.#issuerStart, this.#validityStart))
  }

  get subject(): Name {
    return (this.#subject ??= nameAt(this.#bytes, this.#subjectStart, this.#keyStart))
  }

  get validity(): { readonly notBefore: TimeValue; readonly notAfter: TimeValue } {
    if (this.#validity === undefined) {
      const reader = new DerReader(this.#bytes, 'certificate', this.#validityStart, this.#subjectStart)
      reader.enter(SEQUENCE)
      this.#validity = { notBefore: readTime(reader), notAfter: readTime(reader) }
    }
    return this.#validity
  }

  get publicKey(): PublicKeyInfo {
    return (this.#key ??= publicKeyInfoAt(this.#bytes, this.#keyStart, this.#keyEnd))
  }

  get issuerUniqueId(): Uint8Array | null {
    return this.#uniqueId(context(1))
  }

  get subjectUniqueId(): Uint8Array | null {
    return this.#uniqueId(context(2))
  }

  #uniqueId(tag: number): Uint8Array | null {
    const reader = new DerReader(this.#bytes, 'certificate', this.#keyEnd, this.#uniqueIdsEnd)
    while (!reader.atEnd) if (reader.next() === tag) return reader.content().subarray(1)
    return null
  }

  get extensions(): readonly Extension[] {
    if (this.#extensions === undefined) {
      this.#extensions =
        this.#extensionsStart < 0
          ? []
          : readExtensions(new DerReader(this.#bytes, 'certificate', this.#extensionsStart, this.#tbsEnd))
    }
    return this.#extensions
  }

  get signature(): Uint8Array {
    return this.#bytes.subarray(this.#signatureStart, this.#signatureEnd)
  }

  extension(oid: string): Extension | undefined {
    // Backwards, so that of several with one OID the first stays.
    this.#byOid ??= new Map(this.extensions.toReversed().map((extension) => [extension.oid, extension]))
    return this.#byOid.get(oid)
  }
}

/** version [0] EXPLICIT, absent for v1. RFC 5280 4.1.2.1. */
function readVersion(reader: DerReader): 1 | 2 | 3 {
  if (reader.peek() !== contextConstructed(0)) return 1
  const outer = reader.enter(contextConstructed(0))
  const version = reader.smallInteger() + 1
  if (version !== 1 && version !== 2 && version !== 3) return reader.fail(`version ${version} is not known`)
  reader.leave(outer)
  return version
}

/** @returns where the Extensions element begins. */
function walkExplicitExtensions(reader: DerReader): number {
  const outer = reader.enter(contextConstructed(3))
  const start = reader.offset
  walkExtensions(reader)
  reader.leave(outer)
  return start
}
