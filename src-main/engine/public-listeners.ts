import type { PublicListener, SecureListener } from '../../src-shared/model/settings.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import type { Protocol, ProtocolParts } from '../protocols/protocol.ts'
import { startPublicListener } from '../protocols/server.ts'
import { hasAddress } from '../world/has-address.ts'
import { createFollowingListener, type FollowingListener, type Standing } from './following-listener.ts'
import type { Chore } from './jobs.ts'
import { reachedAddress } from './reached-address.ts'
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
  /** The one over plain HTTP that stands where the settings say. */
  readonly plain: FollowingListener<PublicListener>
  /** The one over HTTPS. */
  readonly secure: FollowingListener<SecureListener>
  addresses(): readonly string[]
  /** The same as clients reach them: with a name of the certificate, or of the machine where the listener stands at every address. */
  reached(): readonly string[]
  /** Tries again where a port was taken, or the vault was locked, and looks whether addresses are still there. */
  readonly chore: Chore
  close(): Promise<void>
}

/** How long until a port that was taken is tried again, and until it is looked again whether an address is still there. */
const retryAfter = 30_000

/** @param changed hears when a listener of the settings stands again, or no longer, without a change of the settings */
export function createPublicListeners(
  parts: ProtocolParts,
  protocols: readonly Protocol[],
  tls: TlsIdentities,
  changed: () => void
): PublicListeners {
  const fixed: { readonly listener: Standing; readonly names: readonly string[] }[] = []

  const listenSecure = async (place: Place, secured: ListenTls): Promise<Standing> => {
    const identity = await tls.start({
      slot: 'public-tls',
      label: 'TLS of the public side',
      authority: secured.authority,
      names: tlsNames(place, secured.names)
    })
    try {
      const listener = await startPublicListener(place, protocols, parts, identity.credentials)
      identity.onChange((credentials) => listener.changeTls(credentials))
      return {
        address: listener.address,
        close: async () => {
          await listener.close()
          identity.end()
        }
      }
    } catch (error) {
      identity.end()
      throw error
    }
  }

  const told = (what: string, reason: string | null): void => {
    if (reason !== null) parts.log.warn(what, { reason })
    changed()
  }
  const unreachable = async ({ host, port }: Place): Promise<string | null> =>
    (await hasAddress(host))
      ? null
      : `This machine does not have the address ${host} now, so nobody reaches Chancery on port ${port} of it. It is served again by itself once the address is back; otherwise choose another.`
  const plain = createFollowingListener<PublicListener>({
    listen: (place) => startPublicListener(place, protocols, parts),
    same: (a, b) => a.host === b.host && a.port === b.port,
    overlap: (a, b) => a.port === b.port,
    unreachable,
    told: (reason) => told('CRLs and certificates are not served', reason)
  })
  const secure = createFollowingListener<SecureListener>({
    listen: ({ host, port, authorityId, names }) => listenSecure({ host, port }, { authority: authorityId, names }),
    same: (a, b) => JSON.stringify(shapeOf(a)) === JSON.stringify(shapeOf(b)),
    // Its certificate belongs to one listener at a time.
    overlap: () => true,
    unreachable,
    told: (reason) => told('nothing is served over HTTPS', reason)
  })

  return {
    open: async (place, secured) => {
      const listener = await (secured === undefined
        ? startPublicListener(place, protocols, parts)
        : listenSecure(place, secured))
      fixed.push({ listener, names: secured?.names ?? [] })
      return listener.address
    },
    plain,
    secure,
    addresses: () => [
      ...fixed.map(({ listener }) => listener.address),
      ...[plain.standing(), secure.standing()].flatMap((one) => (one === undefined ? [] : [one.address]))
    ],
    reached: () => {
      const standing = secure.standing()
      return [
        ...fixed.map(({ listener, names }) => reachedAddress(listener.address, names)),
        ...[plain.standing()].flatMap((one) => (one === undefined ? [] : [reachedAddress(one.address, [])])),
        ...(standing === undefined ? [] : [reachedAddress(standing.address, standing.place.names)])
      ]
    },
    chore: {
      name: 'public-listener',
      run: async () => {
        await Promise.all([plain.retry(), secure.retry()])
        return parts.clock.now() + retryAfter
      }
    },
    close: async () => {
      await Promise.all([plain.close(), secure.close(), ...fixed.splice(0).map(({ listener }) => listener.close())])
    }
  }
}

function shapeOf({ host, port, authorityId, names }: SecureListener): readonly unknown[] {
  return [host, port, authorityId, ...names]
}
