import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { ModuleView } from '../../../src-shared/model/token.ts'
import { explainToken } from '../../../src-shared/model/token-words.ts'
import type { StartChild } from '../../world/child-process.ts'
import type { Log } from '../../world/log.ts'
import type { KeyOnToken, Tokens, TokenSeen } from '../token-keys.ts'
import { openPkcs8 } from '../opened-key.ts'
import { examineModule } from './doctor.ts'
import { keyToMake, privatePartsOf, zeroParts } from './key-parts.ts'
import { installedModules, knownModuleOf } from './known-modules.ts'
import type { Answer, CallName, KeySeen, TokenCall } from './messages.ts'
import { requireModuleFile } from './module-file.ts'
import { moduleProcess, TokenRefusal, type TimeLimits } from './module-process.ts'
import { publicHalf } from './public-key.ts'
import { onToken, tokenError } from './refusals.ts'
import { algorithmsIn, surveyModule, tokensIn, type TokenPlace, type WatchedModule } from './slot-watch.ts'
import { tokenSigners } from './token-signers.ts'
import { stateOf, tokenFlags, triesOf, type TokenMemory } from './token-states.ts'
import { keyAddress, splitKeyAddress, tokenNameOf } from './token-address.ts'

/** What the service works with. */
export interface TokensWorld {
  readonly start: StartChild
  readonly log: Log
  /** Told when a token or a module is not as it was. */
  readonly onChange: () => void
  /** @returns a PIN that is kept for this token outside of Chancery, undefined for none; the bytes are zeroed */
  readonly keptPin: (token: string) => Promise<Uint8Array | undefined>
  readonly limits?: TimeLimits
  /** How often slots are looked at, ms; null for never by itself. */
  readonly interval: number | null
}

/** A call that takes longer shows as waiting: somebody may have to touch the token. */
const SHOWN_AS_WAITING = 1000

const nothingKnown: TokenMemory = { wrongPin: false, factoryPin: false }

