import { ChanceryError } from '../../src-shared/errors.ts'
import { builtInRoles, permissions, type Permission } from '../../src-shared/model/permission.ts'
import type { Reader } from '../store/connection.ts'
import { listRoles } from '../store/roles.ts'

/** A role as operators have it: the built-in ones live in the code, an installation's own in the store. */
export interface KnownRole {
  readonly name: string
  readonly label: string
  readonly permissions: readonly Permission[]
  readonly builtIn: boolean
}

/** The role whose last holder can neither be disabled nor lose it. */
export const administratorRole = 'ca-administrator'

export function knownRoles(reader: Reader): readonly KnownRole[] {
  const builtIn = builtInRoles.map((role) => ({ ...role, builtIn: true }))
  const names = new Set(builtIn.map((role) => role.name))
  const own = listRoles(reader)
    .filter((role) => !names.has(role.name))
    .map((role) => ({
      name: role.name,
      label: role.label,
      // A permission that a later version dropped grants nothing.
      permissions: permissions.filter((permission) => role.permissions.includes(permission)),
      builtIn: false
    }))
  return [...builtIn, ...own]
}

/** @returns what holders of these roles may do; a role that is not there any more grants nothing */
export function permissionsOf(reader: Reader, roles: readonly string[]): readonly Permission[] {
  const granted = new Set(
    knownRoles(reader)
      .filter((role) => roles.includes(role.name))
      .flatMap((role) => role.permissions)
  )
  // Who may read every request may read the own ones.
  if (granted.has('request.read')) granted.add('request.read-own')
  return permissions.filter((permission) => granted.has(permission))
}

/** @returns the names once each, in the order given. @throws ChanceryError `invalid-input` naming each role that does not exist */
export function checkRoles(reader: Reader, roles: readonly string[]): readonly string[] {
  const known = new Set(knownRoles(reader).map((role) => role.name))
  const unknown = roles.filter((role) => !known.has(role))
  if (unknown.length > 0)
    throw new ChanceryError('invalid-input', `There is no role named ${unknown.join(', ')}.`, {
      reasons: unknown.map((role) => ({
        where: 'roles',
        rule: 'role.exists',
        message: `There is no role named ${role}. There are: ${[...known].join(', ')}.`
      }))
    })
  return [...new Set(roles)]
}
