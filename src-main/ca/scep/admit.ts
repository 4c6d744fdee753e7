import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ScepSettings } from '../../../src-shared/model/scep.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { getScepServiceByName, type ScepServiceRow } from '../../store/scep.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { logAtDoor } from '../services/log-at-door.ts'
import { clientList, mayAsk, plainAddress } from '../services/client-addresses.ts'
import type { ReadScepSettings, ScepClient } from './memory.ts'
import { scepSettingsOf } from './settings.ts'

/** A service that takes requests, as of this moment. */
export interface AskedScep {
  readonly row: ScepServiceRow
  readonly settings: ScepSettings
  /** Address of who asks. */
  readonly client: string
  /** As the audit log names who asks. */
  readonly actor: Actor
  /** As the log of services names the service. */
  readonly logName: string
}

/** What is asked for: an operation of SCEP, or the page with one-time secrets. */
export type ScepDoor = 'requests' | 'page'

const MINUTE = 60_000
/** Clients that are counted at once; the one that was seen longest ago goes. */
const MAX_CLIENTS = 20_000

/**
 * Lets a client in before its request is read. Addresses are those of the connection: headers of proxies are not
 * believed, since anybody can write them.
 * @throws ChanceryError `not-found` for a service that is not there or is switched off, `forbidden` for a client that may
 *   not ask, `slowed-down` for one that asks too often, or guesses secrets
 */
export function admitScep(ca: CaContext, name: string, address: string, door: ScepDoor): AskedScep {
  const row = getScepServiceByName(reader(ca.store), name)
  if (row?.state !== 'enabled') throw new ChanceryError('not-found', 'There is no SCEP service at this address.')
  const { settings, clients } = settingsOf(ca, row)
  const client = plainAddress(address)
  const bounded = settings.clientsFor === 'both' || settings.clientsFor === door
  const known = clientOf(ca, row.id, client)
  const refuse = (code: 'forbidden' | 'slowed-down', answered: string, told: string): never => {
    known.lines += 1
    logAtDoor(ca, `scep:${row.name}`, told, { client, code, door }, known.lines <= MAX_LINES)
    throw new ChanceryError(code, answered)
  }
  if (bounded && !mayAsk(clients, client))
    refuse(
      'forbidden',
      'This SCEP service does not answer your address.',
      `${client} is outside the network rule of ${row.name}. Add it with "scep update --service ${row.name} --settings.clients …" if the device belongs there.`
    )
  const now = ca.clock.monotonic()
  if (known.lockedUntil > now)
    refuse(
      'slowed-down',
      'Too many wrong secrets came from your address. Wait, and ask for a new one.',
      `${client} sent too many wrong secrets and waits for ${settings.lockMinutes} minutes. Give the device a new secret.`
    )
  known.count += 1
  if (settings.perMinute > 0 && known.count > settings.perMinute)
    refuse(
      'slowed-down',
      `This SCEP service answers ${settings.perMinute} messages in a minute.`,
      `${client} sent more than ${settings.perMinute} messages in a minute. Raise --settings.per-minute if many devices share this address.`
    )
  return {
    row,
    settings,
    client,
    actor: { operatorId: null, name: `SCEP ${row.name} ${client}`, channel: 'scep' },
    logName: `scep:${row.name}`
  }
}

/** Counts a wrong secret. @returns whether the address waits from now on */
export function countWrongSecret(ca: CaContext, { row, settings, client }: AskedScep): boolean {
  const known = clientOf(ca, row.id, client)
  const now = ca.clock.monotonic()
  const span = settings.lockMinutes * MINUTE
  if (now - known.wrongSince > span) {
    known.wrongSince = now
    known.wrong = 0
  }
  known.wrong += 1
  if (known.wrong < settings.lockAfter) return false
  known.wrong = 0
  known.lockedUntil = now + span
  return true
}

/** Lines of the log for one address in a minute: the rest of a flood says nothing new. */
const MAX_LINES = 30

/** @returns whether a refusal of this address is logged still */
export function mayLog(ca: CaContext, { row, client }: AskedScep): boolean {
  const known = clientOf(ca, row.id, client)
  known.lines += 1
  return known.lines <= MAX_LINES
}

function settingsOf(ca: CaContext, row: ScepServiceRow): ReadScepSettings {
  const known = ca.memory.scep.settings.get(row.id)
  if (known?.version === row.version) return known
  const settings = scepSettingsOf(row)
  const read: ReadScepSettings = { version: row.version, settings, clients: clientList(settings.clients) }
  ca.memory.scep.settings.set(row.id, read)
  return read
}

/** Counts by the stopwatch, so that a jump of the clock lets nobody through. */
function clientOf(ca: CaContext, serviceId: number, address: string): ScepClient {
  const { clients } = ca.memory.scep
  const key = `${serviceId} ${address}`
  const now = ca.clock.monotonic()
  const known = clients.get(key)
  if (known !== undefined) {
    if (now - known.since >= MINUTE) {
      known.since = now
      known.count = 0
      known.lines = 0
    }
    return known
  }
  if (clients.size >= MAX_CLIENTS) {
    const oldest = clients.keys().next()
    if (oldest.done !== true) clients.delete(oldest.value)
  }
  const made: ScepClient = { since: now, count: 0, lines: 0, wrongSince: now, wrong: 0, lockedUntil: 0 }
  clients.set(key, made)
  return made
}
