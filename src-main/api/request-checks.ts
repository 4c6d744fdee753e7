import { ChanceryError } from '../../src-shared/errors.ts'
import { isLoopback } from '../world/http-listener.ts'

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * @param listening host and port that were taken; on a loopback address every name of loopback is admitted, and always
 *   the names of the certificate.
 * @returns whether the Host header names this server. A page of another site that had its name point at this machine
 *   (DNS rebinding) sends its own name there.
 */
export function isOwnHost(
  host: string | undefined,
  listening: {
    readonly host: string
    readonly port: number
    readonly secure?: boolean
    readonly names?: readonly string[]
  }
): boolean {
  if (host === undefined) return false
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(host)
  const name = match?.[1]?.toLowerCase().replace(/^\[|\]$/g, '')
  if (name === undefined || Number(match?.[2] ?? (listening.secure === true ? 443 : 80)) !== listening.port)
    return false
  if (listening.names?.includes(name) === true) return true
  if (isLoopback(listening.host)) return isLoopback(name)
  if (listening.host === '0.0.0.0' || listening.host === '::') return isLoopback(name) || /^[0-9.]+$|:/.test(name)
  return name === listening.host.toLowerCase()
}

/**
 * Refuses a call that a page of another origin sent. Browsers say where a request comes from (Fetch Metadata, Origin);
 * a body of JSON needs their preflight, which is never granted here. Programs that are no browsers say neither.
 * @throws ChanceryError `forbidden`, `malformed`
 */
export function requireSameOrigin(headers: Headers, secure = false): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin')
    throw new ChanceryError('forbidden', 'This call came from a page of another origin and was refused.')
  const { origin, host } = headers
  if (origin !== undefined && origin !== `${secure ? 'https' : 'http'}://${String(host)}`)
    throw new ChanceryError('forbidden', 'This call came from a page of another origin and was refused.')
  const type = typeof headers['content-type'] === 'string' ? headers['content-type'] : ''
  if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(type))
    throw new ChanceryError('malformed', 'A call carries JSON: the content type must be application/json.')
}

/** Session cookies carry the port, because browsers send cookies to every port of a host. */
export function sessionCookieName(port: number): string {
  return `chancery-${port}`
}

/** @returns the value of one cookie of a Cookie header (RFC 6265 4.2.1) */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > 8192) return undefined
  const pair = header.split(/;\s*/).find((one) => one.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
