import { createHash } from 'node:crypto'
import { sleeplessStopwatch, type Clock } from '../world/clock.ts'
import type { Random } from '../world/random.ts'

/** Where a session is held. */
export type Face = 'window' | 'browser' | 'command-line'

export interface Session {
  readonly operatorId: number
  readonly face: Face
  readonly since: number
  readonly lastSeen: number
}

/** Who is signed in. Lives in memory: a restart signs everybody out. Only hashes of the tokens are kept. */
export interface Sessions {
  /** @returns the token that its holder shows with every call: 256 random bits */
  open(operatorId: number, face: Face): string
  /** @returns the session of a token, or undefined; counts as a sign of life */
  find(token: string | undefined): Session | undefined
  /** The same without counting as a sign of life: for a stream of events that runs by itself. */
  peek(token: string | undefined): Session | undefined
  end(token: string | undefined): void
  /** Ends every session of an operator but the one of `except`: after a change of passphrase, when an account is disabled. */
  endOf(operatorId: number, except?: string): void
  list(): readonly Session[]
  /** Ends what has been idle too long. @returns how many sessions are left */
  sweep(): number
  /**
   * @param operatorId the operator as whom the link signs in; null: it only lets its holder make the first set-up
   * @returns a token that is good once, within ten minutes
   */
  mintLink(operatorId: number | null): string
  /** @returns the operator of a sign-in link, which is used up; undefined where it is unknown, used, too old or for set-up */
  redeemLink(token: string): number | undefined
  /** Redeems a link of either kind. @returns the token of a session, or of the right to set up; undefined where it is no good */
  openLink(token: string): string | undefined
  /** @returns whether this token came from a set-up link */
  mayReachSetup(token: string | undefined): boolean
}

interface Held {
  readonly operatorId: number
  readonly face: Face
  readonly since: number
  lastSeen: number
  lastSeenOnStopwatch: number
}

/** Most sessions at one time: beyond it the longest idle one ends. */
const mostSessions = 200
/** How long a sign-in link is good for. */
export const linkLife = 10 * 60_000

/** @param idleLimit milliseconds without a call after which a session ends; 0 for never. Asked anew each time. */
export function createSessions(world: { clock: Clock; random: Random; idleLimit: () => number }): Sessions {
  // A laptop that was closed for an hour was idle for an hour.
  const stopwatch = sleeplessStopwatch(world.clock)
  const held = new Map<string, Held>()
  const links = new Map<string, { readonly operatorId: number | null; readonly until: number }>()
  const setupRights = new Set<string>()
  // The look-up is by hash, so that its time tells nothing about the tokens.
  const hash = (token: string): string => createHash('sha256').update(token).digest('base64url')
  const newToken = (): string => Buffer.from(world.random.bytes(32)).toString('base64url')

  const isIdle = (session: Held): boolean => {
    const limit = world.idleLimit()
    return limit > 0 && stopwatch() - session.lastSeenOnStopwatch > limit
  }

  const look = (token: string | undefined): Held | undefined => {
    if (token === undefined || token.length > 200) return undefined
    const key = hash(token)
    const session = held.get(key)
    if (session === undefined) return undefined
    if (!isIdle(session)) return session
    held.delete(key)
    return undefined
  }

  const open = (operatorId: number, face: Face): string => {
    if (held.size >= mostSessions) {
      const [oldest] = [...held].sort((a, b) => a[1].lastSeenOnStopwatch - b[1].lastSeenOnStopwatch)
      if (oldest !== undefined) held.delete(oldest[0])
    }
    const token = newToken()
    const now = world.clock.now()
    held.set(hash(token), {
      operatorId,
      face,
      since: now,
      lastSeen: now,
      lastSeenOnStopwatch: stopwatch()
    })
    return token
  }

  const redeem = (token: string): { readonly operatorId: number | null } | undefined => {
    const key = hash(token)
    const link = links.get(key)
    links.delete(key)
    return link === undefined || link.until <= stopwatch() ? undefined : link
  }

  return {
    open,
    find: (token) => {
      const session = look(token)
      if (session === undefined) return undefined
      session.lastSeen = world.clock.now()
      session.lastSeenOnStopwatch = stopwatch()
      return session
    },
    peek: look,
    end: (token) => {
      if (token !== undefined) held.delete(hash(token))
    },
    endOf: (operatorId, except) => {
      const kept = except === undefined ? undefined : hash(except)
      for (const [key, session] of held) if (session.operatorId === operatorId && key !== kept) held.delete(key)
    },
    list: () => [...held.values()].filter((session) => !isIdle(session)),
    sweep: () => {
      for (const [key, session] of held) if (isIdle(session)) held.delete(key)
      const now = stopwatch()
      for (const [key, link] of links) if (link.until <= now) links.delete(key)
      return held.size
    },
    mintLink: (operatorId) => {
      const token = newToken()
      links.set(hash(token), { operatorId, until: stopwatch() + linkLife })
      return token
    },
    redeemLink: (token) => redeem(token)?.operatorId ?? undefined,
    openLink: (token) => {
      const link = redeem(token)
      if (link === undefined) return undefined
      if (link.operatorId !== null) return open(link.operatorId, 'browser')
      const right = newToken()
      setupRights.add(hash(right))
      return right
    },
    mayReachSetup: (token) => token !== undefined && token.length <= 200 && setupRights.has(hash(token))
  }
}
