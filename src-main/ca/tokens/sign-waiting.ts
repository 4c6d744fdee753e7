import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { getAuthority } from '../../store/authorities.ts'
import { listWaitingForKey } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { signNow } from '../requests/decide.ts'
import { placesOf } from './places.ts'

/** Requests looked at in one round; the next round goes on. */
const AT_ONCE = 500

/**
 * Signs the requests that waited for a token which is ready now, the oldest first. One that fails does not stop the
 * others; one whose token went away again goes on waiting.
 * @returns how many were signed
 */
export async function signWaiting(ca: CaContext, actor: Actor): Promise<number> {
  const { tokens } = ca
  if (tokens === undefined) return 0
  let signed = 0
  for (const { id, authorityId } of listWaitingForKey(reader(ca.store), AT_ONCE)) {
    const authority = getAuthority(reader(ca.store), authorityId)
    if (authority?.state !== 'active') continue
    const places = placesOf(reader(ca.store), authority.keyId)
    if (places.length === 0 || !tokens.isReady(places)) continue
    try {
      const { certificateId } = await signNow(ca, { id }, actor)
      if (certificateId !== null) signed++
    } catch (error) {
      // Refused meanwhile, or decided by somebody: its own record says so.
      if (!(error instanceof ChanceryError)) throw error
      ca.log.warn('a request that waited for its token was not signed', { request: id, code: error.code })
    }
  }
  return signed
}
