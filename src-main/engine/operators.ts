import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import type { Reader, Writer } from '../store/connection.ts'
import {
  getOperator,
  getOperatorByName,
  insertOperator,
  listOperators,
  updateOperator,
  type OperatorRow
} from '../store/operators.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { insertVaultSlot } from '../store/vault.ts'
import { auditAccount, type AccountsWorld } from './accounts-world.ts'
import { newSlot, requireGoodPassphrase } from './passphrases.ts'
import { requireWithinOwn } from './no-escalation.ts'
import { watchPeople } from './quorum/people.ts'
import { administratorRole, checkRoles, permissionsOf } from './roles.ts'
import { operatorName } from './setup.ts'
import { slotColumns } from './slot-rows.ts'

/** A text of digits is tried as a name first. @throws ChanceryError `not-found` */
export function findOperator(from: Reader, ref: Ref): OperatorRow {
  const found =
    (typeof ref === 'string' ? getOperatorByName(from, ref) : undefined) ??
    (/^[1-9]\d{0,14}$/.test(String(ref)) ? getOperator(from, Number(ref)) : undefined)
  if (found === undefined) throw new ChanceryError('not-found', `There is no operator ${ref}.`)
  return found
}

export interface NewOperator {
  readonly name: string
  readonly displayName: string
  readonly roles: readonly string[]
  readonly passphrase: string
}

/** Adds an account. @throws ChanceryError `locked`, `name-taken`, `invalid-input`; `conflict` beyond the limit of a role */
export async function createOperator(world: AccountsWorld, wish: NewOperator, actor: Actor): Promise<OperatorRow> {
  const { store, clock } = world.ca
  const name = operatorName(wish.name)
  if (getOperatorByName(reader(store), name) !== undefined)
    throw new ChanceryError('name-taken', `There is an operator named ${name} already.`)
  const roles = checkRoles(reader(store), wish.roles)
  requireWithinOwn(
    reader(store),
    actor,
    permissionsOf(reader(store), roles),
    `an account with the roles ${roles.join(', ')}`
  )
  requireGoodPassphrase(world, { name, displayName: wish.displayName }, wish.passphrase)
  const slot = await newSlot(world, name, wish.passphrase)
  const id = await transaction(store, (writer) => {
    const now = clock.now()
    const checkPeople = watchPeople(writer, now)
    const made = insertOperator(writer, {
      name,
      displayName: wish.displayName,
      roles: checkRoles(writer, roles),
      state: 'active',
      createdAt: now,
      lastSignInAt: null,
      failedCount: 0,
      blockedUntil: null,
      preferences: {}
    })
    checkPeople()
    insertVaultSlot(writer, { kind: 'operator', operatorId: made, ...slotColumns(slot), createdAt: now })
    auditAccount(writer, world, {
      actor,
      operation: 'operator.create',
      operatorId: made,
      outcome: 'ok',
      detail: { operator: name, roles }
    })
    return made
  })
  world.ca.emit('operator.changed', { id })
  return findOperator(reader(store), id)
}

export interface OperatorChange {
  readonly displayName?: string | undefined
  readonly roles?: readonly string[] | undefined
  readonly state?: 'active' | 'disabled' | undefined
}

/**
 * Changes an account. A disabled operator is signed out at once.
 * @throws ChanceryError `not-found`, `invalid-input`; `conflict` where no active CA Administrator would be left, the limit of
 *   a role would be broken, or an approval rule could not be met any more
 */
export async function changeOperator(
  world: AccountsWorld,
  ref: Ref,
  change: OperatorChange,
  actor: Actor
): Promise<OperatorRow> {
  const { store } = world.ca
  const after = await transaction(store, (writer) => {
    const before = findOperator(writer, ref)
    const held = permissionsOf(writer, [...before.roles, ...(change.roles ?? [])])
    requireWithinOwn(writer, actor, held, `the account ${before.name} and the roles asked for`)
    const changes = {
      ...(change.displayName === undefined ? {} : { displayName: change.displayName }),
      ...(change.roles === undefined ? {} : { roles: checkRoles(writer, change.roles) }),
      ...(change.state === undefined ? {} : { state: change.state })
    }
    const checkPeople = watchPeople(writer, world.ca.clock.now())
    if (Object.keys(changes).length > 0) updateOperator(writer, before.id, changes)
    requireAdministrator(writer, before)
    checkPeople()
    auditAccount(writer, world, {
      actor,
      operation: 'operator.update',
      operatorId: before.id,
      outcome: 'ok',
      detail: {
        operator: before.name,
        before: { displayName: before.displayName, roles: before.roles, state: before.state },
        changed: changes
      }
    })
    return findOperator(writer, before.id)
  })
  if (after.state === 'disabled') world.sessions.endOf(after.id)
  world.ca.emit('operator.changed', { id: after.id })
  return after
}

function requireAdministrator(writer: Writer, changed: OperatorRow): void {
  const left = listOperators(writer).some(
    (operator) => operator.state === 'active' && operator.roles.includes(administratorRole)
  )
  if (left) return
  throw new ChanceryError(
    'conflict',
    `${changed.name} is the last active CA Administrator. Give that role to somebody else first.`
  )
}
