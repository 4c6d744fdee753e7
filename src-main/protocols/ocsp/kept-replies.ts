import type { StillTrue } from '../../ca/ocsp/memory.ts'

/** Bytes of all keys and answers kept at one time: some forty thousand answers. */
const MOST_BYTES = 64 * 1024 * 1024
/** Characters of the longest key: requests about one certificate have 80 to 120 octets, a third more in a path. */
const LONGEST_KEY = 512
/** What an entry takes beside its key and its body, about. */
const ENTRY_BYTES = 800

/** An answer as it goes out, headers and all. */
export interface KeptReply {
  /** As latin1 text, which Node sends with the headers in one piece: a buffer would be a second one to the kernel. */
  readonly body: string
  /** Names and values in turn, as `writeHead` takes them; Node adds Date and Connection. */
  readonly headers: string[]
  /** Entity tag, for who asks whether it changed. */
  readonly tag: string
  readonly lastModified: number
  /** Unix ms until which the headers are right. */
  readonly until: number
  readonly stillTrue: StillTrue
}

/** Answers by the exact octets of the request that they answer. */
export interface KeptReplies {
  /** @returns the answer while it is true and its time is not over. */
  get(key: string, now: number): KeptReply | undefined
  keep(key: string, reply: KeptReply): void
}

/** Bounded by bytes; the oldest goes first, and one that is not true any more when it is next asked for. */
export function keptReplies(mostBytes = MOST_BYTES): KeptReplies {
  const replies = new Map<string, KeptReply>()
  let bytes = 0
  const sizeOf = (key: string, { body }: KeptReply): number => key.length + body.length + ENTRY_BYTES
  const drop = (key: string, reply: KeptReply): void => {
    replies.delete(key)
    bytes -= sizeOf(key, reply)
  }
  return {
    get: (key, now) => {
      const reply = replies.get(key)
      if (reply === undefined) return undefined
      if (reply.stillTrue.true && now < reply.until) return reply
      drop(key, reply)
      return undefined
    },
    keep: (key, reply) => {
      if (key.length > LONGEST_KEY) return
      const before = replies.get(key)
      if (before !== undefined) drop(key, before)
      replies.set(key, reply)
      bytes += sizeOf(key, reply)
      for (const [oldest, old] of replies) {
        if (bytes <= mostBytes) break
        drop(oldest, old)
      }
    }
  }
}
