import { hostname } from 'node:os'
import { isIP } from 'node:net'

/**
 * The address as a client writes it: a name that the certificate carries comes first, because the name has to match
 * (RFC 9110 4.3.4), and the port of the scheme is left out.
 * @param address `https://0.0.0.0:443` as a listener says it
 * @param names of the certificate, as an operator gave them
 */
export function reachedAddress(address: string, names: readonly string[], own = hostname()): string {
  const url = new URL(address)
  const everywhere = url.hostname === '0.0.0.0' || url.hostname === '[::]'
  const name = names[0] ?? (everywhere ? own.toLowerCase() : undefined)
  if (name !== undefined) url.hostname = isIP(name) === 6 ? `[${name}]` : name
  return url.origin
}
