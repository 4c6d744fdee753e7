import { ChanceryError } from '../../src-shared/errors.ts'
import type { Channel } from '../../src-shared/model/channel.ts'
import { objectName } from '../../src-shared/model/scalars.ts'
import { createVault } from '../keys/create-vault.ts'
import { insertOperator } from '../store/operators.ts'
import { dateFirstOrganization } from '../store/organizations.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { getVault, insertVault, insertVaultSlot } from '../store/vault.ts'
import { actorOf, auditAccount, type AccountsWorld } from './accounts-world.ts'
import { administratorRole } from './roles.ts'
import { storeSettings } from './settings.ts'
import { slotColumns, slotOwner } from './slot-rows.ts'

export interface SetupWish {
  readonly operator: string
  readonly displayName: string
  readonly passphrase: string
  readonly organizationName: string
}

/**
 * First run: the vault, the first operator as CA Administrator, and the recovery code, all in one transaction.
 * The vault is open afterwards.
 * @returns the recovery code, to be shown once
 * @throws ChanceryError `conflict` where there is a vault, `invalid-input` for the name or the passphrase
 */
export async function setUp(
  world: AccountsWorld,
  wish: SetupWish,
  channel: Channel
): Promise<{ readonly operatorId: number; readonly recoveryCode: string }> {
  const { store, clock } = world.ca
  if (getVault(reader(store)) !== undefined) throw alreadyThere()
  const name = operatorName(wish.operator)
  const made = await world.inTurn(() =>
    createVault({
      operatorId: slotOwner(name),
      passphrase: wish.passphrase,
      about: [name, wish.displayName, wish.organizationName].filter((word) => word !== ''),
      cost: world.cost
    })
  )
  const now = clock.now()
  const operatorId = await transaction(store, (writer) => {
    if (getVault(writer) !== undefined) throw alreadyThere()
    insertVault(writer, { vaultId: made.vault.id, createdAt: now })
    dateFirstOrganization(writer, now)
    const id = insertOperator(writer, {
      name,
      displayName: wish.displayName,
      roles: [administratorRole],
      state: 'active',
      createdAt: now,
      lastSignInAt: now,
      failedCount: 0,
      blockedUntil: null,
      preferences: {}
    })
    insertVaultSlot(writer, { kind: 'operator', operatorId: id, ...slotColumns(made.operatorSlot), createdAt: now })
    insertVaultSlot(writer, { kind: 'recovery', operatorId: null, ...slotColumns(made.recoverySlot), createdAt: now })
    if (wish.organizationName !== '')
      storeSettings(writer, { ...world.ca.settings(), organizationName: wish.organizationName })
    auditAccount(writer, world, {
      actor: actorOf({ id, name }, channel),
      operation: 'system.setup',
      operatorId: id,
      outcome: 'ok',
      detail: { operator: name, vault: made.vault.id }
    })
    return id
  }).catch((error: unknown) => {
    made.vault.lock()
    throw error
  })
  if (wish.organizationName !== '') world.settingsStored()
  world.vault.adopt(made.vault)
  return { operatorId, recoveryCode: made.recoveryCode }
}

/** @returns the name as it will be kept. @throws ChanceryError `invalid-input` */
export function operatorName(text: string): string {
  const parsed = objectName.safeParse(text)
  if (parsed.success) return parsed.data
  const message = parsed.error.issues[0]?.message ?? 'This is not a name.'
  throw new ChanceryError('invalid-input', `"${text}" cannot be the name of an operator. ${message}`, {
    reasons: [{ where: 'operator', rule: 'operator.name', message }]
  })
}

function alreadyThere(): ChanceryError {
  return new ChanceryError('conflict', 'This data folder has a vault and an operator already. Sign in instead.')
}
