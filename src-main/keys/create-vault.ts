import { randomUUID } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Argon2Cost } from './argon2.ts'
import { MasterKey } from './master-key.ts'
import { checkPassphrase } from './passphrase.ts'
import { passphraseSlot, recoverySlot, type PassphraseSlot, type SecretSlot } from './slots.ts'
import { Vault } from './vault.ts'

export interface NewVault {
  /** Open. */
  readonly vault: Vault
  readonly operatorSlot: PassphraseSlot
  readonly recoverySlot: SecretSlot
  /** To be shown once and kept on paper; stored nowhere. */
  readonly recoveryCode: string
}

/**
 * First run: a new master key, wrapped for the first operator and for the recovery code. Writes nothing.
 * @param options.about the operator's own names, which are no good as a passphrase.
 * @throws ChanceryError `invalid-input` with the reasons when the passphrase breaks a rule.
 */
export async function createVault(options: {
  operatorId: string
  passphrase: string
  about?: readonly string[]
  cost?: Argon2Cost
}): Promise<NewVault> {
  const reasons = checkPassphrase(options.passphrase, options.about)
  if (reasons.length > 0) throw new ChanceryError('invalid-input', 'The passphrase cannot be used.', { reasons })
  const vault = new Vault(randomUUID())
  const master = MasterKey.generate()
  const operatorSlot = await passphraseSlot(master, vault.id, options.operatorId, options.passphrase, options.cost)
  const recovery = recoverySlot(master, vault.id, recoveryOwner)
  vault.unlock(master)
  return { vault, operatorSlot, recoverySlot: recovery.slot, recoveryCode: recovery.code }
}

/** Owner of the vault's recovery slot, as it belongs to no operator. */
export const recoveryOwner = 'recovery'
