import { reader } from '../../store/store.ts'
import { latestStampTime } from '../../store/time-stamps.ts'
import type { CaContext } from '../context.ts'
import { clockTrust } from './clock.ts'

/**
 * The time of a stamp, microseconds since the Unix epoch. Where stamps are ordered by their time alone (RFC 3161 2.4.2)
 * each is later than the one before, also across a restart; those of one millisecond are a microsecond apart.
 */
export function stampTime(ca: CaContext, serviceId: number, ordering: boolean): number {
  const now = ca.clock.now() * 1000
  if (!ordering) return now
  const { latest } = ca.memory.tsa
  const before = latest.get(serviceId) ?? latestStampTime(reader(ca.store), serviceId)
  // A stamp far ahead was made before the clock was corrected and confirmed: nothing is stamped with a time to come.
  const ahead = before - now > clockTrust(ca).settings.toleranceMs * 1000
  const time = ahead ? now : Math.max(now, before + 1)
  latest.set(serviceId, time)
  return time
}
