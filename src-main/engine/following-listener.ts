import { ChanceryError } from '../../src-shared/errors.ts'

/** What stands at a place until it is closed. */
export interface Standing {
  readonly address: string
  close(): Promise<void>
}

/** A listener that stands where a setting says, and moves with it. */
export interface FollowingListener<Place> {
  /** From now on it stands where `setting` says, and `otherwise` where that says nothing. A failure is a problem, tried again. */
  follow(setting: () => Place | null, otherwise: Place | null): Promise<void>
  /**
   * Moves before a change of the setting is kept; does nothing where none follows.
   * @returns a function that moves it back
   * @throws ChanceryError as `listen`; then it stands where it stood
   */
  move(to: Place | null): Promise<() => Promise<void>>
  /** Where it stands now. */
  standing(): { readonly place: Place; readonly address: string } | undefined
  /** Why it does not stand where it should, or is reached by nobody there, in words for people. */
  problem(): string | null
  /** Tries again after a problem, and looks whether it is still reached where it stands. @returns whether all is well */
  retry(): Promise<boolean>
  close(): Promise<void>
}

/**
 * @param parts.overlap whether the new place can only be taken after the old one is left
 * @param parts.unreachable says why nobody reaches a place any more where something stands; null where all is well
 * @param parts.told hears of a problem once, and of its end as null
 */
export function createFollowingListener<Place>(parts: {
  readonly listen: (place: Place) => Promise<Standing>
  readonly same: (a: Place, b: Place) => boolean
  readonly overlap: (a: Place, b: Place) => boolean
  readonly unreachable: (place: Place) => Promise<string | null>
  readonly told: (reason: string | null) => void
}): FollowingListener<Place> {
  let rule: { readonly setting: () => Place | null; readonly otherwise: Place | null } | undefined
  let current: { readonly place: Place; readonly listener: Standing } | undefined
  let problem: string | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const listen = async (place: Place): Promise<void> => {
    current = { place, listener: await parts.listen(place) }
  }
  /** One move at a time: two would take and leave places crosswise. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  const stop = async (): Promise<void> => {
    const stood = current
    current = undefined
    await stood?.listener.close()
  }

  /** Another place is taken before the old one is left; one that overlaps it can only be taken after. */
  const stand = async (place: Place | null): Promise<void> => {
    if (place === null) return stop()
    const stood = current
    if (stood !== undefined && parts.same(stood.place, place)) return
    if (stood === undefined || !parts.overlap(stood.place, place)) {
      await listen(place)
      await stood?.listener.close()
      return
    }
    await stop()
    try {
      await listen(place)
    } catch (error) {
      // Its address may be gone, or its port taken meanwhile: it is tried again like any other.
      await listen(stood.place).catch(failed)
      throw error
    }
  }

  const say = (reason: string | null): void => {
    if (problem === reason) return
    problem = reason
    parts.told(reason)
  }
  const failed = (error: unknown): void => say(error instanceof ChanceryError ? error.message : String(error))

  /** What stands stays when its address goes, and is reached again with it: it is told of, and not closed. */
  const look = async (): Promise<void> => say(current === undefined ? null : await parts.unreachable(current.place))

  const tryToStand = async (): Promise<void> => {
    try {
      await inTurn(() => stand(rule?.setting() ?? rule?.otherwise ?? null))
      await look()
    } catch (error) {
      failed(error)
    }
  }

  return {
    follow: async (setting, otherwise) => {
      rule = { setting, otherwise }
      await tryToStand()
    },
    move: async (to) => {
      if (rule === undefined) return async () => undefined
      const { otherwise } = rule
      const before = current?.place ?? null
      await inTurn(() => stand(to ?? otherwise))
      problem = null
      return () => inTurn(() => stand(before)).catch(failed)
    },
    standing: () => (current === undefined ? undefined : { place: current.place, address: current.listener.address }),
    problem: () => problem,
    retry: async () => {
      if (problem === null) await look()
      else await tryToStand()
      return problem === null
    },
    close: () => {
      rule = undefined
      return inTurn(stop)
    }
  }
}
