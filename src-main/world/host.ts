import type { StartChild } from './child-process.ts'

/**
 * What the engine may ask of the machine.
 * The desktop, the headless server and the tests each bring their own.
 */
export interface Host {
  readonly secrets: SecretSource
  /** Starts children; the desktop brings a way of its own. Default: a fork of this Node. */
  readonly startChild?: StartChild
}

/**
 * Where a secret comes from:
 * - `key-store`: the key store of the operating system, under a name;
 * - `credential`: a systemd credential, a file in $CREDENTIALS_DIRECTORY;
 * - `file`: a file that only its owner can read.
 */
export type SecretReference =
  | { readonly kind: 'key-store'; readonly name: string }
  | { readonly kind: 'credential'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }

export interface SecretSource {
  /**
   * @returns the bytes of the secret as stored (a trailing line end is the reader's affair); the caller zeroes them.
   * @throws ChanceryError `not-found`, `unsafe-file`, `too-large`, `io`, or `invalid-input` where the place does not exist here.
   */
  read(reference: SecretReference): Promise<Uint8Array>
  /** Stores a secret in the key store of the operating system. Absent where there is none. */
  readonly keyStore?: KeyStore
  /** Why there is no key store to write to, where the host looked for one. */
  readonly keyStoreRefusal?: KeyStoreRefusal
}

/**
 * Why secrets are not kept on this machine:
 * - `no-key-store`: the operating system offers none;
 * - `fixed-password`: it only offers encryption under a password that everybody knows, which protects nothing.
 */
export type KeyStoreRefusal = 'no-key-store' | 'fixed-password'

/** The key store of the operating system: Electron's safeStorage, a keyring. */
export interface KeyStore {
  read(name: string): Promise<Uint8Array | undefined>
  write(name: string, secret: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
}
