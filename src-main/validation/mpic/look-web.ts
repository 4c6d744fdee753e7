import { isIP } from 'node:net'
import { noDetails, type CheckDetails } from '../../pki/mpic/check-response.ts'
import type { DcvParameters } from '../../pki/mpic/dcv-parameters.ts'
import type { HttpReply, Net } from '../../world/net.ts'
import type { AddressRule } from '../address-rule.ts'
import { report, ValidationFailed, type ValidationReport, type ValidationWorld } from '../challenge.ts'
import type { Control } from '../control.ts'
import { fetchFollowing } from '../http-fetch.ts'
import { validateTlsAlpnDigest } from '../tls-alpn-01.ts'
import { incomplete, type Look } from './look.ts'

export interface LookWorld {
  readonly control: Pick<Control, 'world'>
  /** Deployed perspectives connect anywhere; ours keep to what this says. */
  readonly addresses: AddressRule
}

/** Bytes of a page that are shown; more where the value is longer. */
const shownPage = 100

type WebMethod = Extract<DcvParameters, { method: 'acme-http-01' | 'website-change' }>

/** Gets a file as the validators do, and says what was seen. */
export async function lookAtWebsite(
  parts: LookWorld,
  dcv: WebMethod,
  target: string,
  signal: AbortSignal
): Promise<Look> {
  const host = target.includes(':') ? `[${target}]` : target
  const http = dcv.method === 'acme-http-01'
  const start = http
    ? `http://${host}/.well-known/acme-challenge/${encodeURIComponent(dcv.token)}`
    : `${dcv.scheme}://${host}/.well-known/pki-validation/${encodeURIComponent(dcv.path)}`
  const wanted = http ? dcv.keyAuthorization : dcv.value
  const history: CheckDetails['history'][number][] = []
  const outside = parts.control.world(parts.addresses)
  const world: ValidationWorld = { ...outside, net: telling(outside.net, history) }
  let page: string | undefined
  const done = await report(
    'seen',
    async (trace) => {
      const clause = http ? 'BR 3.2.2.4.19' : 'BR 3.2.2.4.18'
      const { reply, url } = await fetchFollowing(world, start, clause, trace, signal)
      if (reply.status !== 200)
        throw new ValidationFailed('unauthorized', `Response status ${reply.status} from ${url}.`)
      page = Buffer.from(reply.body).toString('latin1')
    },
    signal
  )
  const details = { ...noDetails, validationMethod: dcv.method }
  if (page === undefined) return failed(done, details, 'mpic_error:http')
  return {
    completed: true,
    // RFC 8555 8.3: white space at the end is passed over; BR 3.2.2.4.18 wants the value in the file.
    passed: http ? page.replace(/\s+$/, '') === wanted : page.includes(wanted),
    errors: [],
    details: {
      ...details,
      history,
      url: start,
      status: 200,
      page: Buffer.from(page.slice(0, Math.max(shownPage, wanted.length)), 'latin1').toString('base64')
    }
  }
}

/** What a failed try is on the wire: answered otherwise is completed, not reached is not. */
function failed(done: ValidationReport, details: CheckDetails, type: string): Look {
  if (done.failure === 'unauthorized')
    return { completed: true, passed: false, errors: [{ type, message: done.summary }], details }
  return incomplete('mpic_error:dcv_checker:lookup', done.summary, details)
}

/** Writes redirects down as deployed perspectives do: the status, and where it led. */
function telling(net: Net, history: CheckDetails['history'][number][]): Net {
  return {
    ...net,
    http: async (request) => {
      const reply: HttpReply = await net.http(request)
      const to = reply.headers['location']
      if (reply.status >= 300 && reply.status < 400 && to !== undefined)
        history.push({ status: reply.status, url: URL.parse(to, request.url)?.href ?? to })
      return reply
    }
  }
}

/** Shakes hands as RFC 8737 says and judges the certificate. */
export async function lookAtCertificate(
  parts: LookWorld,
  dcv: Extract<DcvParameters, { method: 'acme-tls-alpn-01' }>,
  target: string,
  signal: AbortSignal
): Promise<Look> {
  const identifier = { type: isIP(target) === 0 ? ('dns' as const) : ('ip' as const), value: target }
  const digest = new Uint8Array(Buffer.from(dcv.digest, 'hex'))
  const done = await validateTlsAlpnDigest(parts.control.world(parts.addresses), { identifier, digest }, signal)
  const details = { ...noDetails, validationMethod: dcv.method, commonName: null }
  if (done.outcome === 'verified') return { completed: true, passed: true, errors: [], details }
  return failed(done, details, 'mpic_error:dcv_checker:tls_alpn:certificate')
}
