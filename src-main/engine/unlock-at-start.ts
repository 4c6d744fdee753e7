import { ChanceryError } from '../../src-shared/errors.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { passphraseBytes } from '../keys/passphrase.ts'
import { openPassphraseSlot, openUnattendedSlot, unattendedSlot } from '../keys/slots.ts'
import { isUnattendedSecret } from '../keys/unattended-secret.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Writer } from '../store/connection.ts'
import { listOperators, type OperatorRow } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { getOperatorSlot, insertVaultSlot, listVaultSlots, replaceVaultSlot } from '../store/vault.ts'
import { actorOf, auditAccount, type AccountsWorld } from './accounts-world.ts'
import { forgetUnlockAtStart } from './key-store-setting.ts'
import { operatorSlotOf, secretSlotOf, slotColumns, slotOwner } from './slot-rows.ts'

/** An unlock file is one line; what stands behind the line end is not part of a passphrase. */
function textOf(secret: Uint8Array): string {
  return Buffer.from(secret)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/**
 * Unlocks the vault with a secret that the user who starts the engine holds: the unattended secret, or an operator's
 * passphrase. The guesses are not slowed down here: whoever starts the engine holds the data folder and can try
 * passphrases against its records without us.
 * @param secret zeroed here
 * @param name the operator whose passphrase it is; without it the operator is the one whose slot opens
 * @returns the operator in whose name the engine was unlocked
 * @throws ChanceryError `wrong-passphrase`, `malformed`, `not-ready`
 */
export async function unlockAtStart(world: AccountsWorld, secret: Uint8Array, name?: string): Promise<OperatorRow> {
  try {
    const active = listOperators(reader(world.ca.store)).filter((operator) => operator.state === 'active')
    const vaultId = world.vault.vault().id
    const opened = isUnattendedSecret(secret)
      ? openUnattended(world, secret, vaultId, active)
      : await openByPassphrase(world, textOf(secret), vaultId, active, name)
    world.vault.vault().unlock(opened.master)
    await transaction(world.ca.store, (writer) =>
      auditAccount(writer, world, {
        actor: actorOf(opened.operator, 'engine'),
        operation: 'engine.unlock',
        operatorId: opened.operator.id,
        outcome: 'ok',
        detail: { by: isUnattendedSecret(secret) ? 'unattended secret' : 'passphrase' }
      })
    )
    return opened.operator
  } finally {
    secret.fill(0)
  }
}

interface Opened {
  readonly master: MasterKey
  readonly operator: OperatorRow
}

function openUnattended(
  world: AccountsWorld,
  secret: Uint8Array,
  vaultId: string,
  active: readonly OperatorRow[]
): Opened {
  const row = listVaultSlots(reader(world.ca.store)).find((slot) => slot.kind === 'unattended')
  if (row === undefined)
    throw new ChanceryError(
      'wrong-passphrase',
      'This vault has no unlock secret. Make one with "chancery system make-unlock-secret".'
    )
  const slot = secretSlotOf(row)
  const operator = active.find((one) => slotOwner(one.name) === slot.owner)
  if (operator === undefined)
    throw new ChanceryError(
      'wrong-passphrase',
      'The operator who made this unlock secret is disabled, so it no longer opens the vault. Make a new one.'
    )
  return { master: openUnattendedSlot(slot, vaultId, secret), operator }
}

async function openByPassphrase(
  world: AccountsWorld,
  passphrase: string,
  vaultId: string,
  active: readonly OperatorRow[],
  name: string | undefined
): Promise<Opened> {
  passphraseBytes(passphrase).fill(0)
  const candidates =
    name === undefined ? active : active.filter((operator) => slotOwner(operator.name) === slotOwner(name))
  for (const operator of candidates) {
    const row = getOperatorSlot(reader(world.ca.store), operator.id)
    if (row === undefined) continue
    try {
      const master = await openPassphraseSlot(operatorSlotOf(row, operator.name), vaultId, passphrase)
      return { master, operator }
    } catch (error) {
      if (!(error instanceof ChanceryError) || error.code !== 'wrong-passphrase') throw error
    }
  }
  throw new ChanceryError(
    'wrong-passphrase',
    name === undefined
      ? 'The passphrase is not that of any active operator.'
      : `The passphrase is not that of an active operator named ${name}.`
  )
}

/**
 * Makes the secret for unattended start; an earlier one opens nothing afterwards.
 * @returns one line of text for a file of mode 600, a systemd credential or a key store
 * @throws ChanceryError `locked`
 */
export async function makeUnlockSecret(world: AccountsWorld, actor: Actor): Promise<string> {
  const made = newUnlockSecret(world, actor)
  await transaction(world.ca.store, (writer) => {
    made.store(writer)
    // The secret in the key store opens nothing any more.
    forgetUnlockAtStart(writer)
    auditAccount(writer, world, {
      actor,
      operation: 'system.make-unlock-secret',
      operatorId: actor.operatorId,
      outcome: 'ok'
    })
  })
  return made.file
}

/**
 * Makes an unlock secret in an operator's name, not stored yet. The vault has one at a time.
 * @throws ChanceryError `locked`
 */
export function newUnlockSecret(
  world: AccountsWorld,
  actor: Actor
): { readonly file: string; readonly store: (writer: Writer) => void } {
  const vault = world.vault.vault()
  const made = unattendedSlot(vault.master(), vault.id, slotOwner(actor.name))
  return {
    file: made.file,
    store: (writer) => {
      const row = listVaultSlots(writer).find((slot) => slot.kind === 'unattended')
      const now = world.ca.clock.now()
      if (row === undefined)
        insertVaultSlot(writer, { kind: 'unattended', operatorId: null, ...slotColumns(made.slot), createdAt: now })
      else replaceVaultSlot(writer, row.id, { ...slotColumns(made.slot), createdAt: now })
    }
  }
}
