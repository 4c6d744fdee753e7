import { toFailure } from '../../src-shared/errors.ts'
import type { ShellPort } from './port.ts'

/**
 * A port to an engine that is still starting: calls wait for it. The window can open and load its page meanwhile.
 * A call to an engine that could not start answers with the reason.
 */
export function latePort(starting: Promise<ShellPort>): ShellPort {
  let port: ShellPort | undefined
  starting.then(
    (ready) => {
      port = ready
    },
    // Whoever started the engine tells the person; calls answer with the failure below.
    () => undefined
  )
  return {
    call: async (operation, input, window) => {
      if (port !== undefined) return port.call(operation, input, window)
      try {
        return await (await starting).call(operation, input, window)
      } catch (error) {
        return { ok: false, failure: toFailure(error, 'desktop') }
      }
    },
    subscribe: (topic, listener) => {
      if (port !== undefined) return port.subscribe(topic, listener)
      let ended = false
      let end = (): void => undefined
      starting.then(
        (ready) => {
          if (!ended) end = ready.subscribe(topic, listener)
        },
        () => undefined
      )
      return () => {
        ended = true
        end()
      }
    },
    windowClosed: (window) => {
      if (port !== undefined) port.windowClosed(window)
      else starting.then((ready) => ready.windowClosed(window)).catch(() => undefined)
    }
  }
}
