import type { Actor } from '../../../src-shared/model/channel.ts'
import { reader } from '../../store/store.ts'
import { listTsaServices } from '../../store/time-stamps.ts'
import type { CaContext } from '../context.ts'
import { passOnLocked } from '../services/issuer-ready.ts'
import { askTimeServers, clockDistrust, clockTrust } from './clock.ts'
import { renewDueCertificate } from './service.ts'

/** How often the clock is looked at: a jump is then known before somebody asks. */
const LOOK_EVERY = 60_000
/** Pause after a certificate could not be made. */
const PAUSE = 5 * 60_000

/** Renews certificates that are due; one service that fails does not hold up the others. @returns when to come again, Unix ms */
export async function runStampCertificateChore(ca: CaContext, actor: Actor): Promise<number | null> {
  const next: number[] = []
  for (const row of listTsaServices(reader(ca.store))) {
    if (row.state !== 'enabled') continue
    try {
      next.push(await renewDueCertificate(ca, row, actor))
    } catch (error) {
      passOnLocked(error)
      ca.log.error('the certificate of a time-stamp service could not be renewed', error, { service: row.name })
      next.push(ca.clock.now() + PAUSE)
    }
  }
  return next.length === 0 ? null : Math.min(...next)
}

/** Watches the clock while there is a service that stamps by it. @returns when to come again, Unix ms */
export async function runClockChore(ca: CaContext, signal: AbortSignal): Promise<number | null> {
  const { tsa } = ca.memory
  if (tsa.trust === null && listTsaServices(reader(ca.store)).every(({ state }) => state !== 'enabled')) return null
  clockDistrust(ca)
  const { settings, lastCheck } = clockTrust(ca)
  const due = lastCheck === null ? 0 : lastCheck.at + settings.everyMinutes * LOOK_EVERY
  const now = ca.clock.now()
  // A clock that was set back would put the next question far off.
  if (settings.servers.length > 0 && (now >= due || now < (lastCheck?.at ?? 0))) await askTimeServers(ca, signal)
  return ca.clock.now() + LOOK_EVERY
}
