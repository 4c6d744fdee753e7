import type { AnchorSettings } from '../../../src-shared/model/audit-anchor.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { MAX_TIME_STAMP_RESPONSE } from '../../pki/tsp.ts'
import type { Net } from '../../world/net.ts'
import type { CaContext } from '../context.ts'
import { unreached } from '../publish/unreached.ts'
import { answerTimeStamp } from '../time-stamps/answer.ts'
import type { AskStamp } from './detached.ts'

/** The address under which this installation asks its own service. */
const SELF = '127.0.0.1'

/** @returns how to ask for a time-stamp as the settings say; null where nobody stamps */
export function stampBy(ca: CaContext, net: Net, { stamp }: AnchorSettings): AskStamp | null {
  switch (stamp.by) {
    case 'nobody':
      return null
    case 'own':
      return async (request) => (await answerTimeStamp(ca, stamp.service, request, SELF)).der
    case 'other':
      return (request) => askOther(net, stamp.address, request)
  }
}

/** RFC 3161 3.4. */
async function askOther(net: Net, url: string, body: Uint8Array): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/timestamp-query' }
  const reply = await net
    .http({ method: 'POST', url, headers, body, maxBytes: MAX_TIME_STAMP_RESPONSE })
    .catch((error: unknown) => {
      throw error instanceof ChanceryError ? unreached(`The time-stamp authority at ${url}`, error) : error
    })
  if (reply.status === 200) return reply.body
  throw new ChanceryError('io', `The time-stamp authority at ${url} answered ${reply.status}.`)
}
