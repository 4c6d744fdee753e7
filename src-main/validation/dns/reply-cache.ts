import type { Clock } from '../../world/clock.ts'
import type { QueryType } from './codes.ts'
import { type DnsName, lower } from './name.ts'
import type { Reply } from './reply.ts'

/** Seconds. A CA wants to see what is published now: far below the day that RFC 8767 4 calls usual. */
const longestTtl = 3600
/** RFC 2308 5 and 7.1 allow up to three hours. */
const longestNegativeTtl = 900
const mostEntries = 10_000

/** Answers until their TTL ends; the oldest leaves when it is full. */
export class ReplyCache {
  private readonly entries = new Map<string, { readonly reply: Reply; readonly until: number }>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  get(name: DnsName, type: QueryType): Reply | undefined {
    const entry = this.entries.get(keyOf(name, type))
    return entry !== undefined && entry.until > this.clock.monotonic() ? entry.reply : undefined
  }

  put(name: DnsName, type: QueryType, reply: Reply): void {
    const seconds = lifetimeOf(reply)
    this.delete(name, type)
    if (seconds === 0) return
    if (this.entries.size >= mostEntries)
      for (const oldest of this.entries.keys()) {
        this.entries.delete(oldest)
        break
      }
    this.entries.set(keyOf(name, type), { reply, until: this.clock.monotonic() + seconds * 1000 })
  }

  delete(name: DnsName, type: QueryType): void {
    this.entries.delete(keyOf(name, type))
  }
}

const keyOf = (name: DnsName, type: QueryType): string => `${type} ${lower(name)}`

/** @returns seconds that the reply may be used again: the lowest TTL, and for "there is none" RFC 2308 5's of the SOA */
function lifetimeOf(reply: Reply): number {
  const lowest = Math.min(...[...reply.answers, ...reply.authority].map((record) => record.ttl), longestTtl)
  if (reply.answers.length > 0) return lowest
  const negative = reply.authority.map(({ ttl, data }) =>
    data.type === 'SOA' ? Math.min(ttl, data.minimum) : undefined
  )
  // RFC 2308 5: without an SOA it is not kept.
  return Math.min(negative.find((seconds) => seconds !== undefined) ?? 0, lowest, longestNegativeTtl)
}
