import type { z } from 'zod'
import { isOperationName, operations } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { SignedIn } from '../caller.ts'
import { checkInput } from '../check-input.ts'
import { actorOf, operatorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'
import { makeProposal } from '../proposals.ts'

const ok = { ok: true } as const

/** Quorum: rules, proposals, approvals and the one execution. */
export const quorumHandlers: HandlersOf<'quorum'> = {
  'quorum.rules': (_input, { engine }) => engine.quorum.rules(),

  'quorum.set': async (input, context) => {
    await context.engine.quorum.setRule(input, actorOf(context))
    const rule = context.engine.quorum.rules().rules.find(({ operation }) => operation === input.operation)
    if (rule === undefined) throw new ChanceryError('conflict', 'Somebody else removed this rule meanwhile.')
    return { rule }
  },

  'quorum.remove': async (input, context) => {
    await context.engine.quorum.removeRule(input.operation, actorOf(context))
    return ok
  },

  'quorum.limit': async (input, context) => {
    await context.engine.quorum.setHeadCount(input, actorOf(context))
    return { limits: context.engine.quorum.rules().limits }
  },

  'quorum.propose': async (input, context) => {
    const { engine } = context
    const signedIn = signedInOf(context)
    const { operation } = input
    if (!isOperationName(operation) || !engine.quorum.canBeRuled(operation))
      throw new ChanceryError('invalid-input', `${operation} is no operation that a rule can be set for.`)
    // The same check as of the call itself: who may not do it may not propose it.
    const { access } = operations[operation]
    if (!signedIn.permissions.some((permission) => permission === access))
      throw new ChanceryError(
        'forbidden',
        `${signedIn.operator.name} may not propose this: it needs the permission "${access}".`
      )
    const parsed = checkInput<z.ZodType>(operations[operation].input, input.input)
    if (engine.quorum.requirementsFor(operation, parsed).length === 0)
      throw new ChanceryError('not-ready', `${operation} is under no approval rule: run it itself.`)
    const { id } = await makeProposal(engine, { operation, input: parsed, reason: input.reason }, signedIn)
    return shown(id, context)
  },

  'quorum.list': (input, context) => context.engine.quorum.list(input, operatorOf(context)),
  'quorum.waiting': (_input, context) => ({ count: context.engine.quorum.waiting(operatorOf(context)) }),
  'quorum.show': (input, context) => shown(input.id, context),

  'quorum.explain': async (input, context) => {
    await context.engine.quorum.explain(input.id, operatorOf(context), input.reason, actorOf(context))
    return shown(input.id, context)
  },

  'quorum.statement': (input, context) => ({
    file: {
      name: `proposal-${input.id}.json`,
      mediaType: 'application/json',
      base64: Buffer.from(context.engine.quorum.statement(input.id, operatorOf(context))).toString('base64')
    }
  }),

  'quorum.approve': async (input, context) => {
    const { engine } = context
    const { id, ...given } = input
    const complete = await engine.quorum.approve(id, operatorOf(context), given, actorOf(context))
    if (complete && engine.quorum.isAutomatic(engine.quorum.proposal(id))) await runByItself(id, context)
    return shown(id, context)
  },

  'quorum.decline': async (input, context) => {
    await context.engine.quorum.decline(input.id, operatorOf(context), input.comment, actorOf(context))
    return shown(input.id, context)
  },

  'quorum.withdraw': async (input, context) => {
    await context.engine.quorum.withdraw(input.id, operatorOf(context), actorOf(context))
    return shown(input.id, context)
  },

  'quorum.execute': async (input, context) => {
    const ended = await carryOut(input.id, context)
    if ('error' in ended) throw ended.error
    return shown(input.id, context)
  },

  'quorum.keys': (_input, context) => ({ keys: context.engine.quorum.keys(operatorOf(context)) }),
  'quorum.key-add': async (input, context) => ({
    key: await context.engine.quorum.addKey(operatorOf(context), input, actorOf(context))
  }),
  'quorum.key-remove': async (input, context) => {
    await context.engine.quorum.removeKey(operatorOf(context), input, actorOf(context))
    return ok
  }
}

function shown(
  id: number,
  context: HandlerContext
): { proposal: ReturnType<HandlerContext['engine']['quorum']['show']> } {
  return { proposal: context.engine.quorum.show(id, operatorOf(context)) }
}

/**
 * Runs an approved proposal, once, in the name and with the rights of who proposed it.
 * @returns how the operation ended; that is recorded with the proposal
 * @throws ChanceryError what keeps it from running at all: then nothing was claimed and it still waits
 */
async function carryOut(
  id: number,
  context: HandlerContext
): Promise<{ readonly value: unknown } | { readonly error: unknown }> {
  const { engine } = context
  const waiting = engine.quorum.proposal(id)
  const proposer = signedInAs(waiting.proposerId, waiting.channel, context)
  if (!isOperationName(waiting.operation))
    throw new ChanceryError('unknown-operation', `There is no operation "${waiting.operation}" any more.`)
  // Who may carry it out, and whether the approvals are there, is asked first, so that nothing is opened for others.
  engine.quorum.requireExecutable(id, operatorOf(context))
  // Rights, input and vault are looked at before the claim: what fails here can be tried again.
  const run = await context.approvedCall(waiting.operation, engine.quorum.inputOf(waiting), proposer)
  const row = await engine.quorum.claim(id, operatorOf(context), actorOf(context))
  const ended = await run().then(
    (value) => ({ value }),
    (error: unknown) => ({ error })
  )
  await engine.quorum.finish(row, ended, actorOf(context))
  return ended
}

/** After the last approval. What keeps it from running leaves it approved, for its proposer; the approval stands either way. */
async function runByItself(id: number, context: HandlerContext): Promise<void> {
  try {
    await carryOut(id, context)
  } catch (error) {
    context.ca.log.warn('an approved proposal waits, because it could not run by itself', {
      proposal: id,
      why: error instanceof ChanceryError ? error.code : 'internal'
    })
  }
}

function signedInAs(operatorId: number, channel: 'desk' | 'cli', { engine }: HandlerContext): SignedIn {
  const operator = engine.accounts.active(operatorId)
  if (operator === undefined)
    throw new ChanceryError('conflict', 'Who made this proposal is disabled. Somebody else must propose it.')
  return {
    operator,
    permissions: engine.accounts.permissionsOf(operator.roles),
    actor: { operatorId: operator.id, name: operator.name, channel }
  }
}
