import { getServers } from 'node:dns'
import { ChanceryError } from '../../src-shared/errors.ts'
import { sleeplessStopwatch, type Clock } from '../world/clock.ts'
import type { Net } from '../world/net.ts'
import type { Random } from '../world/random.ts'
import type { AddressRule } from './address-rule.ts'
import { systemLookup, type ValidationWorld } from './challenge.ts'
import { type DnsServer, titleOf } from './dns/ask-server.ts'
import { forwardingResolver } from './dns/forward.ts'
import { iteratingResolver } from './dns/iterate.ts'
import { type Lookups, validatingLookups } from './dns/lookup.ts'
import type { Resolver } from './dns/reply.ts'
import { rootServers } from './dns/root-servers.ts'
import { type LookupHeard, validatedNames } from './name-lookup.ts'
import { anchorsOf, readNameServer, type AnchorSettings } from './name-servers.ts'
import type { Perspectives, PerspectivesSource } from './perspectives.ts'

/** The part of the settings that says how names are looked up. */
export interface ResolverSettings extends AnchorSettings {
  readonly dnsSource: 'system' | 'given' | 'roots'
  readonly dnsServers: readonly string[]
}

/** How control is proven from this machine: one resolver for all that asks, and the other perspectives where there are any. */
export interface Control {
  /** The resolver of the present settings, with its cache. @throws ChanceryError `invalid-input`, `not-ready` (no server) */
  lookups(): Lookups
  /** A world for validators. @param heard is told of every lookup */
  world(addresses: AddressRule, heard?: LookupHeard): ValidationWorld
  /** Whether signatures are looked at. */
  readonly validates: boolean
  /** Whom names are asked of, for people. */
  readonly from: string
  readonly perspectives: Perspectives | null
}

export interface ControlParts {
  readonly net: Net
  readonly random: Random
  readonly clock: Clock
  readonly settings: () => ResolverSettings
  readonly perspectives?: PerspectivesSource
  /** The name servers of this machine; tests name their own. */
  readonly systemServers?: () => readonly string[]
}

/** Makes the resolver anew when its settings change, and keeps its cache as long as they stay. */
export function createControl(parts: ControlParts): Control {
  const { net, random } = parts
  // The TTL of what is kept runs on while the machine sleeps.
  const clock: Clock = { ...parts.clock, monotonic: sleeplessStopwatch(parts.clock) }
  const servers = parts.systemServers ?? getServers
  let made: { readonly key: string; readonly lookups: Lookups } | undefined

  const lookups = (): Lookups => {
    const settings = parts.settings()
    const asked = settings.dnsSource === 'system' ? servers() : settings.dnsServers
    const { dnsSource, dnssec, dnsTrustAnchors, dnsUnsignedZones } = settings
    const key = JSON.stringify([dnsSource, asked, dnssec, dnsTrustAnchors, dnsUnsignedZones])
    if (made?.key === key) return made.lookups
    const world = { net, random, clock }
    const resolver: Resolver =
      dnsSource === 'roots'
        ? iteratingResolver(world, { roots: rootServers, port: 53, loopback: false })
        : forwardingResolver(world, requireSome(asked.map(readNameServer), dnsSource))
    made = { key, lookups: validatingLookups(resolver, clock, anchorsOf(settings)) }
    return made.lookups
  }

  return {
    lookups,
    world: (addresses, heard) => {
      const { dnsSource, dnssec } = parts.settings()
      // Without signatures to look at, the system knows names that no server does, such as those of its own file.
      const lookup = dnssec === 'off' && dnsSource === 'system' ? systemLookup(net) : validatedNames(lookups, heard)
      return { net, lookup, addresses }
    },
    get validates() {
      return parts.settings().dnssec === 'validate'
    },
    get from() {
      const { dnsSource, dnsServers } = parts.settings()
      if (dnsSource === 'roots') return 'the name servers of the zones, from the root down'
      const asked = dnsSource === 'system' ? servers() : dnsServers
      return `the resolver ${asked.map((text) => titleOf(readNameServer(text))).join(', ') || 'of this machine, which has none'}`
    },
    get perspectives() {
      return parts.perspectives?.() ?? null
    }
  }
}

function requireSome(servers: readonly DnsServer[], source: 'system' | 'given'): readonly DnsServer[] {
  if (servers.length > 0) return servers
  throw new ChanceryError(
    'not-ready',
    source === 'system'
      ? 'This machine has no name server. Name one in the settings (dnsServers), or ask from the root servers (dnsSource).'
      : 'The settings ask given name servers and name none. Fill in dnsServers.'
  )
}
