import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import { recordAudit } from '../ca/audit.ts'
import { listOperators } from '../store/operators.ts'
import { deleteRole, getRoleByName, insertRole, updateRole } from '../store/roles.ts'
import { transaction } from '../store/transaction.ts'
import type { AccountsWorld } from './accounts-world.ts'
import { requireWithinOwn } from './no-escalation.ts'
import { watchPeople } from './quorum/people.ts'
import { knownRoles, permissionsOf, type KnownRole } from './roles.ts'

/**
 * Makes a role of the installation's own, or changes one. What it allowed before counts like what it is to allow: who
 * holds less would take from others what they may not give back.
 * @throws ChanceryError `name-taken` for a built-in one; `forbidden` for one that allows more than the actor may
 */
export async function saveOwnRole(
  world: AccountsWorld,
  wish: { readonly name: string; readonly label: string; readonly permissions: readonly Permission[] },
  actor: Actor
): Promise<KnownRole> {
  const permissions = [...new Set(wish.permissions)]
  await transaction(world.ca.store, (writer) => {
    if (knownRoles(writer).some((role) => role.builtIn && role.name === wish.name))
      throw new ChanceryError(
        'name-taken',
        `The role ${wish.name} is built in and does not change. Choose another name.`
      )
    const before = getRoleByName(writer, wish.name)
    const checkPeople = watchPeople(writer, world.ca.clock.now())
    const allowed = before === undefined ? [] : permissionsOf(writer, [before.name])
    requireWithinOwn(writer, actor, [...new Set([...allowed, ...permissions])], `the role ${wish.name}`)
    const id = before?.id ?? insertRole(writer, { name: wish.name, label: wish.label, permissions, builtIn: false })
    if (before !== undefined) updateRole(writer, id, { label: wish.label, permissions })
    checkPeople()
    recordAudit(writer, world.ca, {
      actor,
      operation: 'role.save',
      object: { kind: 'role', id },
      outcome: 'ok',
      detail: { role: wish.name, label: wish.label, before: before?.permissions ?? null, permissions }
    })
  })
  return { name: wish.name, label: wish.label, permissions, builtIn: false }
}

/**
 * Deletes a role of the installation's own.
 * @throws ChanceryError `not-found`, `conflict` while somebody has it or it is built in; `forbidden` for one that allows
 *   more than the actor may
 */
export async function deleteOwnRole(world: AccountsWorld, name: string, actor: Actor): Promise<void> {
  await transaction(world.ca.store, (writer) => {
    if (knownRoles(writer).some((role) => role.builtIn && role.name === name))
      throw new ChanceryError('conflict', `The role ${name} is built in and cannot be deleted.`)
    const role = getRoleByName(writer, name)
    if (role === undefined) throw new ChanceryError('not-found', `There is no role named ${name}.`)
    requireWithinOwn(writer, actor, permissionsOf(writer, [role.name]), `the role ${name}`)
    const holders = listOperators(writer).filter((operator) => operator.roles.includes(role.name))
    if (holders.length > 0)
      throw new ChanceryError(
        'conflict',
        `The role ${name} is held by ${holders.map((operator) => operator.name).join(', ')}. Take it from them first.`
      )
    const checkPeople = watchPeople(writer, world.ca.clock.now())
    deleteRole(writer, role.id)
    checkPeople()
    recordAudit(writer, world.ca, {
      actor,
      operation: 'role.delete',
      object: { kind: 'role', id: role.id },
      outcome: 'ok',
      detail: { role: name }
    })
  })
}
