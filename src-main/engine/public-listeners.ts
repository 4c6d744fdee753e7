import { ChanceryError } from '../../src-shared/errors.ts'
import type { PublicListener } from '../../src-shared/model/settings.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import type { Protocol, ProtocolParts } from '../protocols/protocol.ts'
import { startPublicListener } from '../protocols/server.ts'
import type { HttpListener } from '../world/http-listener.ts'
import type { Chore } from './jobs.ts'
import type { TlsIdentities } from './tls-identity.ts'
import { tlsNames } from './tls-names.ts'

/** Where a listener for relying parties stands. */
export type Place = PublicListener

/** TLS of a listener: the authority that issues its certificate, and names beside the address. */
export interface ListenTls {
  readonly authority: Ref
  readonly names: readonly string[]
}

export interface PublicListeners {
  /** Listens until the engine closes. @returns the address. @throws ChanceryError `busy`, `io`; with TLS as `TlsIdentities.start` */
  open(place: Place, tls?: ListenTls): Promise<string>
  /**
   * From now on one listener stands where `setting` says, and `otherwise` where it says nothing. A port that is taken at
   * this moment is a problem that is told and tried again, because nobody may be there to choose another.
   */
  follow(setting: () => Place | null, otherwise: Place | null): Promise<void>
  /**
   * Moves the following listener before a change of the settings is kept; does nothing where none follows.
   * @returns a function that moves it back
   * @throws ChanceryError `busy`, `io`; then it stands where it stood
   */
  move(to: Place | null): Promise<() => Promise<void>>
  addresses(): readonly string[]
  /** Why nothing listens where it should, in words for people. */
  problem(): string | null
  /** Tries again where a port was taken. */
  readonly chore: Chore
  close(): Promise<void>
}

/** How long until a port that was taken is tried again. */
const retryAfter = 30_000

export function createPublicListeners(
  parts: ProtocolParts,
  protocols: readonly Protocol[],
  tls: TlsIdentities
): PublicListeners {
  const fixed: HttpListener[] = []
  const ends: (() => void)[] = []
  let rule: { readonly setting: () => Place | null; readonly otherwise: Place | null } | undefined
  let following: { readonly place: Place; readonly listener: HttpListener } | undefined
  let problem: string | null = null

  const listen = (place: Place): Promise<HttpListener> => startPublicListener(place, protocols, parts)

  let turn: Promise<unknown> = Promise.resolve()
  /** One move at a time: two would take and leave places crosswise. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  const stop = async (): Promise<void> => {
    const stood = following
    following = undefined
    await stood?.listener.close()
  }

  /** Another place is taken before the old one is left; one that overlaps it can only be taken after. */
  const stand = async (place: Place | null): Promise<void> => {
    if (place === null) return stop()
    const stood = following
    if (stood !== undefined && samePlace(stood.place, place)) return
    if (stood === undefined || stood.place.port !== place.port) {
      following = { place, listener: await listen(place) }
      await stood?.listener.close()
      return
    }
    await stop()
    try {
      following = { place, listener: await listen(place) }
    } catch (error) {
      following = { place: stood.place, listener: await listen(stood.place) }
      throw error
    }
  }

  const tryToStand = async (): Promise<void> => {
    try {
      await inTurn(() => stand(rule?.setting() ?? rule?.otherwise ?? null))
      problem = null
    } catch (error) {
      const said = error instanceof ChanceryError ? error.message : String(error)
      if (problem !== said) parts.log.warn('CRLs and certificates are not served', { reason: said })
      problem = said
    }
  }

  return {
    open: async (place, secured) => {
      const identity =
        secured === undefined
          ? undefined
          : await tls.start({
              slot: 'public-tls',
              label: 'TLS of the public side',
              authority: secured.authority,
              names: tlsNames(place, secured.names)
            })
      try {
        const listener = await startPublicListener(place, protocols, parts, identity?.credentials)
        fixed.push(listener)
        if (identity !== undefined) {
          identity.onChange((credentials) => listener.changeTls(credentials))
          ends.push(() => identity.end())
        }
        return listener.address
      } catch (error) {
        identity?.end()
        throw error
      }
    },
    follow: async (setting, otherwise) => {
      rule = { setting, otherwise }
      await tryToStand()
    },
    move: async (to) => {
      if (rule === undefined) return async () => undefined
      const { otherwise } = rule
      const before = following?.place ?? null
      await inTurn(() => stand(to ?? otherwise))
      problem = null
      return () => inTurn(() => stand(before))
    },
    addresses: () => [...fixed, ...(following === undefined ? [] : [following.listener])].map(({ address }) => address),
    problem: () => problem,
    chore: {
      name: 'public-listener',
      run: async () => {
        if (problem === null) return null
        await tryToStand()
        return problem === null ? null : parts.clock.now() + retryAfter
      }
    },
    close: async () => {
      rule = undefined
      await Promise.all([inTurn(stop), ...fixed.splice(0).map((listener) => listener.close())])
      for (const end of ends.splice(0)) end()
    }
  }
}

function samePlace(a: Place, b: Place): boolean {
  return a.host === b.host && a.port === b.port
}
