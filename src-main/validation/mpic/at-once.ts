import { ChanceryError } from '../../../src-shared/errors.ts'

/** Lets a bounded number of calls run; the others wait in line, and no longer line than `mostWaiting`. */
export interface AtOnce {
  /** @throws ChanceryError `busy` where the line is full, `cancelled` where the caller goes away while it waits */
  run<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value>
}

export function atOnce(most: number, mostWaiting: number): AtOnce {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = (signal: AbortSignal): Promise<void> => {
    if (running < most) {
      running++
      return Promise.resolve()
    }
    if (waiting.length >= mostWaiting)
      return Promise.reject(
        new ChanceryError('busy', `${running} checks run and ${waiting.length} wait. Try again later.`)
      )
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(new ChanceryError('cancelled', 'The check was cancelled while it waited.'))
      }
      waiting.push(go)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
  return {
    run: async (work, signal) => {
      if (signal.aborted) throw new ChanceryError('cancelled', 'The check was cancelled.')
      await enter(signal)
      try {
        return await work()
      } finally {
        // The place goes to the next in line, or is free.
        const next = waiting.shift()
        if (next === undefined) running--
        else next()
      }
    }
  }
}
