import { ChanceryError } from '../../../src-shared/errors.ts'
import type { WireProtocol, WireStep } from '../../../src-shared/model/wire.ts'
import type { Certificate } from '../model.ts'
import { readPem } from '../pem.ts'
import { cmpSteps } from './wire-cmp.ts'
import { cmsSteps } from './wire-cms.ts'
import { certificateStep, csrStep } from './wire-csr.ts'
import { isMap } from './wire-json.ts'
import { jwsSteps, memberLines, type AccountKeys } from './wire-jws.ts'
import { ocspRequestStep, ocspResponseStep } from './wire-ocsp.ts'
import { layer, line, type WireSideName } from './wire-step.ts'
import { tspRequestStep, tspResponseSteps } from './wire-tsp.ts'
import { counted } from './words.ts'

/** One side of an exchange, as far as its decoding needs it. */
export interface WireBody {
  readonly protocol: WireProtocol
  readonly side: WireSideName
  readonly method: string
  readonly url: string
  readonly status: number | null
  /** Media type without parameters, lower case; empty where none was named. */
  readonly type: string
  /** The same with parameters. */
  readonly fullType: string
  readonly body: Uint8Array
  readonly masked: boolean
  readonly keys: AccountKeys
  readonly known: readonly Certificate[]
}

/** Parts of a multipart answer, and certificates of a PEM chain, that are looked into. */
const MAX_PARTS = 10

/** @returns the layers of one side within HTTP. Never throws. */
export function bodySteps(given: WireBody): WireStep[] {
  const { side, body, protocol, masked, type, known } = given
  const inAddress = side === 'request' ? messageInAddress(given) : null
  const octets = inAddress ?? body
  if (octets.length === 0) return []
  if (isText(type) && side === 'answer') return [textStep(side, octets)]
  switch (protocol) {
    case 'scep':
      if (type === 'application/x-x509-ca-cert') return [certificateStep(side, octets)]
      return octets[0] === 0x30 ? cmsSteps(side, octets, masked) : [textStep(side, octets)]
    case 'est':
      return estSteps(given)
    case 'cmp':
      return cmpSteps(side, octets, masked)
    case 'acme':
      return acmeSteps(given)
    case 'ocsp':
      return [side === 'request' ? ocspRequestStep(side, octets) : ocspResponseStep(side, octets, known)]
    case 'tsa':
      if (type === 'application/timestamp-query') return [tspRequestStep(side, octets)]
      if (type === 'application/timestamp-reply') return tspResponseSteps(side, octets, known)
      // The older form of signing tools: base64 of a message.
      return base64Steps(given, (der) => cmsSteps(side, der, masked))
  }
}

