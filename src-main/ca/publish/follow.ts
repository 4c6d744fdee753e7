import { ChanceryError } from '../../../src-shared/errors.ts'
import type { HttpReply, HttpRequest, Net } from '../../world/net.ts'

const MAX_REDIRECTS = 3
/** RFC 9110 15.4: statuses that name another address in Location. */
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Asks as clients of CRLs and certificates do: a GET follows redirects, each from where the one before led; a POST is not
 * sent on.
 * @throws ChanceryError `malformed` for a redirect to what is no address; as `Net.http`
 */
export async function followed(net: Pick<Net, 'http'>, request: HttpRequest): Promise<HttpReply> {
  let url = request.url
  let reply = await net.http(request)
  for (let left = MAX_REDIRECTS; left > 0 && request.method === 'GET'; left--) {
    const to = reply.headers['location']
    if (!redirects.has(reply.status) || to === undefined) break
    const next = URL.parse(to, url)
    if (next === null)
      throw new ChanceryError('malformed', `${new URL(url).host} sends elsewhere, and what it names is no address.`)
    url = next.href
    reply = await net.http({ ...request, url })
  }
  return reply
}
