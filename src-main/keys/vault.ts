import { ChanceryError } from '../../src-shared/errors.ts'
import type { MasterKey, SealPurpose } from './master-key.ts'
import { seal, unseal } from './seal.ts'

export type VaultState = 'locked' | 'unlocked'

/**
 * Holds the master key while the vault is open; everything secret is sealed and opened through it.
 * Unlocking is the slots' affair (`slots.ts`): they give a MasterKey, `unlock` takes it over.
 */
export class Vault {
  /** Chosen once when the vault is made; part of every derived key and slot. */
  readonly id: string
  #keys: Map<SealPurpose, Uint8Array> | undefined
  #master: MasterKey | undefined
  readonly #listeners = new Set<(state: VaultState) => void>()

  constructor(id: string) {
    if (id === '') throw new TypeError('a vault needs an id')
    this.id = id
  }

  get state(): VaultState {
    return this.#master === undefined ? 'locked' : 'unlocked'
  }

  /** Takes the master key over (`lock` destroys it). On an open vault the new handle is destroyed and nothing changes. */
  unlock(master: MasterKey): void {
    if (this.#master !== undefined) {
      if (master !== this.#master) master.destroy()
      return
    }
    if (master.destroyed) throw new ChanceryError('locked', 'The vault was locked meanwhile. Unlock it again.')
    this.#master = master
    this.#keys = new Map()
    this.#tell('unlocked')
  }

  /** Zeroes the master key and every key derived from it. */
  lock(): void {
    if (this.#master === undefined) return
    for (const key of this.#keys?.values() ?? []) key.fill(0)
    this.#keys = undefined
    this.#master.destroy()
    this.#master = undefined
    this.#tell('locked')
  }

  /**
   * @param context names the row that will hold the bytes, e.g. `key:12`.
   * @throws ChanceryError `locked`.
   */
  seal(purpose: SealPurpose, context: string, plaintext: Uint8Array): Uint8Array {
    return seal(this.#key(purpose), context, plaintext)
  }

  /** @throws ChanceryError `locked`; `damaged` when the bytes were altered or sealed for another row or purpose. */
  open(purpose: SealPurpose, context: string, sealed: Uint8Array): Uint8Array {
    return unseal(this.#key(purpose), context, sealed)
  }

  /** @returns the open vault's master key, to make another slot with. @throws ChanceryError `locked`. */
  master(): MasterKey {
    if (this.#master === undefined)
      throw new ChanceryError('locked', 'The vault is locked. Unlock it with a passphrase first.')
    return this.#master
  }

  /** Calls `listener` after each change of state. @returns the function that ends it. */
  onChange(listener: (state: VaultState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #key(purpose: SealPurpose): Uint8Array {
    const master = this.master()
    let key = this.#keys?.get(purpose)
    if (key === undefined) {
      key = master.derive(this.id, purpose)
      this.#keys?.set(purpose, key)
    }
    return key
  }

  #tell(state: VaultState): void {
    for (const listener of [...this.#listeners]) listener(state)
  }
}
