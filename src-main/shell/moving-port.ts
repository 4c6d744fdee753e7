import type { AlarmSource } from './alarm-watch.ts'
import { latePort } from './late-port.ts'
import type { ShellPort } from './port.ts'

/** What the shell holds of an engine. */
export interface EngineEnds {
  readonly port: ShellPort
  readonly alarms: AlarmSource
}

/**
 * The ends of an engine that another one may take the place of: listeners stay, calls made in between wait.
 * @returns the ends, and `move`, which begins to wait for the next engine
 */
export function movingEnds(first: EngineEnds): EngineEnds & { move(next: Promise<EngineEnds>): void } {
  let port = first.port
  let alarms: AlarmSource | undefined = first.alarms
  let look = first.alarms.look()
  /** Each puts itself on the engine of the moment. */
  const attach = new Set<() => void>()

  /** Keeps something attached to whichever engine is there. @returns a function that ends it */
  const follow = (begin: () => () => void): (() => void) => {
    let end = begin()
    const again = (): void => {
      end()
      end = begin()
    }
    attach.add(again)
    return () => {
      attach.delete(again)
      end()
    }
  }

  return {
    port: {
      call: (operation, input, window) => port.call(operation, input, window),
      subscribe: (topic, listener) => follow(() => port.subscribe(topic, listener)),
      windowClosed: (window) => {
        port.windowClosed(window)
      }
    },
    alarms: {
      // Between two engines there is nobody to ask.
      current: () => alarms?.current() ?? [],
      look: () => (look = alarms?.look() ?? look),
      onChange: (listener) => follow(() => alarms?.onChange(listener) ?? (() => undefined))
    },
    move: (next) => {
      port = latePort(next.then((ends) => ends.port))
      alarms = undefined
      const again = (): void => {
        for (const one of attach) one()
      }
      again()
      next.then(
        (ends) => {
          port = ends.port
          alarms = ends.alarms
          again()
        },
        // Calls say why; whoever moved tells the person.
        () => undefined
      )
    }
  }
}
