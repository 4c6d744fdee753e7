import { ChanceryError } from '../../../src-shared/errors.ts'
import { reader } from '../../store/store.ts'
import { getTsaHead, getTsaService, type TsaHead } from '../../store/time-stamps.ts'
import type { CaContext } from '../context.ts'
import type { ReadSettings } from './memory.ts'
import { clientList, mayAsk, plainAddress } from '../services/client-addresses.ts'
import { tsaSettingsOf } from './settings.ts'

/** A service that takes requests, as of this moment. */
export interface AskedService extends Pick<TsaHead, 'id' | 'version' | 'certificate'> {
  readonly name: string
  readonly settings: ReadSettings['settings']
  /** Address of who asks. */
  readonly client: string
}

const MINUTE = 60_000
/** Clients that are counted at once; the one that was seen longest ago goes. */
const MAX_CLIENTS = 20_000

/**
 * Lets a client in before its request is read.
 * @throws ChanceryError `not-found` for a service that is not there or is switched off, `forbidden` for a client that may
 *   not ask, `slowed-down` for one that asks too often
 */
export function admitClient(ca: CaContext, name: string, address: string): AskedService {
  const head = getTsaHead(reader(ca.store), name, ca.clock.now())
  if (head?.state !== 'enabled') throw new ChanceryError('not-found', 'There is no time-stamp service at this address.')
  const { settings, clients } = settingsOf(ca, head)
  const client = plainAddress(address)
  if (!mayAsk(clients, client))
    throw new ChanceryError('forbidden', 'This time-stamp service does not answer your address.')
  count(ca, `${head.id} ${client}`, settings.perMinute)
  return { id: head.id, version: head.version, certificate: head.certificate, name, settings, client }
}

function settingsOf(ca: CaContext, { id, version }: TsaHead): ReadSettings {
  const known = ca.memory.tsa.settings.get(id)
  if (known?.version === version) return known
  const row = getTsaService(reader(ca.store), id)
  if (row === undefined) throw new ChanceryError('not-found', 'There is no time-stamp service at this address.')
  const settings = tsaSettingsOf(row)
  const read: ReadSettings = { version: row.version, settings, clients: clientList(settings.clients) }
  ca.memory.tsa.settings.set(id, read)
  return read
}

/** Counts by the stopwatch, so that a jump of the clock lets nobody through. */
function count(ca: CaContext, who: string, most: number): void {
  if (most === 0) return
  const { clients } = ca.memory.tsa
  const now = ca.clock.monotonic()
  const known = clients.get(who)
  if (known === undefined || now - known.since >= MINUTE) {
    clients.delete(who)
    if (clients.size >= MAX_CLIENTS) {
      const oldest = clients.keys().next()
      if (oldest.done !== true) clients.delete(oldest.value)
    }
    clients.set(who, { since: now, count: 1 })
    return
  }
  if (known.count >= most)
    throw new ChanceryError('slowed-down', `This time-stamp service answers ${most} requests of a client in a minute.`)
  known.count += 1
}