/** Tokens behind modules, each module in a process of its own. */
export function createTokens(world: TokensWorld): Tokens {
  let modules: WatchedModule[] = []
  /** Tokens that were here since the start, so that one that is pulled out shows as absent. */
  const names = new Map<string, TokenSeen>()
  const memory = new Map<string, TokenMemory>()
  /** Tokens that are being signed in to with a kept PIN: together many requests try it once. */
  const opening = new Map<string, Promise<boolean>>()
  let told = ''
  let closed = false

  const places = (): Map<string, TokenPlace> => tokensIn(modules)
  const remember = (token: string, change: Partial<TokenMemory>): void =>
    void memory.set(token, { ...(memory.get(token) ?? nothingKnown), ...change })

  const labelOf = (token: string): string => tokenNameOf(token).label || 'without a name'

  const seenAt = (token: string, place: TokenPlace | undefined): TokenSeen => {
    const name = tokenNameOf(token)
    const flags = place?.token.flags ?? 0
    const queued = signers.queued(token)
    const since = place?.module.process.busySince() ?? null
    return {
      ...name,
      address: token,
      firmware: place?.token.firmware ?? names.get(token)?.firmware ?? '',
      state: stateOf(place?.token ?? null, memory.get(token) ?? nothingKnown),
      tries: triesOf(flags),
      module: place?.module.path ?? null,
      slot: place?.slot.description ?? null,
      hardware: place?.slot.hardware ?? names.get(token)?.hardware ?? false,
      pinPad: (flags & tokenFlags.pinPad) !== 0,
      minPin: place?.token.minPin ?? null,
      maxPin: place?.token.maxPin ?? null,
      waiting: queued > 0 && since !== null && performance.now() - since > SHOWN_AS_WAITING,
      queued,
      algorithms: place === undefined ? [] : algorithmsIn(place)
    }
  }

  const seen = (): TokenSeen[] => {
    const now = places()
    for (const token of now.keys()) if (!names.has(token)) names.set(token, seenAt(token, now.get(token)))
    const all = [...names.keys()].map((token) => seenAt(token, now.get(token)))
    for (const one of all) names.set(one.address, one)
    return all
  }

  const tell = (): void => {
    const now = JSON.stringify([seen().map(({ queued: _queued, ...rest }) => rest), views()])
    if (now === told) return
    told = now
    world.onChange()
  }

  const views = (): ModuleView[] =>
    modules.map(({ path, label, process, problem }) => {
      const opened = process.opened()
      return {
        path,
        label,
        state: opened !== null ? 'running' : (process.problem() ?? problem) === null ? 'stopped' : 'failed',
        description: opened === null ? '' : `${opened.manufacturer} ${opened.description}`.trim(),
        version: opened?.version ?? '',
        cryptoki: opened?.cryptoki ?? '',
        problem: process.problem() ?? problem,
        process: process.pid() ?? null
      }
    })

  const survey = async (fresh: boolean): Promise<void> => {
    // A module that is busy, with a token that waits for a finger perhaps, is not waited for: its tokens stay as they were.
    const asked = modules.filter(
      ({ process, surveying }) => fresh || surveying !== undefined || process.pending() === 0
    )
    await Promise.all(asked.map((module) => surveyModule(module, fresh)))
    tell()
  }

  /** @throws ChanceryError `key-unavailable`, `not-found` for a token that was never seen */
  const placeOf = async (token: string): Promise<TokenPlace> => {
    const at = places().get(token)
    if (at !== undefined) return at
    await survey(true)
    const found = places().get(token)
    if (found !== undefined) return found
    throw new ChanceryError(
      'key-unavailable',
      explainToken({ label: labelOf(token), state: 'absent', tries: 'not-told' })
    )
  }

  const callOn = async <C extends Exclude<CallName, 'open'>>(
    token: string,
    body: Extract<TokenCall, { call: C }>
  ): Promise<Answer<C>> => {
    const { module } = await placeOf(token)
    return onToken(labelOf(token), () => module.process.call<C>(body))
  }

  const factoryPinsOf = ({ module, token }: TokenPlace): readonly string[] => {
    const opened = module.process.opened()
    const described = `${opened?.manufacturer ?? ''} ${opened?.description ?? ''} ${token.manufacturer} ${token.model}`
    return knownModuleOf(described, module.path)?.factoryPins ?? []
  }

  const unlock: Tokens['unlock'] = async (token, pin, keep) => {
    const place = await placeOf(token)
    if (factoryPinsOf(place).includes(pin)) {
      remember(token, { factoryPin: true })
      tell()
      throw new ChanceryError(
        'refused-by-policy',
        explainToken({ label: labelOf(token), state: 'factory-credentials', tries: 'not-told' })
      )
    }
    try {
      await place.module.process.call<'login'>({ call: 'login', token, pin, keep })
      remember(token, nothingKnown)
    } catch (error) {
      if (error instanceof TokenRefusal && error.failure.kind === 'wrong-pin') remember(token, { wrongPin: true })
      throw tokenError(labelOf(token), error)
    } finally {
      await surveyModule(place.module, false)
      tell()
    }
  }

  /** Signs in with the PIN that is kept for a token. @returns whether it is ready now */
  const unlockByItself = (token: string): Promise<boolean> => {
    const under = opening.get(token) ?? tryKeptPin(token).finally(() => opening.delete(token))
    opening.set(token, under)
    return under
  }

  const tryKeptPin = async (token: string): Promise<boolean> => {
    // A PIN that was wrong once is not tried a second time.
    if (memory.get(token)?.wrongPin === true) return false
    const bytes = await world.keptPin(token).catch((error: unknown) => {
      world.log.warn('the PIN that is kept for a token could not be read', {
        token: labelOf(token),
        why: error instanceof Error ? error.message : String(error)
      })
      return undefined
    })
    if (bytes === undefined) return false
    const pin = Buffer.from(bytes)
      .toString('utf8')
      .replace(/\r?\n$/, '')
    bytes.fill(0)
    await unlock(token, pin, 'session')
    return isOpen(token)
  }

  const isOpen = (token: string): boolean => {
    const place = places().get(token)
    return place !== undefined && stateOf(place.token, memory.get(token) ?? nothingKnown) === 'unlocked'
  }

  const signers = tokenSigners({
    places,
    placeOf,
    isOpen,
    seenAt: (token) => seenAt(token, places().get(token)),
    labelOf,
    survey,
    unlockKept: (token) => unlockByItself(token)
  })

  const timer = world.interval === null ? undefined : setInterval(() => void poll(), world.interval)
  timer?.unref()
  const poll = async (): Promise<void> => {
    if (closed) return
    await survey(false)
  }

  return {
    use: (wanted) => {
      const stays = (path: string): boolean => wanted.some((one) => one.path === path)
      for (const module of modules) if (!stays(module.path)) module.process.close()
      modules = wanted.map(({ path, label }) => {
        const before = modules.find((one) => one.path === path)
        if (before !== undefined) return before
        const module: WatchedModule = {
          path,
          label,
          process: moduleProcess({
            path,
            start: checkedStart(world.start, path),
            log: world.log,
            ...(world.limits === undefined ? {} : { limits: world.limits }),
            onEnd: (why) => {
              module.slots = []
              module.problem = why
              tell()
            }
          }),
          slots: [],
          mechanisms: new Map(),
          surveying: undefined,
          problem: null
        }
        return module
      })
      tell()
    },
    modules: views,
    survey: (fresh = false) => survey(fresh),
    seen,
    unlock,
    unlockKept: unlockByItself,
    installed: () => {
      // Packages lay the same file down under several names.
      const used = new Set(modules.map(({ path }) => realFile(path)))
      return installedModules().map((one) => ({ ...one, inUse: used.has(realFile(one.path)) }))
    },
    lock: async (token) => {
      const place = places().get(token)
      if (place === undefined) {
        // The PIN may be kept for when it is plugged in again, behind any of the modules.
        const loaded = modules.filter(({ process }) => process.opened() !== null)
        await Promise.all(loaded.map(({ process }) => process.call<'logout'>({ call: 'logout', token })))
      } else {
        await place.module.process.call<'logout'>({ call: 'logout', token })
        await surveyModule(place.module, false)
      }
      tell()
    },
    lockAll: async () => {
      for (const module of modules) {
        if (module.process.opened() === null) continue
        const known = [...names.keys()]
        await Promise.all(
          known.map((token) => module.process.call<'logout'>({ call: 'logout', token }).catch(() => undefined))
        )
        await surveyModule(module, false)
      }
      tell()
    },
    changePin: async (token, pin, newPin) => {
      const place = await placeOf(token)
      if (factoryPinsOf(place).includes(newPin))
        throw new ChanceryError('refused-by-policy', 'Everybody knows this PIN. Choose another.')
      try {
        await place.module.process.call<'change-pin'>({ call: 'change-pin', token, pin, newPin })
        remember(token, nothingKnown)
      } catch (error) {
        if (error instanceof TokenRefusal && error.failure.kind === 'wrong-pin') remember(token, { wrongPin: true })
        throw tokenError(labelOf(token), error)
      } finally {
        await surveyModule(place.module, false)
        tell()
      }
    },
    keys: async (token) => {
      if (!isOpen(token)) await unlockByItself(token)
      return (await callOn<'keys'>(token, { call: 'keys', token })).keys.map((key) => keyOnToken(token, key))
    },
    generate: async (token, algorithm, label) => {
      const place = await placeOf(token)
      if (!isOpen(token)) await unlockByItself(token)
      requireMakes(place, algorithm)
      const id = randomBytes(20).toString('hex')
      const { key } = await callOn<'generate'>(token, { call: 'generate', token, label, id, key: keyToMake(algorithm) })
      const made = keyOnToken(token, key)
      requireSecret(made, labelOf(token))
      if (made.algorithm !== algorithm)
        throw new ChanceryError(
          'internal',
          `A key of ${algorithm} was asked for and the token made ${made.algorithm ?? 'one that cannot be read'}.`
        )
      return made
    },
    importKey: async (token, pkcs8, label) => {
      await placeOf(token)
      if (!isOpen(token)) await unlockByItself(token)
      const opened = openPkcs8(pkcs8)
      const parts = privatePartsOf(pkcs8, opened.algorithm)
      const id = randomBytes(20).toString('hex')
      try {
        const { key } = await callOn<'import'>(token, { call: 'import', token, label, id, parts })
        const made = keyOnToken(token, key)
        requireSecret(made, labelOf(token))
        return { ...made, spki: opened.spki, algorithm: opened.algorithm }
      } finally {
        zeroParts(parts)
        opened.close()
      }
    },
    destroy: async (address) => {
      const parts = splitKeyAddress(address)
      if (parts === undefined) throw new ChanceryError('damaged', `${address} is not the address of a key on a token.`)
      if (!isOpen(parts.token)) await unlockByItself(parts.token)
      const { removed } = await callOn<'destroy'>(parts.token, { call: 'destroy', token: parts.token, id: parts.id })
      return removed
    },
    open: (key) => signers.open(key),
    isReady: (all) => all.some((place) => isOpen(splitKeyAddress(place)?.token ?? '')),
    examine: async (path) => {
      requireModuleFile(path)
      const used = modules.find((one) => one.path === path)
      if (used !== undefined) return examineModule(used.process)
      const process = moduleProcess({
        path,
        start: world.start,
        log: world.log,
        ...(world.limits === undefined ? {} : { limits: world.limits })
      })
      try {
        return await examineModule(process)
      } finally {
        process.close()
      }
    },
    close: () => {
      closed = true
      clearInterval(timer)
      for (const { process } of modules) process.close()
    }
  }
}

