import { ChanceryError } from '../../../src-shared/errors.ts'

/**
 * Reads a body of EST: base64 whatever its transfer encoding header says, with blanks and line ends anywhere
 * (RFC 8951 3.1); and DER as it is, which some clients send.
 * @throws ChanceryError `malformed`
 */
export function estBytes(body: Uint8Array): Uint8Array {
  if (body.length === 0) throw new ChanceryError('malformed', 'The body of the request is empty.')
  // No base64 text begins so: 30 is a digit, and what follows is none of the alphabet.
  if (body[0] === 0x30 && (body[1] ?? 0) >= 0x80) return body
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    .toString('latin1')
    .replace(/[ \t\r\n]+/g, '')
  if (text.startsWith('-----'))
    throw new ChanceryError('malformed', 'Send the base64 alone, without the lines of PEM around it (RFC 8951 3.1).')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new ChanceryError('malformed', 'The body is not base64, or was cut off (RFC 8951 3.1).')
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** @returns bytes as EST sends them: one line, since some clients take no other. */
export function estText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
