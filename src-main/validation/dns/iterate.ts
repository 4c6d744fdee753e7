import ipaddr from 'ipaddr.js'
import type { Random } from '../../world/random.ts'
import { askServer, type DnsServer, type DnsWorld, failureOf, titleOf } from './ask-server.ts'
import { type QueryType, typeNumbers } from './codes.ts'
import { LookupFailure } from './lookup-failure.ts'
import { andAncestors, type DnsName, isWithin, lower, parentOf, sameName } from './name.ts'
import type { Message } from './record.ts'
import { type Reply, type Resolver, telling } from './reply.ts'
import { ReplyCache } from './reply-cache.ts'
import type { Work } from './work.ts'

export interface IterateSettings {
  /** Servers of the root zone. */
  readonly roots: readonly DnsServer[]
  /** Port of the servers that delegations lead to; 53 but in tests. */
  readonly port: number
  /** Whether a delegation may lead to this machine; only where the roots are here too. */
  readonly loopback: boolean
}

/** Servers of a zone that a delegation may name, and addresses of them that are asked. */
const mostServerNames = 13
const mostAddresses = 6
/** Delegations from the root down: a name has at most 127 labels, real ones five. */
const mostReferrals = 24
/** How far "the address of the server of the server …" may go. */
const mostNesting = 4
/** Seconds that a delegation is kept. */
const longestDelegation = 3600

interface Zone {
  readonly name: DnsName
  readonly servers: readonly DnsServer[]
}

/**
 * Asks the servers of the zones themselves, from the root down (RFC 1034 5.3.3). A server is believed about names in its
 * own zone only, addresses beside a delegation only when they lie in the zone of the server that gives them.
 */
export function iteratingResolver(world: DnsWorld, settings: IterateSettings): Resolver {
  const cache = new ReplyCache(world.clock)
  const zones = new Map<DnsName, { readonly zone: Zone; readonly until: number }>()

  /** The lowest known zone on the way to the name. A DS record belongs to the zone above its name (RFC 4035 3.1.4.1). */
  function start(name: DnsName, type: QueryType): Zone {
    for (const above of andAncestors(lower(type === 'DS' ? parentOf(name) : name))) {
      const known = zones.get(above)
      if (known !== undefined && known.until > world.clock.monotonic()) return known.zone
    }
    return { name: '.', servers: settings.roots }
  }

  async function askZone(
    zone: Zone,
    name: DnsName,
    type: QueryType,
    work: Work
  ): Promise<{ message: Message; server: DnsServer }> {
    const failures: LookupFailure[] = []
    for (const server of [...zone.servers, ...zone.servers]) {
      try {
        const message = await askServer(world, work, server, { name, type: typeNumbers[type], recursion: false })
        if (message.responseCode !== 0 && message.responseCode !== 3) throw failureOf(message, server)
        if (!isAnswer(message) && delegationIn(message, zone.name, name, type) === undefined)
          throw new LookupFailure(
            'malformed',
            `${titleOf(server)} does not serve ${zone.name}, to which it was delegated.`
          )
        return { message, server }
      } catch (error) {
        if (!(error instanceof LookupFailure) || error.kind === 'too-much-work') throw error
        failures.push(error)
      }
    }
    throw telling(failures)
  }

  async function walk(name: DnsName, type: QueryType, work: Work, nesting: number): Promise<Reply> {
    let zone = start(name, type)
    for (let left = mostReferrals; left > 0; left--) {
      const { message, server } = await askZone(zone, name, type, work)
      const delegation = isAnswer(message) ? undefined : delegationIn(message, zone.name, name, type)
      if (delegation === undefined)
        return {
          noSuchName: message.responseCode === 3,
          answers: message.answers,
          authority: message.authority,
          from: titleOf(server),
          at: world.clock.now()
        }
      zone = await follow(delegation, message, zone, work, nesting)
    }
    throw new LookupFailure('too-much-work', `${name} lies below more than ${mostReferrals} delegations.`)
  }

  async function follow(to: Delegation, message: Message, from: Zone, work: Work, nesting: number): Promise<Zone> {
    const addresses = message.additional.flatMap(({ owner, data }) =>
      (data.type === 'A' || data.type === 'AAAA') &&
      isWithin(owner, from.name) &&
      to.servers.some((server) => sameName(server, owner))
        ? [data.address]
        : []
    )
    for (const server of shuffled(to.servers, world.random)) {
      if (addresses.length > 0) break
      // A server inside the zone that it serves cannot be found without its address beside the delegation.
      if (!isWithin(server, to.zone)) addresses.push(...(await addressesOf(server, work, nesting)))
    }
    const usable = addresses.filter((address) => mayBeAsked(address, settings.loopback))
    const chosen = [
      ...shuffled(
        usable.filter((a) => !a.includes(':')),
        world.random
      ),
      ...shuffled(
        usable.filter((a) => a.includes(':')),
        world.random
      )
    ]
    if (chosen.length === 0)
      throw new LookupFailure(
        'unreachable',
        `No address is known of a server of ${to.zone} (${to.servers.join(', ')}).`
      )
    const zone = {
      name: to.zone,
      servers: chosen.slice(0, mostAddresses).map((address) => ({ address, port: settings.port }))
    }
    const seconds = Math.min(to.ttl, longestDelegation)
    zones.set(zone.name, { zone, until: world.clock.monotonic() + seconds * 1000 })
    return zone
  }

  async function addressesOf(server: DnsName, work: Work, nesting: number): Promise<string[]> {
    if (nesting >= mostNesting) return []
    const found: string[] = []
    for (const type of ['A', 'AAAA'] as const) {
      try {
        const reply = cache.get(server, type) ?? (await walk(server, type, work, nesting + 1))
        cache.put(server, type, reply)
        for (const { owner, data } of reply.answers)
          if (data.type === type && sameName(owner, server)) found.push(data.address)
      } catch (error) {
        if (!(error instanceof LookupFailure) || error.kind === 'too-much-work') throw error
      }
      if (found.length > 0) return found
    }
    return found
  }

  return {
    forget: (name, type) => cache.delete(name, type),
    ask: async (name, type, work, how) => {
      const known = how?.fresh === true ? undefined : cache.get(name, type)
      if (known !== undefined) return known
      const reply = await walk(name, type, work, 0)
      cache.put(name, type, reply)
      return reply
    }
  }
}

