import type { Reply } from '../../src-shared/desktop-bridge.ts'
import type { EngineEvents, EventTopic } from '../../src-shared/events.ts'
import type { Engine } from '../engine/engine.ts'
import { call } from './call.ts'

/** The carrier within one process: what the desktop's shell needs of the engine. Each window has a session of its own. */
export interface EnginePort {
  /** Runs an operation for one window. Never throws: an error is a failure in the reply. */
  call(operation: string, input: unknown, window: { readonly windowId: number }): Promise<Reply>
  /** @returns a function that ends the subscription */
  subscribe<T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void): () => void
  /** The window is gone: its session ends. */
  windowClosed(window: { readonly windowId: number }): void
}

/**
 * @param opened the operator in whose name the vault was opened at start: the first window that calls has a session of
 *   that operator. One window, once: after signing out, locking or idling it takes a passphrase.
 */
export function createPort(engine: Engine, opened?: { readonly id: number }): EnginePort {
  const tokens = new Map<number, string>()
  let waiting = opened
  const tokenOf = (windowId: number): string | undefined => {
    if (waiting !== undefined) {
      tokens.set(windowId, engine.sessions.open(waiting.id, 'window'))
      waiting = undefined
    }
    return tokens.get(windowId)
  }
  const gone = new Map<number, AbortController>()
  const controllerOf = (windowId: number): AbortController => {
    const known = gone.get(windowId) ?? new AbortController()
    gone.set(windowId, known)
    return known
  }
  return {
    call: (operation, input, { windowId }) =>
      call(
        engine,
        {
          face: 'window',
          channel: 'desk',
          token: tokenOf(windowId),
          localOwner: false,
          maySetUp: true,
          keepToken: (token) => {
            if (token === undefined) tokens.delete(windowId)
            else tokens.set(windowId, token)
          }
        },
        operation,
        input,
        controllerOf(windowId).signal
      ),
    subscribe: (topic, listener) => engine.events.on(topic, listener),
    windowClosed: ({ windowId }) => {
      gone.get(windowId)?.abort()
      gone.delete(windowId)
      engine.sessions.end(tokens.get(windowId))
      tokens.delete(windowId)
      engine.lockWhenAlone()
    }
  }
}

/** The carrier for a command that opened the data folder itself: it acts for the user who runs it. */
export interface LocalPort {
  call(operation: string, input: unknown, signal: AbortSignal): Promise<Reply>
}

export function createLocalPort(engine: Engine): LocalPort {
  let token: string | undefined
  return {
    call: (operation, input, signal) =>
      call(
        engine,
        {
          face: 'command-line',
          channel: 'cli',
          token,
          localOwner: token === undefined,
          maySetUp: true,
          keepToken: (next) => {
            token = next
          }
        },
        operation,
        input,
        signal
      )
  }
}
