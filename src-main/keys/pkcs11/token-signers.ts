import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureAllowed } from '../../../src-shared/model/algorithm.ts'
import { explainToken } from '../../../src-shared/model/token-words.ts'
import type { Signer } from '../signer.ts'
import type { PlacedKey, TokenSeen } from '../token-keys.ts'
import { inputFor, signatureFrom, signingPlan } from './mechanisms.ts'
import { TokenRefusal } from './module-process.ts'
import { tokenError } from './refusals.ts'
import { signQueue, type SignQueue } from './sign-queue.ts'
import type { TokenPlace } from './slot-watch.ts'
import { splitKeyAddress } from './token-address.ts'

/** What signing needs to know of tokens. */
export interface TokenSight {
  /** @returns the tokens that are plugged in */
  places(): ReadonlyMap<string, TokenPlace>
  /** @throws ChanceryError `key-unavailable` where it is not plugged in */
  placeOf(token: string): Promise<TokenPlace>
  isOpen(token: string): boolean
  seenAt(token: string): TokenSeen
  labelOf(token: string): string
  survey(fresh: boolean): Promise<void>
  /** Signs in with the PIN that is kept for the token. @returns whether it is ready now */
  unlockKept(token: string): Promise<boolean>
}

/** A key on one token. */
interface Place {
  readonly token: string
  readonly id: string
}

/** Signers over tokens, with a queue for each token. */
export interface TokenSigners {
  /** @throws ChanceryError `key-unavailable` where no token with the key is ready; `damaged` */
  open(key: PlacedKey): Promise<Signer>
  /** @returns signatures that a token was asked for and has not made */
  queued(token: string): number
}

export function tokenSigners(sight: TokenSight): TokenSigners {
  const queues = new Map<string, SignQueue>()
  const signers = new Map<string, Signer>()

  const queueOf = (token: string): SignQueue => {
    const known = queues.get(token)
    if (known !== undefined) return known
    const made = signQueue(
      async (work) => {
        const { module } = await sight.placeOf(token)
        return module.process.call<'sign'>({ call: 'sign', token, ...work })
      },
      (failure) => {
        // What it said is looked into at once: the windows show that it is gone.
        void sight.survey(false)
        const error = tokenError(sight.labelOf(token), new TokenRefusal(failure))
        return error instanceof Error ? error : new Error(String(error))
      }
    )
    queues.set(token, made)
    return made
  }

  /** Counts the signatures of keys that lie on several tokens, so that equals are taken in turn. */
  let turn = 0

  /**
   * @param tried tokens that have just failed
   * @returns a place of the key that can sign now: that with the shortest queue, in turn where several are as short
   */
  const readyPlace = async (key: PlacedKey, tried?: ReadonlySet<string>): Promise<Place> => {
    const parts = key.places
      .flatMap((place) => splitKeyAddress(place) ?? [])
      .filter(({ token }) => tried?.has(token) !== true)
    const open = parts.filter(({ token }) => sight.isOpen(token))
    if (open.length > 0) return leastBusy(open)
    if (parts.every(({ token }) => !sight.places().has(token))) await sight.survey(true)
    for (const part of parts) {
      const { token } = part
      if (sight.places().has(token) && (sight.isOpen(token) || (await sight.unlockKept(token)))) return part
    }
    const [first] = parts
    if (first === undefined)
      throw new ChanceryError('damaged', `Where the key ${key.label} lies is not an address of a token.`)
    throw new ChanceryError('key-unavailable', explainToken(sight.seenAt(first.token)))
  }

  const leastBusy = (open: readonly Place[]): Place => {
    const [only] = open
    if (only !== undefined && open.length === 1) return only
    const lengthOf = ({ token }: Place): number => queues.get(token)?.length() ?? 0
    const first = turn % open.length
    return [...open.slice(first), ...open.slice(0, first)].reduce((best, one) =>
      lengthOf(one) < lengthOf(best) ? one : best
    )
  }

  /** Signs on one token, and where it fails on another that holds the same key; a PIN or a key that is wrong is no such failure. */
  const signSomewhere = async <T>(key: PlacedKey, sign: (place: Place) => Promise<T>): Promise<T> => {
    const tried = new Set<string>()
    for (;;) {
      const place = await readyPlace(key, tried)
      turn++
      try {
        return await sign(place)
      } catch (error) {
        tried.add(place.token)
        const another = key.places.some((one) => {
          const token = splitKeyAddress(one)?.token
          return token !== undefined && !tried.has(token) && sight.isOpen(token)
        })
        if (!another || !(error instanceof ChanceryError) || error.code !== 'key-unavailable') throw error
      }
    }
  }

  const signerOf = (key: PlacedKey): Signer => ({
    algorithm: key.algorithm,
    spki: key.spki,
    sign: async (data, algorithm, signal) => {
      if (!signatureAllowed(algorithm, key.algorithm))
        throw new ChanceryError('invalid-input', `A ${key.algorithm} key does not make signatures of ${algorithm}.`)
      return signSomewhere(key, async ({ token, id }) => {
        const plan = signingPlan(algorithm, sight.places().get(token)?.module.mechanisms.get(token) ?? [])
        const input = await inputFor(plan, data)
        return signatureFrom(plan, await queueOf(token).sign({ id, mechanism: plan.mechanism, input }, signal))
      })
    }
  })

  return {
    open: async (key) => {
      const name = key.places.join(' ')
      const known = signers.get(name)
      const signer = known ?? signerOf(key)
      if (known === undefined) signers.set(name, signer)
      await readyPlace(key)
      return signer
    },
    queued: (token) => queues.get(token)?.length() ?? 0
  }
}
