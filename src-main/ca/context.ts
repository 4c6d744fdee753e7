import type { EngineEvents, EventTopic } from '../../src-shared/events.ts'
import type { Settings } from '../../src-shared/model/settings.ts'
import type { KeyVault } from '../keys/signer.ts'
import type { YubiKeys } from '../keys/piv/yubikeys.ts'
import type { Tokens } from '../keys/token-keys.ts'
import type { ModulusBlocklist } from '../pki/weak-keys/blocklist.ts'
import type { Store } from '../store/store.ts'
import type { Control } from '../validation/control.ts'
import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { Random } from '../world/random.ts'
import { newDoorMemory, type DoorMemory } from './issue/memory.ts'
import type { Mailer } from './validation/mailer.ts'
import type { ReplyBox } from './validation/reply-box.ts'
import { hearOfChange } from './ocsp/memory.ts'

/** Secrets that must be read again, such as HMAC keys: sealed under the vault, bound to their place. */
export interface SecretVault {
  /** @param context names the row that will hold the bytes. @throws ChanceryError `locked`, `not-ready` */
  seal(context: string, plaintext: Uint8Array): Uint8Array
  /** @throws ChanceryError `locked`, `not-ready`; `damaged` where the bytes were altered or sealed for another row */
  open(context: string, sealed: Uint8Array): Uint8Array
}

/** What a context is made of. */
export interface CaParts {
  readonly store: Store
  readonly keys: KeyVault
  readonly secrets: SecretVault
  /** Keys in hardware; absent where no engine is around. */
  readonly tokens?: Tokens
  /** YubiKeys that are plugged in. */
  readonly yubiKeys?: YubiKeys
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Tells windows and listeners; called after the commit of what it tells. */
  readonly emit: <T extends EventTopic>(topic: T, payload: EngineEvents[T]) => void
  /** @returns the present settings of the installation. */
  readonly settings: () => Settings
  /** @returns the list of RSA keys that the world can make again, where the operator keeps one. */
  readonly blocklist?: () => ModulusBlocklist | null
  /** How control of names is proven; without it every such check is not performed. */
  readonly control?: Control
  readonly mailer?: Mailer
  /** Where answers to messages arrive. */
  readonly replies?: ReplyBox
  /** Called between every two steps of issuance, for tests that stop the process there. Absent in production. */
  readonly faultPoint?: (name: FaultPoint) => void | Promise<void>
}

/** Where a test can stop the door: each name says which step has just ended. */
export const faultPoints = [
  'admitted',
  'resolved',
  'checked',
  'held',
  'prepared',
  'reserved',
  'signed',
  'recorded',
  'announced'
] as const
export type FaultPoint = (typeof faultPoints)[number]

/** Everything that the functions of `ca` work with; the first parameter of each. */
export interface CaContext extends CaParts {
  /** What the door keeps between requests so that it is fast; holds nothing that the database does not have. */
  readonly memory: DoorMemory
}

/** @returns the context for one open database; make one and share it, because requests under way are known to it. */
export function caContext(parts: CaParts): CaContext {
  const memory = newDoorMemory()
  return {
    ...parts,
    memory,
    emit: (topic, payload) => {
      // An authority's own row tells the door of its changes; those of the authorities above it come this way.
      if (topic === 'authority.changed') {
        memory.issuers.clear()
        memory.tsa.signers.clear()
        memory.cmp.signers.clear()
      }
      hearOfChange(memory.ocsp, topic, payload)
      parts.emit(topic, payload)
    }
  }
}
