import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { AlternativeName } from '../../src-shared/model/subject-entry.ts'
import { isLoopback } from '../world/http-listener.ts'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** RFC 1123 2.1; a single label such as `localhost` is a name too. */
const hostPattern = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`)

/** Every way to name this machine from itself. */
const loopback: readonly AlternativeName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' }
]

/**
 * The names that the certificate of a server carries: the address where it listens and those under which others reach it.
 * An address that stands for all of the machine names nothing; then the host's own name takes its place.
 * @param given host names and addresses, as on the command line
 * @throws ChanceryError `invalid-input`
 */
export function tlsNames(
  listening: { readonly host: string },
  given: readonly string[],
  own = hostname()
): readonly AlternativeName[] {
  const host = listening.host.toLowerCase()
  const everywhere = host === '0.0.0.0' || host === '::'
  const names = given.map((text) => nameOf(text))
  if (everywhere && names.length === 0 && hostPattern.test(own.toLowerCase())) names.push(nameOf(own))
  if (!everywhere && !isLoopback(host)) names.push(nameOf(host))
  if (everywhere || isLoopback(host)) {
    names.push(...loopback)
    if (host.startsWith('127.')) names.push({ type: 'ip', value: host })
  }
  return [...new Map(names.map((name) => [`${name.type}:${name.value}`, name])).values()]
}

function nameOf(text: string): AlternativeName {
  const value = text.trim().replace(/\.$/, '').toLowerCase()
  if (isIP(value) !== 0) return { type: 'ip', value }
  if (hostPattern.test(value)) return { type: 'dns', value }
  throw new ChanceryError(
    'invalid-input',
    `"${text}" is neither a host name nor an address. Write for example pki.example.test or 192.0.2.7.`
  )
}
