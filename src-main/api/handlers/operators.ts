import type { z } from 'zod'
import type { operatorView, roleView } from '../../../src-shared/api/operators.ts'
import type { KnownRole } from '../../engine/roles.ts'
import type { OperatorRow } from '../../store/operators.ts'
import { actorOf, type HandlerContext, type HandlersOf } from '../handler.ts'

const ok = { ok: true } as const

/** Operator accounts. */
export const operatorHandlers: HandlersOf<'operator'> = {
  'operator.list': (_input, { engine }) => ({ operators: engine.accounts.list().map(operatorRow) }),
  'operator.create': async (input, context) => ({
    operator: operatorRow(await context.engine.accounts.create(input, actorOf(context)))
  }),
  'operator.update': async (input, context) => {
    const { operator, ...change } = input
    return { operator: operatorRow(await context.engine.accounts.update(operator, change, actorOf(context))) }
  },
  'operator.reset-passphrase': async (input, context) => {
    await context.engine.accounts.resetPassphrase(input.operator, input.passphrase, actorOf(context))
    return ok
  }
}

/** Roles: the built-in ones and an installation's own. */
export const roleHandlers: HandlersOf<'role'> = {
  'role.list': (_input, context) => ({
    roles: context.engine.accounts.roles().map((role) => describeRole(role, context))
  }),
  'role.save': async (input, context) => ({
    role: describeRole(await context.engine.accounts.saveRole(input, actorOf(context)), context)
  }),
  'role.delete': async (input, context) => {
    await context.engine.accounts.deleteRole(input.name, actorOf(context))
    return ok
  }
}

function operatorRow(operator: OperatorRow): z.output<typeof operatorView> {
  const { id, name, displayName, state, createdAt, lastSignInAt, blockedUntil } = operator
  return { id, name, displayName, roles: [...operator.roles], state, createdAt, lastSignInAt, blockedUntil }
}

function describeRole(role: KnownRole, { engine }: HandlerContext): z.output<typeof roleView> {
  const holders = engine.accounts.list().filter((operator) => operator.roles.includes(role.name))
  return { ...role, permissions: [...role.permissions], operators: holders.length }
}
