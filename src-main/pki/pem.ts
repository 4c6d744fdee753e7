import { ChanceryError } from '../../src-shared/errors.ts'
import { checkSize } from './der/malformed.ts'

/** One PEM block, RFC 7468. */
export interface PemBlock {
  readonly label: string
  /** Header lines of the older form (RFC 1421: `Proc-Type`, `DEK-Info`), in order; empty in RFC 7468. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly bytes: Uint8Array
}

export interface PemLimits {
  /** Characters of the whole text; 16 MiB when not given. */
  readonly maxLength?: number
  /** Blocks; 1,000 when not given. */
  readonly maxBlocks?: number
}

/** Labels that are read for each kind of object, the one we write first (RFC 7468 5 to 13, and the field's older ones). */
export const pemLabels = {
  certificate: ['CERTIFICATE', 'X509 CERTIFICATE', 'X.509 CERTIFICATE'],
  csr: ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'],
  crl: ['X509 CRL', 'CRL'],
  publicKey: ['PUBLIC KEY'],
  cms: ['PKCS7', 'CMS']
} as const satisfies Record<string, readonly string[]>

const BEGIN = '-----BEGIN '
const DASHES = '-----'

/**
 * Reads every PEM block of a text. Text around the blocks is passed over, CRLF and blanks at line ends are taken; within a
 * block the base64 must be exact (RFC 4648 4, canonical padding). Messages never quote the content of a block.
 * @throws ChanceryError `malformed` with the line number, `too-large`.
 */
export function readPem(input: string | Uint8Array, limits: PemLimits = {}): PemBlock[] {
  checkSize('PEM text', input.length, limits.maxLength ?? 16 * 1024 * 1024)
  const text =
    typeof input === 'string' ? input : Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1')
  const blocks: PemBlock[] = []
  let from = 0
  for (;;) {
    const begin = lineStarting(text, BEGIN, from)
    if (begin < 0) return blocks
    if (blocks.length >= (limits.maxBlocks ?? 1000))
      throw new ChanceryError('too-large', `The PEM text has more than ${limits.maxBlocks ?? 1000} blocks.`)
    const { block, end } = readBlock(text, begin)
    blocks.push(block)
    from = end
  }
}

function lineStarting(text: string, start: string, from: number): number {
  for (let at = text.indexOf(start, from); at >= 0; at = text.indexOf(start, at + 1)) {
    if (at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' || text[at - 1] === '\ufeff') return at
  }
  return -1
}

function readBlock(text: string, begin: number): { readonly block: PemBlock; readonly end: number } {
  const header = /^-----BEGIN ([\x21-\x2c\x2e-\x7e]+(?:[ -][\x21-\x2c\x2e-\x7e]+)*)-----[ \t]*(?:\r\n|\n|\r|$)/.exec(
    text.slice(begin, begin + 200)
  )
  if (header === null) throw problem(text, begin, 'a line that begins like a PEM header is not one')
  const label = header[1]!
  const bodyStart = begin + header[0].length
  const bodyEnd = lineStarting(text, '-----END ', bodyStart)
  if (bodyEnd < 0) throw problem(text, begin, `the block ${label} has no END line`)
  const endLine = `-----END ${label}${DASHES}`
  const after = bodyEnd + endLine.length
  if (!text.startsWith(endLine, bodyEnd) || !/^[ \t]*(?:[\r\n]|$)/.test(text.slice(after, after + 80)))
    throw problem(text, bodyEnd, `the END line is not that of ${label}`)
  const body = text.slice(bodyStart, bodyEnd)
  const nested = body.indexOf(BEGIN)
  if (nested >= 0) throw problem(text, bodyStart + nested, `a block begins inside the block ${label}`)
  const { headers, base64 } = splitHeaders(body)
  const bytes = base64Bytes(base64)
  if (bytes === null) throw problem(text, bodyStart, `the block ${label} is not exact base64`)
  return { block: { label, headers, bytes }, end: after }
}

/** Takes `Name: value` lines off the front of a block, up to the blank line that ends them (RFC 1421 4.4). */
function splitHeaders(body: string): { readonly headers: (readonly [string, string])[]; readonly base64: string } {
  const headers: (readonly [string, string])[] = []
  if (!body.includes(':')) return { headers, base64: body }
  const lines = body.split(/\r\n|\n|\r/)
  let line = 0
  for (; line < lines.length && lines[line]!.trim() !== ''; line++) {
    const match = /^([A-Za-z0-9-]{1,64}):[ \t]*([\x20-\x7e]{0,200})$/.exec(lines[line]!)
    if (match === null || headers.length >= 20) return { headers: [], base64: body }
    headers.push([match[1]!, match[2]!.trimEnd()])
  }
  return { headers, base64: lines.slice(line).join('\n') }
}

/** @returns the octets of base64 text with line breaks, or null when it is empty or not canonical (RFC 4648 3.5). */
export function base64Bytes(text: string): Uint8Array | null {
  const compact = text.replace(/[ \t\r\n]+/g, '')
  if (compact === '' || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null
  const bytes = Buffer.from(compact, 'base64')
  if (compact.endsWith('=') && !compact.endsWith(bytes.subarray(bytes.length - (bytes.length % 3)).toString('base64')))
    return null
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

function problem(text: string, at: number, message: string): ChanceryError {
  const line = text.slice(0, at).split(/\r\n|\n|\r/).length
  return new ChanceryError('malformed', `The PEM text cannot be read: ${message} (line ${line}).`)
}

/** @returns one block as RFC 7468 writes it: 64 characters a line, LF. @throws ChanceryError `invalid-input` for a label that is none. */
export function writePem(label: string, bytes: Uint8Array): string {
  if (!/^[A-Z0-9](?:[A-Z0-9 .]*[A-Z0-9])?$/.test(label))
    throw new ChanceryError('invalid-input', `“${label.slice(0, 40)}” cannot be a PEM label.`)
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  return `${BEGIN}${label}${DASHES}\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}${DASHES}\n`
}

/** @returns whether the text holds what looks like a PEM block. */
export function looksLikePem(input: string | Uint8Array): boolean {
  const text =
    typeof input === 'string'
      ? input
      : Buffer.from(input.buffer, input.byteOffset, Math.min(input.length, 1 << 20)).toString('latin1')
  return lineStarting(text, BEGIN, 0) >= 0
}
