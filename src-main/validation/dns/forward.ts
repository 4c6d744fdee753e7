import { askServer, type DnsServer, type DnsWorld, failureOf, titleOf } from './ask-server.ts'
import { typeNumbers } from './codes.ts'
import { LookupFailure } from './lookup-failure.ts'
import { type Reply, type Resolver, telling } from './reply.ts'
import { ReplyCache } from './reply-cache.ts'

/**
 * Asks the resolvers of the office, in their order, each until one answers; one that fails or refuses is asked once more
 * after the others. They are asked not to check (CD), so that a bogus answer arrives here and is told apart.
 */
export function forwardingResolver(world: DnsWorld, servers: readonly DnsServer[]): Resolver {
  const cache = new ReplyCache(world.clock)
  return {
    forget: (name, type) => cache.delete(name, type),
    ask: async (name, type, work, how) => {
      const known = how?.fresh === true ? undefined : cache.get(name, type)
      if (known !== undefined) return known
      const failures: LookupFailure[] = []
      for (const server of [...servers, ...servers]) {
        try {
          const message = await askServer(world, work, server, { name, type: typeNumbers[type], recursion: true })
          if (message.responseCode !== 0 && message.responseCode !== 3) throw failureOf(message, server)
          const reply: Reply = {
            noSuchName: message.responseCode === 3,
            answers: message.answers,
            authority: message.authority,
            from: titleOf(server),
            at: world.clock.now()
          }
          cache.put(name, type, reply)
          return reply
        } catch (error) {
          if (!(error instanceof LookupFailure) || error.kind === 'too-much-work') throw error
          failures.push(error)
        }
      }
      throw telling(failures)
    }
  }
}
