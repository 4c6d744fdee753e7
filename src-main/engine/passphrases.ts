import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { checkPassphrase } from '../keys/passphrase.ts'
import { openRecoverySlot, passphraseSlot, recoverySlot, type PassphraseSlot } from '../keys/slots.ts'
import { getOperatorByName, updateOperator, type OperatorRow } from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Writer } from '../store/connection.ts'
import { getOperatorSlot, insertVaultSlot, listVaultSlots, replaceVaultSlot } from '../store/vault.ts'
import { actorOf, auditAccount, ownWords, type AccountsWorld } from './accounts-world.ts'
import { requireWithinOwn } from './no-escalation.ts'
import { permissionsOf } from './roles.ts'
import { openOwnSlot } from './sign-in.ts'
import { secretSlotOf, slotColumns, slotOwner } from './slot-rows.ts'

/**
 * Changes the own passphrase and ends the operator's other sessions.
 * @param token the session that stays
 * @throws ChanceryError `wrong-passphrase`, `slowed-down`, `invalid-input`
 */
export async function changePassphrase(
  world: AccountsWorld,
  operator: OperatorRow,
  wish: { readonly current: string; readonly next: string },
  actor: Actor,
  token: string | undefined
): Promise<void> {
  requireGoodPassphrase(world, operator, wish.next)
  const operation = 'session.change-passphrase'
  const master = await openOwnSlot(world, operator, wish.current, actor.channel, operation)
  try {
    const slot = await world.inTurn(() =>
      passphraseSlot(master, world.vault.vault().id, slotOwner(operator.name), wish.next, world.cost)
    )
    await transaction(world.ca.store, (writer) => {
      putOperatorSlot(writer, operator.id, slot, world.ca.clock.now())
      auditAccount(writer, world, { actor, operation, operatorId: operator.id, outcome: 'ok' })
    })
  } finally {
    master.destroy()
  }
  world.sessions.endOf(operator.id, token)
}

/**
 * Gives another operator a new passphrase and ends that operator's sessions.
 * @throws ChanceryError `locked`, `invalid-input`; `conflict` for the own account
 */
export async function resetPassphrase(
  world: AccountsWorld,
  operator: OperatorRow,
  passphrase: string,
  actor: Actor
): Promise<void> {
  if (operator.id === actor.operatorId)
    throw new ChanceryError(
      'conflict',
      'Your own passphrase is changed with the present one: use "session.change-passphrase".'
    )
  const from = reader(world.ca.store)
  requireWithinOwn(from, actor, permissionsOf(from, operator.roles), `the account ${operator.name}`)
  requireGoodPassphrase(world, operator, passphrase)
  const slot = await newSlot(world, operator.name, passphrase)
  await transaction(world.ca.store, (writer) => {
    putOperatorSlot(writer, operator.id, slot, world.ca.clock.now())
    updateOperator(writer, operator.id, { failedCount: 0, blockedUntil: null })
    auditAccount(writer, world, {
      actor,
      operation: 'operator.reset-passphrase',
      operatorId: operator.id,
      outcome: 'ok',
      detail: { operator: operator.name }
    })
  })
  world.sessions.endOf(operator.id)
}

/**
 * Sets a new passphrase with the recovery code, which is used up: a new one takes its place.
 * @throws ChanceryError `wrong-passphrase`, `slowed-down`, `invalid-input`, `not-ready`
 */
export async function recover(
  world: AccountsWorld,
  wish: { readonly operator: string; readonly recoveryCode: string; readonly passphrase: string },
  channel: Actor['channel']
): Promise<{ readonly recoveryCode: string }> {
  const { store, clock } = world.ca
  const vaultId = world.vault.vault().id
  // The code has 160 bits and needs no throttle; this keeps the audit log from being filled by strangers.
  world.strangers.count('recovery code', clock.now())
  const row = listVaultSlots(reader(store)).find((slot) => slot.kind === 'recovery')
  if (row === undefined) throw new ChanceryError('damaged', 'The recovery record of the vault is missing.')
  const master = openRecoverySlot(secretSlotOf(row), vaultId, wish.recoveryCode)
  try {
    world.strangers.clear('recovery code')
    const operator = getOperatorByName(reader(store), wish.operator)
    if (operator === undefined || operator.state !== 'active')
      throw new ChanceryError('not-found', `There is no active operator named ${wish.operator}.`)
    requireGoodPassphrase(world, operator, wish.passphrase)
    const slot = await world.inTurn(() =>
      passphraseSlot(master, vaultId, slotOwner(operator.name), wish.passphrase, world.cost)
    )
    const next = recoverySlot(master, vaultId, secretSlotOf(row).owner)
    await transaction(store, (writer) => {
      putOperatorSlot(writer, operator.id, slot, clock.now())
      replaceVaultSlot(writer, row.id, { ...slotColumns(next.slot), createdAt: clock.now() })
      updateOperator(writer, operator.id, { failedCount: 0, blockedUntil: null })
      auditAccount(writer, world, {
        actor: actorOf(operator, channel),
        operation: 'session.recover',
        operatorId: operator.id,
        outcome: 'ok'
      })
    })
    world.sessions.endOf(operator.id)
    return { recoveryCode: next.code }
  } finally {
    master.destroy()
  }
}

/** @returns a slot for an operator, made with the open vault. @throws ChanceryError `locked` */
export function newSlot(world: AccountsWorld, operatorName: string, passphrase: string): Promise<PassphraseSlot> {
  const vault = world.vault.vault()
  return world.inTurn(() => passphraseSlot(vault.master(), vault.id, slotOwner(operatorName), passphrase, world.cost))
}

/** @throws ChanceryError `invalid-input` with every rule that the passphrase breaks */
export function requireGoodPassphrase(
  world: AccountsWorld,
  operator: Pick<OperatorRow, 'name' | 'displayName'>,
  passphrase: string
): void {
  const reasons = checkPassphrase(passphrase, ownWords(world, operator.name, operator.displayName))
  if (reasons.length === 0) return
  throw new ChanceryError('invalid-input', 'The passphrase cannot be used.', { reasons })
}

/** Writes the slot of an operator, first or in place of the old one. */
export function putOperatorSlot(writer: Writer, operatorId: number, slot: PassphraseSlot, now: number): void {
  const row = getOperatorSlot(writer, operatorId)
  if (row === undefined) insertVaultSlot(writer, { kind: 'operator', operatorId, ...slotColumns(slot), createdAt: now })
  else replaceVaultSlot(writer, row.id, { ...slotColumns(slot), createdAt: now })
}
