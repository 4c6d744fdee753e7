import { ChanceryError } from '../../src-shared/errors.ts'
import type { HttpReply } from '../world/net.ts'
import { connectable, exchangeTimeout, ValidationFailed, type Trace, type ValidationWorld } from './challenge.ts'

/** Most redirects that are followed; Let's Encrypt takes ten too. */
const mostRedirects = 10
/** BR 3.2.2.4.18 and .19: redirects by status 301, 302, 307 and 308 only. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 307, 308])
/** BR 1.6.1 "Authorized Ports" for HTTP and HTTPS. */
const allowedPorts: ReadonlySet<string> = new Set(['', '80', '443'])
/** Bytes of the largest answer: what is looked for has below 100. */
const mostBytes = 4096

/**
 * Gets a file as a validator does: redirects to http and https on authorized ports are followed, every address is judged
 * by the rule of the world, no certificate is asked for.
 * @param clause which redirect rule speaks, for messages
 * @throws ValidationFailed; ChanceryError `cancelled`
 */
export async function fetchFollowing(
  world: ValidationWorld,
  start: string,
  clause: string,
  trace: Trace,
  signal: AbortSignal
): Promise<{ reply: HttpReply; url: string }> {
  let url = start
  for (let redirects = 0; ; redirects++) {
    const reply = await fetchOnce(world, new URL(url), trace, signal)
    if (!redirectStatuses.has(reply.status)) return { reply, url }
    const target = URL.parse(reply.headers['location'] ?? '', url)
    if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:'))
      throw new ValidationFailed(
        'unauthorized',
        `${url} redirects to "${printable(reply.headers['location'] ?? '')}", which is not an http or https address.`
      )
    if (!allowedPorts.has(target.port))
      throw new ValidationFailed(
        'unauthorized',
        `${url} redirects to port ${target.port}; only 80 and 443 are followed (${clause}).`
      )
    if (redirects === mostRedirects)
      throw new ValidationFailed('connection', `${start} redirects more than ${mostRedirects} times.`)
    trace.steps.push(`Status ${reply.status} redirects to ${target.href}.`)
    url = target.href
  }
}

async function fetchOnce(world: ValidationWorld, url: URL, trace: Trace, signal: AbortSignal): Promise<HttpReply> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await connectable(world, { type: 'dns', value: host }, trace, signal)
  let trouble: ChanceryError | undefined
  // One try over each version: a name with many addresses does not hold the validator for minutes.
  for (const address of firstOfEachVersion(addresses)) {
    try {
      const reply = await world.net.http({
        method: 'GET',
        url: url.href,
        connectTo: address,
        anyCertificate: true,
        headers: { 'user-agent': 'Chancery-validation', accept: '*/*' },
        timeout: exchangeTimeout,
        maxBytes: mostBytes,
        signal
      })
      trace.steps.push(`GET ${url.href} at ${address}: status ${reply.status}, ${reply.body.length} bytes.`)
      return reply
    } catch (error) {
      if (!(error instanceof ChanceryError) || signal.aborted) throw error
      trace.steps.push(`GET ${url.href} at ${address}: ${error.message}`)
      trouble = error
    }
  }
  throw new ValidationFailed(
    trouble?.code === 'too-large' ? 'unauthorized' : 'connection',
    trouble?.message ?? `${url.host} was not reached.`
  )
}

/** @returns the first address of version 6 and of version 4, in that order */
export function firstOfEachVersion(addresses: readonly string[]): readonly string[] {
  const six = addresses.find((address) => address.includes(':'))
  const four = addresses.find((address) => !address.includes(':'))
  return [six, four].filter((address) => address !== undefined)
}

/** @returns text of somebody else that a message may show */
export function printable(text: string): string {
  const cut = text.slice(0, 120).replace(/[^\x20-\x7e]/g, '?')
  return text.length > 120 ? `${cut}…` : cut
}
