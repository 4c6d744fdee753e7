import { randomFillSync } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { deriveKey, keyBytes, seal, unseal } from './seal.ts'

/** What a key derived from the master key is for. */
export type SealPurpose = 'private-key' | 'secret' | 'backup' | 'audit-seal'

/**
 * The vault's master key. Its bytes never leave this object: it derives keys and wraps itself.
 * Zeroed by `destroy`; afterwards every use throws `locked`.
 */
export class MasterKey {
  #bytes: Uint8Array | undefined

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  static generate(): MasterKey {
    return new MasterKey(randomFillSync(new Uint8Array(keyBytes)))
  }

  /** @throws ChanceryError `damaged` when the wrapping key, the context or the bytes are not the right ones. */
  static unwrap(wrappingKey: Uint8Array, context: string, wrapped: Uint8Array): MasterKey {
    const bytes = unseal(wrappingKey, context, wrapped)
    if (bytes.length !== keyBytes) {
      bytes.fill(0)
      throw new ChanceryError('damaged', `The wrapped master key of "${context}" has the wrong length.`)
    }
    return new MasterKey(bytes)
  }

  get destroyed(): boolean {
    return this.#bytes === undefined
  }

  wrap(wrappingKey: Uint8Array, context: string): Uint8Array {
    return seal(wrappingKey, context, this.#open())
  }

  /** @returns a key for one purpose in one vault; the caller zeroes it. */
  derive(vaultId: string, purpose: SealPurpose): Uint8Array {
    return deriveKey(this.#open(), vaultId, purpose)
  }

  destroy(): void {
    this.#bytes?.fill(0)
    this.#bytes = undefined
  }

  #open(): Uint8Array {
    if (this.#bytes === undefined)
      throw new ChanceryError('locked', 'The vault is locked. Unlock it with a passphrase first.')
    return this.#bytes
  }
}
