import { ChanceryError } from '../../../src-shared/errors.ts'
import { decodeQuoted, fieldOf, readMailPart, type MailPart } from './message.ts'

const mostParts = 20

/**
 * The text of a reply (RFC 8823 3.2 7): text/plain, or the one text/plain alternative of multipart/alternative.
 * @returns the text as octets read as Latin-1, which is enough for what stands between the markers
 * @throws ChanceryError `malformed` for other media types, several plain texts, or an encoding that is none
 */
export function plainTextOf(message: MailPart): string {
  const { type, boundary } = contentType(message)
  if (type === 'text/plain') return decoded(message)
  if (type !== 'multipart/alternative')
    throw new ChanceryError(
      'malformed',
      `The reply is of the media type ${type}; text/plain or multipart/alternative is taken (RFC 8823 3.2).`
    )
  const plain = partsOf(message, boundary).filter((part) => contentType(part).type === 'text/plain')
  const [only] = plain
  if (only === undefined || plain.length > 1)
    throw new ChanceryError(
      'malformed',
      `The reply has ${plain.length} parts of text/plain; it has one (RFC 8823 3.2).`
    )
  return decoded(only)
}

/** RFC 2045 5.2: without the field it is plain text. */
function contentType(part: MailPart): { readonly type: string; readonly boundary: string } {
  const value = fieldOf(part, 'content-type') ?? 'text/plain'
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(value)?.[0].toLowerCase() ?? 'unreadable'
  const [, quoted, token] = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(value) ?? []
  return { type, boundary: quoted ?? token ?? '' }
}

/** RFC 2046 5.1.1. */
function partsOf({ body }: MailPart, boundary: string): readonly MailPart[] {
  if (boundary === '') throw new ChanceryError('malformed', 'The multipart message names no boundary (RFC 2046 5.1.1).')
  const text = `\r\n${Buffer.from(body).toString('latin1')}`
  const mark = `\r\n--${boundary}`
  const pieces = text.split(mark)
  if (pieces.length > mostParts + 2)
    throw new ChanceryError('malformed', `The message has more than ${mostParts} parts.`)
  const last = pieces.findIndex((piece, index) => index > 0 && /^--[ \t]*(?:\r\n|$)/.test(piece))
  if (last === -1) throw new ChanceryError('malformed', 'The last part of the message does not end (RFC 2046 5.1.1).')
  return pieces.slice(1, last).map((piece) => {
    const start = /^[ \t]*\r\n/.exec(piece)?.[0].length
    if (start === undefined) throw new ChanceryError('malformed', 'A boundary of the message does not end its line.')
    return readMailPart(Buffer.from(piece.slice(start), 'latin1'))
  })
}

function decoded(part: MailPart): string {
  const encoding = (fieldOf(part, 'content-transfer-encoding') ?? '7bit').toLowerCase()
  switch (encoding) {
    case '7bit':
    case '8bit':
      return Buffer.from(part.body).toString('latin1')
    case 'quoted-printable':
      return decodeQuoted(part.body).toString('latin1')
    case 'base64': {
      const text = Buffer.from(part.body).toString('latin1').replace(/\s+/g, '')
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text))
        throw new ChanceryError('malformed', 'The text of the reply is no base64 (RFC 2045 6.8).')
      return Buffer.from(text, 'base64').toString('latin1')
    }
    default:
      throw new ChanceryError('malformed', `The transfer encoding ${encoding.slice(0, 40)} is not taken (RFC 2045 6).`)
  }
}
