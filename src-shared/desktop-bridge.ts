import type { Failure } from './errors.ts'
import type { BackupAbout, RestoredAbout } from './model/recovery.ts'
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
  /** Lets the mouse that is held down carry a file out of the window: a certificate or request of at most 1 MiB. */
  readonly 'desktop.file.drag': { readonly input: FileContent; readonly output: null }
  /**
   * Asks for the secrets of an operation (and for the file of a private key, where it takes one) in a window of the shell,
   * adds them and runs it. The page never sees them. Answers as the operation does; `cancelled` where the person gave up.
   */
  readonly 'desktop.secret-call': { readonly input: SecretCall; readonly output: unknown }
  /** Shows the native dialog for a backup and says what the one that is chosen tells of itself; `null` where none was. */
  readonly 'desktop.backup.choose': { readonly input: Record<string, never>; readonly output: BackupAbout | null }
  /**
   * Restores the backup that this window has chosen, where there is no vault yet, and starts the engine anew over it. With
   * a recipient's key, the shell asks for its file; `null` where none was chosen.
   */
  readonly 'desktop.backup.restore': { readonly input: RestoreInput; readonly output: RestoredAbout | null }
  /** Shows the native dialog for a PKCS#11 module and uses the one that is chosen: as `token.modules-add`, or null. */
  readonly 'desktop.module.add': { readonly input: Record<string, never>; readonly output: unknown }
  /** Fills the screen with the window, or gives the screen back: for people who watch from afar. */
  readonly 'desktop.full-screen': { readonly input: { readonly full: boolean }; readonly output: null }
  /** Takes a picture of this window, and of nothing else on the screen, as PNG. */
  readonly 'desktop.picture': { readonly input: Record<string, never>; readonly output: { readonly base64: string } }
  /** Colours the title bar: `system` follows the operating system. */
  readonly 'desktop.theme': { readonly input: { readonly theme: 'system' | 'light' | 'dark' }; readonly output: null }
}

/** An operation that wants secrets, without them. */
export interface SecretCall {
  readonly operation: string
  readonly input: unknown
  /** Fields that are needed this time, of those that are asked for on demand. */
  readonly also: readonly string[]
  readonly language: 'en' | 'de'
}

/** What opens a backup. The key of a recipient may have a passphrase of its own; empty where it has none. */
export interface RestoreInput {
  readonly opener: 'passphrase' | 'recipient'
  readonly passphrase: string
}

/** A file without its place: the window never learns paths. */
export interface FileContent {
  readonly name: string
  readonly base64: string
}
