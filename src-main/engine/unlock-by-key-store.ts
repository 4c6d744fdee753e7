import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { getOperator, type OperatorRow } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { deleteVaultSlot, listVaultSlots } from '../store/vault.ts'
import type { KeyStore, KeyStoreRefusal, SecretReference, SecretSource } from '../world/host.ts'
import { auditAccount, type AccountsWorld } from './accounts-world.ts'
import { forgetUnlockAtStart, keepUnlockAtStart, readUnlockAtStart } from './key-store-setting.ts'
import { newUnlockSecret } from './unlock-at-start.ts'

/** How it stands. */
export interface UnlockByKeyStoreState {
  /** Why it cannot be switched on here; null where it can. */
  readonly refusal: KeyStoreRefusal | 'not-desktop' | null
  /** In whose name the vault opens at start; null where it is off. */
  readonly on: { readonly operator: string; readonly since: number } | null
  /** Why the last start did not open the vault although it is on; null where it did. */
  readonly problem: string | null
}

/**
 * Unlocking at start on the desktop: the unlock secret lies in the key store of the operating system, which opens with
 * the user's own account. Off unless somebody switches it on.
 */
export interface UnlockByKeyStore {
  state(): UnlockByKeyStoreState
  /** Makes a new unlock secret in the actor's name; an earlier one opens nothing. @throws ChanceryError `forbidden`, `locked`, `io` */
  enable(actor: Actor): Promise<void>
  /** Removes the secret from the key store and from the vault. Does nothing where it is off. */
  disable(actor: Actor): Promise<void>
  /** Called once after the start. @returns the operator in whose name the vault is open now; undefined where it is off or failed */
  tryAtStart(): Promise<OperatorRow | undefined>
}

const refusals: Readonly<Record<NonNullable<UnlockByKeyStoreState['refusal']>, string>> = {
  'not-desktop':
    'Only the desktop app keeps an unlock secret in the key store. A server takes it from a file or a systemd credential: chancery system make-unlock-secret.',
  'no-key-store': 'The operating system offers no key store, so there is no safe place for the unlock secret.',
  'fixed-password':
    'There is no keyring in this session. What would be used instead encrypts under a password that everybody knows, so the unlock secret would lie open. Set up GNOME Keyring or KWallet, then start Chancery again.'
}

/** @param unlock the engine's own way to unlock, which remembers the owner */
export function createUnlockByKeyStore(
  world: AccountsWorld,
  secrets: SecretSource,
  unlock: (secret: SecretReference) => Promise<OperatorRow>
): UnlockByKeyStore {
  const { store } = world.ca
  let problem: string | null = null
  const name = (): string => `unlock-${world.vault.vault().id}`.toLowerCase()
  const usable = (): KeyStore => {
    if (secrets.keyStore !== undefined) return secrets.keyStore
    throw new ChanceryError('forbidden', refusals[secrets.keyStoreRefusal ?? 'not-desktop'])
  }
  return {
    state: () => {
      const kept = readUnlockAtStart(reader(store))
      return {
        refusal: secrets.keyStore === undefined ? (secrets.keyStoreRefusal ?? 'not-desktop') : null,
        on:
          kept === undefined
            ? null
            : { operator: getOperator(reader(store), kept.operatorId)?.name ?? '', since: kept.since },
        problem: kept === undefined ? null : problem
      }
    },
    enable: async (actor) => {
      const { operatorId } = actor
      if (operatorId === null) throw new ChanceryError('forbidden', 'Only an operator can let the vault open at start.')
      const keyStore = usable()
      const made = newUnlockSecret(world, actor)
      const bytes = Buffer.from(made.file)
      try {
        // First, so that the vault never waits for a secret that nobody has.
        await keyStore.write(name(), bytes)
      } finally {
        bytes.fill(0)
      }
      await transaction(store, (writer) => {
        made.store(writer)
        keepUnlockAtStart(writer, { operatorId, since: world.ca.clock.now() })
        auditAccount(writer, world, {
          actor,
          operation: 'system.enable-unlock-at-start',
          operatorId,
          outcome: 'ok'
        })
      })
      problem = null
    },
    disable: async (actor) => {
      const wasOn = await transaction(store, (writer) => {
        if (readUnlockAtStart(writer) === undefined) return false
        for (const slot of listVaultSlots(writer)) if (slot.kind === 'unattended') deleteVaultSlot(writer, slot.id)
        forgetUnlockAtStart(writer)
        auditAccount(writer, world, {
          actor,
          operation: 'system.disable-unlock-at-start',
          operatorId: actor.operatorId,
          outcome: 'ok'
        })
        return true
      })
      // The secret opens nothing any more; that it also goes away is tidiness.
      if (wasOn) await secrets.keyStore?.remove(name())
    },
    tryAtStart: async () => {
      if (secrets.keyStore === undefined || readUnlockAtStart(reader(store)) === undefined) return undefined
      try {
        return await unlock({ kind: 'key-store', name: name() })
      } catch (error) {
        if (!(error instanceof ChanceryError)) throw error
        problem = error.message
        world.ca.log.warn('the vault was not unlocked at start', { why: error.message })
        return undefined
      }
    }
  }
}
