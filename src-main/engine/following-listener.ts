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
  /** Why it does not stand where it should, in words for people. */
  problem(): string | null
  /** Tries again after a problem. @returns whether all is well */
  retry(): Promise<boolean>
  close(): Promise<void>
}

/**
 * @param parts.overlap whether the new place can only be taken after the old one is left
 * @param parts.told hears of a problem once
 */
export function createFollowingListener<Place>(parts: {
  readonly listen: (place: Place) => Promise<Standing>
  readonly same: (a: Place, b: Place) => boolean
  readonly overlap: (a: Place, b: Place) => boolean
  readonly told: (reason: string) => void
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
      await listen(stood.place)
      throw error
    }
  }

  const tryToStand = async (): Promise<void> => {
    try {
      await inTurn(() => stand(rule?.setting() ?? rule?.otherwise ?? null))
      problem = null
    } catch (error) {
      const said = error instanceof ChanceryError ? error.message : String(error)
      if (problem !== said) parts.told(said)
      problem = said
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
      return () => inTurn(() => stand(before))
    },
    standing: () => (current === undefined ? undefined : { place: current.place, address: current.listener.address }),
    problem: () => problem,
    retry: async () => {
      if (problem !== null) await tryToStand()
      return problem === null
    },
    close: () => {
      rule = undefined
      return inTurn(stop)
    }
  }
}
