import type { SecretVault } from '../ca/context.ts'
import type { KeyVault, Signer, StoredKey } from '../keys/signer.ts'
import type { Vault } from '../keys/vault.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Events } from './events.ts'

/** The vault of this installation, or its absence before the first set-up. */
export interface VaultHolder {
  readonly state: 'absent' | 'locked' | 'unlocked'
  /** @throws ChanceryError `not-ready` before the first set-up */
  vault(): Vault
  /** Takes the vault over, once. */
  adopt(vault: Vault): void
  /** Software keys sealed in this vault; every method throws `not-ready` before the first set-up. */
  readonly keys: KeyVault
  /** Other secrets sealed in this vault, in the same way. */
  readonly secrets: SecretVault
  lock(): void
}

/** @param keysIn makes the key vault over a vault */
export function createVaultHolder(events: Events, keysIn: (vault: Vault) => KeyVault): VaultHolder {
  let held: { readonly vault: Vault; readonly keys: KeyVault } | undefined

  const present = (): { readonly vault: Vault; readonly keys: KeyVault } => {
    if (held === undefined)
      throw new ChanceryError(
        'not-ready',
        'There is no vault in this data folder yet. Make it first: the first-run assistant or "chancery init" does.'
      )
    return held
  }

  return {
    get state() {
      return held?.vault.state ?? 'absent'
    },
    vault: () => present().vault,
    adopt: (vault) => {
      if (held !== undefined) throw new ChanceryError('conflict', 'There is a vault in this data folder already.')
      held = { vault, keys: keysIn(vault) }
      vault.onChange((state) => events.emit('vault.changed', { state }))
      events.emit('vault.changed', { state: vault.state })
    },
    keys: {
      generate: async (algorithm, context): Promise<StoredKey> => present().keys.generate(algorithm, context),
      import: async (privateKey, context, passphrase): Promise<StoredKey> =>
        present().keys.import(privateKey, context, passphrase),
      open: async (key): Promise<Signer> => present().keys.open(key),
      exportPkcs8: async (key): Promise<Uint8Array> => present().keys.exportPkcs8(key),
      forget: (context) => held?.keys.forget(context)
    },
    secrets: {
      seal: (context, plaintext) => present().vault.seal('secret', context, plaintext),
      open: (context, sealed) => present().vault.open('secret', context, sealed)
    },
    lock: () => held?.vault.lock()
  }
}
