import type { WireHeader } from '../../../src-shared/model/wire.ts'
import { maskOctets } from './mask-octets.ts'
import type { WirePlace } from './place.ts'
import type { RawExchange } from './raw-exchange.ts'

/** Stands where a secret stood. */
export const MASK = '(masked)'

/** Headers whose value is a secret; of the first two the scheme stays. */
const secretHeaders: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token'
]
/** Parameters of an address that hold a secret, by what devices and their managers call them. */
const secretParameters = /^(?:.*pass(?:word|phrase|wd)?|.*secret|.*challenge.*|.*token|pin|api[-_]?key)$/i

/** What of an exchange may be stored. */
export interface MaskedExchange extends RawExchange {
  readonly requestMasked: readonly string[]
  readonly answerMasked: readonly string[]
}

/** Takes every secret out of an exchange that stands in it readable. What is encrypted stays encrypted. */
export function maskExchange(raw: RawExchange, place: WirePlace): MaskedExchange {
  const url = maskUrl(raw.url)
  const requestHeaders = maskHeaders(raw.requestHeaders)
  const answerHeaders = maskHeaders(raw.answerHeaders)
  const request = maskBody(raw.requestBody)
  const answer = maskAnswer(raw, place)
  return {
    ...raw,
    url: url.url,
    requestHeaders: requestHeaders.headers,
    answerHeaders: answerHeaders.headers,
    requestBody: request.bytes,
    answerBody: answer.bytes,
    requestMasked: [...new Set([...url.masked, ...requestHeaders.masked, ...request.masked])],
    answerMasked: [...new Set([...answerHeaders.masked, ...answer.masked])]
  }
}

interface MaskedBytes {
  readonly bytes: Uint8Array
  readonly masked: readonly string[]
}

function maskAnswer({ answerBody, answerHeaders, status }: RawExchange, place: WirePlace): MaskedBytes {
  // The page shows a one-time secret, in the words and the encoding that device managers look for.
  if (place.protocol === 'scep' && place.operation === 'mscep_admin' && status === 200)
    return { bytes: Buffer.from(MASK), masked: ['challenge password'] }
  if (place.protocol === 'est' && place.operation === 'serverkeygen' && status === 200) {
    const type = answerHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
    return maskMultipart(answerBody, type)
  }
  return maskBody(answerBody)
}

/** RFC 7030 4.4.2: the part with the private key goes, unless it is encrypted; what is not understood goes too. */
function maskMultipart(body: Uint8Array, type: string): MaskedBytes {
  const [, boundary] = /boundary="?([^";\s]+)"?/i.exec(type) ?? []
  if (boundary === undefined) return { bytes: Buffer.from(MASK), masked: ['private key'] }
  const parts = Buffer.from(body).toString('latin1').split(`--${boundary}`)
  let masked = false
  const kept = parts.map((part, index) => {
    if (index === 0 || index === parts.length - 1) return part.trim() === '--' || part.trim() === '' ? part : MASK
    const gap = part.indexOf('\r\n\r\n')
    if (gap >= 0 && /content-type:\s*application\/pkcs7-mime/i.test(part.slice(0, gap))) return part
    masked = true
    return `${gap < 0 ? '' : part.slice(0, gap + 4)}${MASK}\r\n`
  })
  return { bytes: Buffer.from(kept.join(`--${boundary}`), 'latin1'), masked: masked ? ['private key'] : [] }
}

/** ASN.1 as it is, in base64 or PEM, or within the JSON of a JWS. */
export function maskBody(body: Uint8Array): MaskedBytes {
  const binary = maskOctets(body)
  if (binary.masked.length > 0 || body.length === 0) return binary
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  if (text.trimStart().startsWith('{')) return maskJson(text) ?? binary
  return maskBase64(text) ?? binary
}

/** @returns null where it is no base64, or there is nothing to mask */
function maskBase64(text: string): MaskedBytes | null {
  const inner = text.replace(/-----[A-Z0-9 ]{1,60}-----/g, '').replace(/\s+/g, '')
  if (inner.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(inner)) return null
  const { bytes, masked } = maskOctets(Buffer.from(inner, /[-_]/.test(inner) ? 'base64url' : 'base64'))
  return masked.length === 0 ? null : { bytes: Buffer.from(Buffer.from(bytes).toString('base64')), masked }
}

/** A JWS whose payload holds a CSR with a secret, or any JSON with one. */
function maskJson(text: string): MaskedBytes | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const masked = new Set<string>()
  const changed = maskValue(value, masked, 0)
  return masked.size === 0 ? null : { bytes: Buffer.from(JSON.stringify(changed)), masked: [...masked] }
}

const MAX_DEPTH = 12

function maskValue(value: unknown, masked: Set<string>, depth: number): unknown {
  if (depth > MAX_DEPTH) return value
  if (typeof value === 'string') return maskText(value, masked, depth)
  if (Array.isArray(value)) return value.map((one: unknown) => maskValue(one, masked, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskValue(one, masked, depth + 1)]))
}

function maskText(text: string, masked: Set<string>, depth: number): string {
  if (text.length < 16 || !/^[A-Za-z0-9_-]+$/.test(text)) return text
  const octets = Buffer.from(text, 'base64url')
  if (octets[0] === 0x7b) {
    const found = new Set<string>()
    try {
      const changed = maskValue(JSON.parse(octets.toString('utf8')), found, depth + 1)
      if (found.size === 0) return text
      for (const one of found) masked.add(one)
      return Buffer.from(JSON.stringify(changed)).toString('base64url')
    } catch {
      return text
    }
  }
  const inner = maskOctets(octets)
  if (inner.masked.length === 0) return text
  for (const one of inner.masked) masked.add(one)
  return Buffer.from(inner.bytes).toString('base64url')
}

function maskHeaders(headers: readonly WireHeader[]): {
  readonly headers: readonly WireHeader[]
  readonly masked: readonly string[]
} {
  const masked: string[] = []
  const kept = headers.map(({ name, value }) => {
    if (!secretHeaders.includes(name.toLowerCase())) return { name, value }
    masked.push(name)
    const [, scheme = ''] = /^(Basic|Digest|Bearer|Negotiate|NTLM)\s/i.exec(value) ?? []
    return { name, value: scheme === '' ? MASK : `${scheme} ${MASK}` }
  })
  return { headers: kept, masked }
}

function maskUrl(url: string): { readonly url: string; readonly masked: readonly string[] } {
  const at = url.indexOf('?')
  if (at < 0) return { url, masked: [] }
  const masked: string[] = []
  const query = url
    .slice(at + 1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const name = equals < 0 ? pair : pair.slice(0, equals)
      if (equals < 0 || !secretParameters.test(name)) return pair
      masked.push(name)
      return `${name}=${encodeURIComponent(MASK)}`
    })
  return { url: `${url.slice(0, at)}?${query.join('&')}`, masked }
}
