/** Milliseconds that a YubiKey waits for a finger. */
export const touchPatience = 15_000
/** Milliseconds for which a touch counts where the policy is `cached`. */
const CACHED = 15_000

/** The finger of the test. */
export interface Touch {
  /** How the next requests for a touch are met: at once, never (until the time is over), or by `touch()`. */
  mode: 'at-once' | 'never' | 'by-hand'
  /** How long the card waits; tests shorten it. */
  patience: number
  /** How often the card has asked. */
  readonly asked: () => number
  readonly isWaiting: () => boolean
  touch(): void
}

/** The sensor: what the card does with the finger. */
export interface Sensor {
  readonly finger: Touch
  /** @returns whether it was touched in time */
  wait(cached: boolean): Promise<boolean>
  /** Power is gone: a waiting request ends and nothing is remembered. */
  powerOff(): void
}

export function touchSensor(): Sensor {
  let asked = 0
  let waiting: ((touched: boolean) => void) | undefined
  let last = Number.NEGATIVE_INFINITY
  const finger: Touch = {
    mode: 'at-once',
    patience: touchPatience,
    asked: () => asked,
    isWaiting: () => waiting !== undefined,
    touch: () => waiting?.(true)
  }
  return {
    finger,
    wait: async (cached) => {
      if (cached && Date.now() - last < CACHED) return true
      asked++
      if (finger.mode === 'at-once') {
        last = Date.now()
        return true
      }
      const touched = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), finger.patience)
        waiting = (answer) => {
          clearTimeout(timer)
          resolve(answer)
        }
        if (finger.mode === 'never') waiting = undefined
      })
      waiting = undefined
      if (touched) last = Date.now()
      return touched
    },
    powerOff: () => {
      waiting?.(false)
      last = Number.NEGATIVE_INFINITY
    }
  }
}
