import { malformed } from './der/malformed.ts'
import { DerWriter } from './der/writer.ts'

const maxDepth = 32
/** Constructed forms of BIT STRING, OCTET STRING and the character strings; in DER they are primitive. */
const octetStringInParts = 0x24

/**
 * Rewrites BER as DER as far as PKCS#7 and PKCS#12 files need it (Windows, NSS and old Java write it): indefinite
 * and overlong lengths, OCTET STRINGs in parts. What is DER already comes out byte for byte the same.
 * The content of primitive OCTET STRINGs is not looked into.
 * @throws ChanceryError `malformed`.
 */
export function berToDer(bytes: Uint8Array, what: string): Uint8Array {
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const writer = new DerWriter(plain.length + 16)
  const end = convert(plain, 0, plain.length, what, writer, 0)
  if (end !== plain.length) throw malformed(what, `${plain.length - end} bytes follow the end`, end)
  return writer.finish()
}

interface Header {
  readonly tag: number
  readonly content: number
  /** null for an indefinite length. */
  readonly end: number | null
}

function readHeader(bytes: Uint8Array, at: number, limit: number, what: string): Header {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined || at + 2 > limit) throw malformed(what, 'it ends inside an element', at)
  if ((tag & 0x1f) === 0x1f) throw malformed(what, 'a tag above 30 is not used here', at)
  if (first === 0x80) {
    if ((tag & 0x20) === 0) throw malformed(what, 'a primitive element has no length', at)
    return { tag, content: at + 2, end: null }
  }
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (octets > 6 || at + 2 + octets > limit) throw malformed(what, 'a length cannot be read', at)
  let length = octets === 0 ? first : 0
  for (let index = 0; index < octets; index++) length = length * 256 + bytes[at + 2 + index]!
  const content = at + 2 + octets
  if (length > limit - content)
    throw malformed(what, `an element claims ${length} bytes where ${limit - content} are left`, at)
  return { tag, content, end: content + length }
}

/** @returns where the next element begins. */
function convert(bytes: Uint8Array, at: number, limit: number, what: string, writer: DerWriter, depth: number): number {
  if (depth > maxDepth) throw malformed(what, `more than ${maxDepth} levels of nesting`, at)
  const header = readHeader(bytes, at, limit, what)
  if (header.tag === 0) throw malformed(what, 'tag 0 has no meaning here', at)
  if ((header.tag & 0x20) === 0) {
    const end = header.end ?? limit
    writer.element(header.tag, bytes.subarray(header.content, end))
    return end
  }
  const inParts = header.tag === octetStringInParts
  writer.begin(inParts ? octetStringInParts & ~0x20 : header.tag)
  const next = children(bytes, header, limit, what, (child) => {
    if (!inParts) return convert(bytes, child, header.end ?? limit, what, writer, depth + 1)
    return appendParts(bytes, child, header.end ?? limit, what, writer, depth + 1)
  })
  writer.end()
  return next
}

/** Writes the octets of a part of an OCTET STRING, which may be in parts itself. */
function appendParts(
  bytes: Uint8Array,
  at: number,
  limit: number,
  what: string,
  writer: DerWriter,
  depth: number
): number {
  if (depth > maxDepth) throw malformed(what, `more than ${maxDepth} levels of nesting`, at)
  const header = readHeader(bytes, at, limit, what)
  if (header.tag === 0x04) {
    const end = header.end ?? limit
    writer.raw(bytes.subarray(header.content, end))
    return end
  }
  if (header.tag !== octetStringInParts) throw malformed(what, 'a part of an OCTET STRING is something else', at)
  return children(bytes, header, limit, what, (child) =>
    appendParts(bytes, child, header.end ?? limit, what, writer, depth + 1)
  )
}

function children(
  bytes: Uint8Array,
  header: Header,
  limit: number,
  what: string,
  each: (at: number) => number
): number {
  let at = header.content
  if (header.end !== null) {
    while (at < header.end) at = each(at)
    return at
  }
  while (!(bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= limit)) at = each(at)
  return at + 2
}
