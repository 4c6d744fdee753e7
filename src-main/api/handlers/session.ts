import type { z } from 'zod'
import type { signedInOperator } from '../../../src-shared/api/session.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { OperatorRow } from '../../store/operators.ts'
import { actorOf, operatorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'

const ok = { ok: true } as const

/** Signing in and out, and the account of whoever is signed in. */
export const sessionHandlers: HandlersOf<'session'> = {
  'session.sign-in': async (input, context) => {
    const { engine, caller } = context
    const operator = await engine.accounts.signIn(input.operator, input.passphrase, caller.channel)
    return { operator: beginSession(context, operator) }
  },

  'session.redeem-link': (input, context) => {
    const operatorId = context.engine.sessions.redeemLink(input.token)
    const operator = operatorId === undefined ? undefined : context.engine.accounts.active(operatorId)
    if (operator === undefined)
      throw new ChanceryError(
        'wrong-passphrase',
        'This sign-in link was used already, is too old, or is not one of this server. Sign in with your passphrase.'
      )
    return { operator: beginSession(context, operator) }
  },

  'session.sign-out': (_input, context) => {
    endSession(context)
    return ok
  },

  'session.lock': (_input, context) => {
    endSession(context)
    context.engine.vault.lock()
    return ok
  },

  'session.change-passphrase': async (input, context) => {
    await context.engine.accounts.changePassphrase(operatorOf(context), input, actorOf(context), context.caller.token)
    return ok
  },

  'session.set-preference': async (input, context) => {
    await context.engine.accounts.setPreference(operatorOf(context).id, input.key, input.value)
    return ok
  },

  'session.recover': async (input, context) => context.engine.accounts.recover(input, context.caller.channel),

  'session.list': (_input, { engine }) => ({
    sessions: engine.sessions.list().map((session) => ({
      operator: engine.accounts.active(session.operatorId)?.name ?? '',
      face: session.face,
      since: session.since,
      lastSeen: session.lastSeen
    }))
  })
}

/** Makes a session and hands its token to the carrier; the token never stands in an answer. */
export function beginSession(context: HandlerContext, operator: OperatorRow): SignedInOperator {
  const { engine, caller } = context
  engine.sessions.end(caller.token)
  caller.keepToken(engine.sessions.open(operator.id, caller.face))
  return describeOperator(context, operator)
}

type SignedInOperator = z.output<typeof signedInOperator>

export function describeOperator({ engine }: HandlerContext, operator: OperatorRow): SignedInOperator {
  return {
    id: operator.id,
    name: operator.name,
    displayName: operator.displayName,
    roles: [...operator.roles],
    permissions: [...engine.accounts.permissionsOf(operator.roles)],
    preferences: { ...engine.accounts.preferencesOf(operator) }
  }
}

function endSession(context: HandlerContext): void {
  signedInOf(context)
  context.engine.sessions.end(context.caller.token)
  context.caller.keepToken(undefined)
  context.engine.lockWhenAlone()
}