interface Delegation {
  readonly zone: DnsName
  readonly servers: readonly DnsName[]
  readonly ttl: number
}

/** RFC 2181 5.4.1, 6.1: what a server says with authority; "no such name" is said with authority too. */
function isAnswer(message: Message): boolean {
  return message.authoritative && (message.answers.length > 0 || message.responseCode === 3 || hasSoa(message))
}

const hasSoa = (message: Message): boolean => message.authority.some(({ data }) => data.type === 'SOA')

/** @returns where the message leads: below the zone of its server and towards the name; undefined when it leads nowhere */
function delegationIn(message: Message, from: DnsName, name: DnsName, type: QueryType): Delegation | undefined {
  const entries = message.authority.flatMap(({ owner, ttl, data }) =>
    data.type === 'NS' ? [{ owner, ttl, target: data.target }] : []
  )
  const zone = entries[0]?.owner
  if (zone === undefined || !isWithin(name, zone) || !isWithin(zone, from) || sameName(zone, from)) return undefined
  // A delegation to the very name cannot answer for its DS record: that belongs above it.
  if (type === 'DS' && sameName(zone, name)) return undefined
  const servers = entries.filter(({ owner }) => sameName(owner, zone)).map(({ target }) => lower(target))
  return {
    zone: lower(zone),
    servers: servers.slice(0, mostServerNames),
    ttl: Math.min(...entries.map(({ ttl }) => ttl))
  }
}

/** Nothing that a delegation says makes us talk to this machine, the local link or a group. */
function mayBeAsked(address: string, loopback: boolean): boolean {
  // `process`: what is written as a version 6 address of a version 4 one (::ffff:127.0.0.1) is judged as the latter.
  const range = ipaddr.process(address).range()
  return range === 'loopback'
    ? loopback
    : !['unspecified', 'broadcast', 'multicast', 'linkLocal', 'reserved'].includes(range)
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const dice = new DataView(random.bytes(4 * list.length).buffer)
  return list
    .map((value, index) => ({ value, order: dice.getUint32(4 * index) }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value)
}