/** The message that GET carries: of SCEP in a parameter, of OCSP in the path. */
export function messageInAddress({
  protocol,
  method,
  url
}: Pick<WireBody, 'protocol' | 'method' | 'url'>): Uint8Array | null {
  if (method !== 'GET') return null
  const [path = '', query = ''] = url.split('?', 2)
  if (protocol === 'scep') {
    const params = new URLSearchParams(query)
    const message = params.get('operation') === 'PKIOperation' ? params.get('message') : null
    return message === null ? null : Buffer.from(message.replaceAll(' ', '+'), 'base64')
  }
  if (protocol !== 'ocsp') return null
  // `/ocsp/<base64>` and `/ocsp/<name>/<base64>`; base64 may hold slashes, a name is short and no ASN.1.
  const rest = unescaped(path.replace(/^\/ocsp\/?/, ''))
  const whole = Buffer.from(rest, 'base64')
  if (whole[0] === 0x30) return whole
  return Buffer.from(rest.slice(rest.indexOf('/') + 1), 'base64')
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** RFC 7030 4, RFC 8951 3.1: base64 around everything, and a multipart answer with a key. */
function estSteps(given: WireBody): WireStep[] {
  const { side, type, fullType, body, masked } = given
  if (type.startsWith('multipart/')) return multipartSteps(side, fullType, body, masked)
  return base64Steps(given, (der) => derSteps(side, type, der, masked))
}

function derSteps(side: WireSideName, type: string, der: Uint8Array, masked: boolean): WireStep[] {
  if (type === 'application/csrattrs')
    return [layer(side, 'text', der, () => ({ lines: line('csrattrs', counted(der.length, 'octet')) }))]
  if (type === 'application/pkcs10' || (type === '' && side === 'request')) return [csrStep(side, der, masked)]
  return cmsSteps(side, der, masked)
}

function base64Steps({ side, body }: WireBody, inner: (der: Uint8Array) => WireStep[]): WireStep[] {
  if (body[0] === 0x30 && (body[1] ?? 0) >= 0x80) return inner(body)
  const text = latin1(body).replace(/\s+/g, '')
  const step = layer(side, 'base64', null, () => {
    if (text.startsWith('-----'))
      throw new ChanceryError('malformed', 'It is PEM; EST wants the base64 alone (RFC 8951 3.1).')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0)
      throw new ChanceryError('malformed', 'It is not base64, or was cut off.')
    return { lines: line('characters', text.length) }
  })
  const bare = text.replace(/-----[A-Z0-9 ]*-----/g, '')
  const der = Buffer.from(bare, 'base64')
  return der[0] === 0x30 ? [step, ...inner(der)] : [step]
}

function multipartSteps(side: WireSideName, fullType: string, body: Uint8Array, masked: boolean): WireStep[] {
  const [, boundary = ''] = /boundary="?([^";\s]+)"?/i.exec(fullType) ?? []
  const parts = boundary === '' ? [] : latin1(body).split(`--${boundary}`).slice(1, -1).slice(0, MAX_PARTS)
  const steps = [
    layer(side, 'multipart', null, () => {
      if (parts.length === 0) throw new ChanceryError('malformed', 'There are no parts in it (RFC 2046 5.1).')
      return { lines: parts.flatMap((part) => line('part', typeOfPart(part))) }
    })
  ]
  for (const part of parts) {
    const text = part.slice(part.indexOf('\r\n\r\n') + 4).trim()
    const type = typeOfPart(part)
    const der = Buffer.from(text, 'base64')
    if (!text.startsWith('(') && der[0] === 0x30 && type.startsWith('application/pkcs7-mime'))
      steps.push(...cmsSteps(side, der, masked))
  }
  return steps
}

function typeOfPart(part: string): string {
  return /content-type:\s*([^\r\n]{1,120})/i.exec(part)?.[1] ?? 'unknown'
}

function acmeSteps({ side, type, body, masked, keys }: WireBody): WireStep[] {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  if (side === 'request') return jwsSteps(side, text, masked, keys)
  if (type === 'application/pem-certificate-chain') return pemSteps(side, text)
  const problem = type === 'application/problem+json'
  return [
    layer(side, 'json', null, () => {
      const value: unknown = JSON.parse(text)
      const lines = isMap(value) ? memberLines(value) : line('value', text)
      const detail = isMap(value) && typeof value['detail'] === 'string' ? value['detail'] : null
      return problem ? { lines, outcome: 'failed', reason: detail } : { lines }
    })
  ]
}

function pemSteps(side: WireSideName, text: string): WireStep[] {
  let blocks: readonly { readonly bytes: Uint8Array }[] = []
  const step = layer(side, 'pem', null, () => {
    const read = readPem(text)
    blocks = read
    return { lines: read.flatMap(({ label }) => line('block', label)) }
  })
  return [step, ...blocks.slice(0, MAX_PARTS).map(({ bytes }) => certificateStep(side, bytes))]
}

function isText(type: string): boolean {
  return type === 'text/plain' || type === 'text/html'
}

function textStep(side: WireSideName, octets: Uint8Array): WireStep {
  return layer(side, 'text', null, () => ({
    lines: line('text', new TextDecoder('utf-8').decode(octets.subarray(0, 4096)).trim())
  }))
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
