import { ChanceryError } from '../../../src-shared/errors.ts'
import { insertServiceLog } from '../../store/service-log.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { AskedService } from './admit.ts'
import { clockDistrust } from './clock.ts'

/** A client that goes on asking is one line a minute. */
const LOG_EVERY = 60_000

/**
 * RFC 3161 2.4.2 timeNotAvailable: nothing is stamped with a time that may be wrong.
 * @throws ChanceryError `not-ready` while the clock is not trusted; the first refusal of a minute is in the service log
 */
export function requireClock(ca: CaContext, service: Pick<AskedService, 'id' | 'name' | 'client'>): void {
  const distrust = clockDistrust(ca)
  if (distrust === null) return
  const { refusals } = ca.memory.tsa
  const now = ca.clock.monotonic()
  const last = refusals.get(service.id)
  if (last === undefined || now - last >= LOG_EVERY) {
    refusals.set(service.id, now)
    transaction(ca.store, (tx) =>
      insertServiceLog(tx, {
        at: ca.clock.now(),
        service: `tsa:${service.name}`,
        level: 'warn',
        message: `A time-stamp was refused, because the clock is not trusted: ${distrust.message}`,
        detail: { client: service.client, failure: 'timeNotAvailable' }
      })
    ).catch((error: unknown) => void ca.log.error('a refused time-stamp could not be logged', error))
  }
  throw new ChanceryError('not-ready', 'The clock of this time-stamp service cannot be trusted right now.')
}