function realFile(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** The file is looked at each time it is loaded: it may have been exchanged since it was named. */
function checkedStart(start: StartChild, path: string): StartChild {
  return (file, name) => {
    requireModuleFile(path)
    return start(file, name)
  }
}

function keyOnToken(token: string, key: KeySeen): KeyOnToken {
  const half = publicHalf(key)
  return {
    ...key.attributes,
    address: keyAddress(token, key.id),
    id: key.id,
    label: key.label,
    algorithm: half?.algorithm ?? null,
    spki: half?.spki ?? null
  }
}

function requireMakes(place: TokenPlace, algorithm: KeyAlgorithmId): void {
  const able = algorithmsIn(place)
  if (able.includes(algorithm)) return
  throw new ChanceryError(
    'invalid-input',
    `The token ${place.token.label} makes no ${algorithm} keys. It makes ${able.length === 0 ? 'none that Chancery uses' : able.join(', ')}.`
  )
}

/** @throws ChanceryError `internal` where the token would give the key away: then it protects nothing */
function requireSecret(key: KeyOnToken, label: string): void {
  if (key.sensitive !== false && key.extractable !== true) return
  throw new ChanceryError(
    'internal',
    `The token ${label} keeps the key ${key.label} so that it can be read out, although the opposite was asked for. Do not use it; destroy it with the tool of its maker.`
  )
}
