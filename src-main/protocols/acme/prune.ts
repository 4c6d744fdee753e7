import { listAcmeServices, pruneAuthorizations, pruneOrders } from '../../store/acme.ts'
import type { EnrolmentParts } from '../protocol.ts'
import { acmeSettingsOf } from '../../ca/acme/service-view.ts'

const day = 86_400_000

/**
 * Deletes what ended without a certificate longer ago than each service keeps it, a part at a time. Orders that ended in
 * a certificate stay: they say whose it is, what it replaced, and how its names were proven.
 */
export async function prune(
  parts: EnrolmentParts,
  signal: AbortSignal
): Promise<{ orders: number; authorizations: number }> {
  const gone = { orders: 0, authorizations: 0 }
  for (const service of listAcmeServices(parts.reader())) {
    const before = parts.clock.now() - acmeSettingsOf(service).keepDays * day
    for (let some = 1; some > 0 && !signal.aborted; gone.orders += some)
      some = await parts.write((tx) => pruneOrders(tx, service.id, before))
    for (let some = 1; some > 0 && !signal.aborted; gone.authorizations += some)
      some = await parts.write((tx) => pruneAuthorizations(tx, service.id, before))
  }
  if (gone.orders + gone.authorizations > 0)
    parts.log.info('ended ACME orders and proofs were deleted', { area: 'acme', ...gone })
  return gone
}
