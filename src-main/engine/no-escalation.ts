import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import type { Reader } from '../store/connection.ts'
import { getOperator } from '../store/operators.ts'
import { permissionsOf } from './roles.ts'

/**
 * Nobody hands out, takes away, or takes over by a new passphrase, what they may not do themselves: otherwise managing
 * accounts would be the same as every permission.
 * @param what for the message, e.g. `the role Officer`.
 * @throws ChanceryError `forbidden` naming what is beyond the actor.
 */
export function requireWithinOwn(from: Reader, actor: Actor, wanted: readonly Permission[], what: string): void {
  const operator = actor.operatorId === null ? undefined : getOperator(from, actor.operatorId)
  const own = operator === undefined ? [] : permissionsOf(from, operator.roles)
  const beyond = wanted.filter((permission) => !own.includes(permission))
  if (beyond.length === 0) return
  throw new ChanceryError(
    'forbidden',
    `${actor.name} cannot manage ${what}: it includes ${beyond.join(', ')}, which ${actor.name} may not do. Ask a CA Administrator.`
  )
}
