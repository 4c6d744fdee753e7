import type { Reply } from '../../src-shared/desktop-bridge.ts'
import type { EngineEvents, EventTopic } from '../../src-shared/events.ts'

/** What the shell needs of the engine. `entry/electron.ts` builds one from the engine's own carrier. */
export interface ShellPort {
  /** Runs an operation of the contract for one window. Never throws: an error is a failure in the reply. */
  call(operation: string, input: unknown, window: WindowIdentity): Promise<Reply>
  /** @returns a function that ends the subscription */
  subscribe<T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void): () => void
  /** The window is gone: its session ends. */
  windowClosed(window: WindowIdentity): void
}

/** Tells the engine which window asks; a reload of the page makes a new one. */
export interface WindowIdentity {
  readonly windowId: number
}
