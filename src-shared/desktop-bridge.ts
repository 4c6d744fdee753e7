import type { Failure } from './errors.ts'
import type { EngineEvents, EventTopic } from './events.ts'

/** What an operation answers across a process border. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure }

/** What the preload puts on `window.chancery` in the desktop app; a browser has no such property. */
export interface DesktopBridge {
  /** Runs an operation of the contract, or one of {@link DesktopOperations}. Never rejects. */
  call(operation: string, input: unknown): Promise<Reply>
  /** @returns a function that ends the subscription */
  on<T extends EventTopic>(topic: T, listener: (payload: EngineEvents[T]) => void): () => void
}

/** Operations that the window itself answers because they are about the machine in front, not about the authority. */
export interface DesktopOperations {
  /** Shows the native dialog for a certificate or request file. `null` where the person gave up. At most 1 MiB. */
  readonly 'desktop.file.open': { readonly input: Record<string, never>; readonly output: FileContent | null }
  /** Shows the native dialog and writes the given bytes to the chosen file, at most 64 MiB. */
  readonly 'desktop.file.save': { readonly input: FileContent; readonly output: { readonly saved: boolean } }
  /** Colours the title bar: `system` follows the operating system. */
  readonly 'desktop.theme': { readonly input: { readonly theme: 'system' | 'light' | 'dark' }; readonly output: null }
}

/** A file without its place: the window never learns paths. */
export interface FileContent {
  readonly name: string
  readonly base64: string
}
