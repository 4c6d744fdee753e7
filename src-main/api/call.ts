import type { z } from 'zod'
import { isOperationName, operations, type OperationName, type ParsedInput } from '../../src-shared/api/index.ts'
import type { Access } from '../../src-shared/api/operation.ts'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { auditFailure, auditRefusal, lastAuditRow } from './audit-refusal.ts'
import { whoCalls, type Caller, type SignedIn } from './caller.ts'
import { checkInput } from './check-input.ts'
import type { Handler, HandlerContext } from './handler.ts'
import { approvalNeeded, makeProposal } from './proposals.ts'
import { handlers } from './handlers/index.ts'

/**
 * The gate: every call of every face comes through here, and permissions are checked here and nowhere else.
 * Find the operation (own names of the table only), authorise the caller, parse the input (unknown fields refused), make a
 * proposal of it where a quorum rule wants approvals, run the handler, map errors. The caller is authorised before anything that came from outside is parsed.
 * Never throws: an error is a failure in the reply, an unexpected one is logged and known by its log id only.
 */
export async function call(
  engine: Engine,
  caller: Caller,
  name: string,
  input: unknown,
  signal: AbortSignal
): Promise<Reply> {
  if (!isOperationName(name))
    return refused(new ChanceryError('unknown-operation', `There is no operation "${name.slice(0, 80)}".`))
  const signedIn = whoCalls(engine, caller)
  try {
    const run = await prepare(engine, name, input, signedIn)
    await proposeWhereRuled(engine, name, run.parsed, signedIn)
    requireKeys(engine, name)
    const context: HandlerContext = {
      engine,
      ca: engine.ca,
      caller,
      signedIn,
      signal,
      approvedCall: async (approved, itsInput, as) => {
        const { parsed } = await prepare(engine, approved, itsInput, as)
        requireKeys(engine, approved)
        // Whose window this is may go away meanwhile: what was begun is not cut off by that.
        return () => runAudited(approved, parsed, { ...context, signedIn: as, signal: new AbortController().signal })
      }
    }
    return { ok: true, value: await runAudited(name, run.parsed, context) }
  } catch (error) {
    if (error instanceof ChanceryError) return refused(error)
    const logId = engine.ca.log.error('an operation failed', error, { operation: name })
    return { ok: false, failure: toFailure(error, logId) }
  }
}

/** @returns the input, once caller and input have passed. @throws ChanceryError `unauthenticated`, `forbidden`, `invalid-input`, `too-large` */
async function prepare(
  engine: Engine,
  name: OperationName,
  input: unknown,
  signedIn: SignedIn | undefined
): Promise<{ readonly parsed: unknown }> {
  await authorise(engine, name, operations[name].access, signedIn)
  return { parsed: checkInput<z.ZodType>(operations[name].input, input ?? {}) }
}

/**
 * The one place that a quorum rule stops a call: nothing of it is done, a proposal is made.
 * @throws ChanceryError `approval-needed` naming the proposal
 */
async function proposeWhereRuled(
  engine: Engine,
  name: OperationName,
  parsed: unknown,
  signedIn: SignedIn | undefined
): Promise<void> {
  if (signedIn === undefined || engine.quorum.requirementsFor(name, parsed).length === 0) return
  throw approvalNeeded(await makeProposal(engine, { operation: name, input: parsed, reason: '' }, signedIn))
}

/** What was done is audited in the transaction that does it; what was not done is audited here, where nobody else did. */
async function runAudited(name: OperationName, parsed: unknown, context: HandlerContext): Promise<unknown> {
  if (operations[name].effect === 'read' || context.signedIn === undefined) return run(name, parsed, context)
  const { engine, signedIn } = context
  const before = lastAuditRow(engine)
  try {
    return await run(name, parsed, context)
  } catch (error) {
    await auditFailure(engine, signedIn.actor, name, error, before)
    throw error
  }
}

function run<N extends OperationName>(name: N, parsed: unknown, context: HandlerContext): unknown {
  const handler: Handler<N> = handlers[name]
  // The schema of the same entry of the table has just produced it.
  return handler(parsed as ParsedInput<N>, context)
}

async function authorise(
  engine: Engine,
  name: OperationName,
  access: Access,
  signedIn: SignedIn | undefined
): Promise<void> {
  if (access === 'public') return
  if (signedIn === undefined)
    throw new ChanceryError('unauthenticated', 'Nobody is signed in here, or the session ended. Sign in first.')
  if (access === 'signed-in' || signedIn.permissions.includes(access)) return
  await auditRefusal(engine, signedIn.actor, name, access)
  throw new ChanceryError(
    'forbidden',
    `${signedIn.operator.name} may not do this: it needs the permission "${access}", which none of the roles ${signedIn.operator.roles.join(', ')} has. Ask a CA Administrator.`
  )
}

function requireKeys(engine: Engine, name: OperationName): void {
  if (operations[name].effect !== 'sign' || engine.vault.state === 'unlocked') return
  throw new ChanceryError(
    'locked',
    'The vault is locked, so no key can be used. Sign in with a passphrase to unlock it.'
  )
}

function refused(error: ChanceryError): Reply {
  return { ok: false, failure: toFailure(error, '') }
}
