import { ChanceryError } from '../../../src-shared/errors.ts'

/** One header field, unfolded (RFC 5322 2.2.3). */
export interface HeaderField {
  /** In lower case. */
  readonly name: string
  readonly value: string
}

/** A message, or a part of one: its header fields in order, and the octets after the empty line. */
export interface MailPart {
  readonly fields: readonly HeaderField[]
  readonly body: Uint8Array
}

/** Fields that RFC 5322 3.6 and RFC 2045 allow once: a second one is how a reader is made to see another message than the signer. */
const onlyOnce: ReadonlySet<string> = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'auto-submitted',
  'mime-version',
  'content-type',
  'content-transfer-encoding'
])
const mostFields = 300
/** No program writes so many; patterns that look for blanks, in libraries too, take seconds for tens of thousands. */
const tooBlank = /[ \t\r\n]{257}/

/**
 * Takes a message or a part apart (RFC 5322 2.1): lines end with CRLF, every field has a name, none that may stand once
 * stands twice.
 * @throws ChanceryError `malformed` with what is wrong
 */
export function readMailPart(bytes: Uint8Array): MailPart {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.subarray(0, 2).equals(Buffer.from('\r\n')) ? -2 : buffer.indexOf('\r\n\r\n')
  if (end === -1) throw new ChanceryError('malformed', 'The message has no empty line after its header.')
  const head = buffer.subarray(0, Math.max(end, 0)).toString('latin1')
  if (/\r(?!\n)|(?<!\r)\n|\0/.test(head))
    throw new ChanceryError('malformed', 'The header of the message has a bare CR, a bare LF or a NUL (RFC 5322 2.3).')
  if (tooBlank.test(head))
    throw new ChanceryError('malformed', 'The header of the message has more than 256 blanks in a row.')
  const fields =
    head === ''
      ? []
      : head
          .replace(/\r\n(?=[ \t])/g, '')
          .split('\r\n')
          .map(readField)
  if (fields.length > mostFields)
    throw new ChanceryError('malformed', `The message has more than ${mostFields} header fields.`)
  const seen = new Set<string>()
  for (const { name } of fields) {
    if (onlyOnce.has(name) && seen.has(name))
      throw new ChanceryError('malformed', `The header field ${name} stands twice (RFC 5322 3.6).`)
    seen.add(name)
  }
  return { fields, body: buffer.subarray(end + 4) }
}

function readField(line: string): HeaderField {
  const [, name, value] = /^([!-9;-~]{1,80})[ \t]*:(.*)$/s.exec(line) ?? []
  if (name === undefined || value === undefined)
    throw new ChanceryError('malformed', `"${line.slice(0, 60)}" is no header field (RFC 5322 2.2).`)
  return { name: name.toLowerCase(), value: value.trim() }
}

/** @returns the value of a field, or null */
export function fieldOf(part: Pick<MailPart, 'fields'>, name: string): string | null {
  return part.fields.find((field) => field.name === name)?.value ?? null
}

/**
 * @returns the one mailbox of an address field without its display name, comments left out, its domain in lower case
 * @throws ChanceryError `malformed` for a group, a list, or what is no address
 */
export function oneAddress(field: string, value: string): string {
  const [, named, bare] =
    /^(?:(?:"(?:[^"\\\r\n]|\\.)*"[ \t]*|[^"<>@,;:()]*)<([^<>\s]+)>|([^<>\s,;:()"]+))(?:[ \t]*\([^()]*\))?$/.exec(
      value
    ) ?? []
  const address = named ?? bare
  const at = address?.lastIndexOf('@') ?? -1
  if (address === undefined || at <= 0 || at === address.length - 1)
    throw new ChanceryError('malformed', `The field ${field} does not hold one mailbox: "${value.slice(0, 100)}".`)
  return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`
}

const encodedWord = /=\?([^?\s]{1,40})\?([BbQq])\?([^?\s]*)\?=/g

/**
 * Decodes the encoded words of a field (RFC 2047). RFC 8823 3.1 takes US-ASCII and UTF-8 and no other character set.
 * @throws ChanceryError `malformed`
 */
export function decodeWords(value: string): string {
  // RFC 2047 6.2: white space between two encoded words is not shown.
  const joined = value.replace(/(\?=)[ \t]+(?==\?)/g, '$1')
  return joined.replace(encodedWord, (_all, charset: string, how: string, text: string) => {
    if (!/^(?:us-ascii|utf-8)(?:\*[\w-]*)?$/i.test(charset))
      throw new ChanceryError('malformed', `The character set ${charset} is not taken (RFC 8823 3.1).`)
    return how.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : decodeQuoted(Buffer.from(text.replaceAll('_', ' '), 'latin1')).toString('utf8')
  })
}

/** @returns the octets of quoted-printable text, soft line breaks taken out (RFC 2045 6.7) */
export function decodeQuoted(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/=[ \t]*\r\n/g, '')
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  )
}
