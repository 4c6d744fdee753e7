import { ChanceryError } from '../../src-shared/errors.ts'
import type { HttpReply } from '../world/net.ts'
import {
  connectable,
  exchangeTimeout,
  report,
  ValidationFailed,
  type ProvenIdentifier,
  type Trace,
  type ValidationReport,
  type ValidationWorld
} from './challenge.ts'

/** Most redirects that are followed; Let's Encrypt takes ten too. */
const mostRedirects = 10
/** BR 3.2.2.4.19: redirects by status 301, 302, 307 and 308 only. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 307, 308])
/** BR 1.6.1 "Authorized Ports" for HTTP and HTTPS. */
const allowedPorts: ReadonlySet<string> = new Set(['', '80', '443'])
/** Bytes of the largest answer: a key authorization has below 100. */
const mostBytes = 4096

/**
 * http-01 (RFC 8555 8.3, for addresses RFC 8738 4): the key authorization is served under the well-known path on port 80.
 * Redirects to http and https are followed; no certificate is asked for there, because it may be the first that is wanted.
 * @throws ChanceryError `cancelled`
 */
export function validateHttp01(
  world: ValidationWorld,
  input: { readonly identifier: ProvenIdentifier; readonly token: string; readonly keyAuthorization: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  const host = input.identifier.value.includes(':') ? `[${input.identifier.value}]` : input.identifier.value
  const start = `http://${host}/.well-known/acme-challenge/${input.token}`
  return report(
    `${start} gave the key authorization.`,
    async (trace) => {
      const { reply, url } = await follow(world, start, trace, signal)
      trace.seen = reply.body
      if (reply.status !== 200)
        throw new ValidationFailed(
          'unauthorized',
          `${url} answered with status ${reply.status}, not with 200 and the key authorization.`
        )
      // RFC 8555 8.3: white space at the end is passed over.
      const said = Buffer.from(reply.body).toString('latin1').replace(/\s+$/, '')
      if (said !== input.keyAuthorization)
        throw new ValidationFailed(
          'unauthorized',
          `${url} gave "${printable(said)}" where the key authorization "${input.keyAuthorization}" was expected.`
        )
    },
    signal
  )
}

async function follow(
  world: ValidationWorld,
  start: string,
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
        `${url} redirects to port ${target.port}; only 80 and 443 are followed (BR 3.2.2.4.19).`
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

function printable(text: string): string {
  const cut = text.slice(0, 120).replace(/[^\x20-\x7e]/g, '?')
  return text.length > 120 ? `${cut}…` : cut
}
