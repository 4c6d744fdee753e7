import type { OperationName, Output, ParsedInput } from '../../src-shared/api/index.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { CaContext } from '../ca/context.ts'
import type { Engine } from '../engine/engine.ts'
import type { OperatorRow } from '../store/operators.ts'
import type { Caller, SignedIn } from './caller.ts'

/** What a handler works with. */
export interface HandlerContext {
  readonly engine: Engine
  readonly ca: CaContext
  readonly caller: Caller
  /** Undefined only in operations that are open to everybody. */
  readonly signedIn: SignedIn | undefined
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
  /**
   * Makes ready an operation that a quorum approved: authorised, parsed and with an open vault as of any call, but without
   * asking for approvals again. Only `quorum.execute` and the last approval use it.
   * @returns what runs it. @throws ChanceryError as the gate does, before anything was done
   */
  readonly approvedCall: (name: OperationName, input: unknown, as: SignedIn) => Promise<() => Promise<unknown>>
}

export type Handler<N extends OperationName> = (
  input: ParsedInput<N>,
  context: HandlerContext
) => Output<N> | Promise<Output<N>>

/** One handler per operation: a missing one does not compile. */
export type Handlers = { readonly [N in OperationName]: Handler<N> }

/** The handlers of the operations whose names begin with one of these areas. */
export type HandlersOf<Area extends string> = {
  readonly [N in Extract<OperationName, `${Area}.${string}`>]: Handler<N>
}

/** @returns who acts. @throws ChanceryError `unauthenticated`: the gate lets nobody here who is not signed in */
export function actorOf(context: HandlerContext): Actor {
  return signedInOf(context).actor
}

/** @returns the account that acts. @throws ChanceryError `unauthenticated` */
export function operatorOf(context: HandlerContext): OperatorRow {
  return signedInOf(context).operator
}

export function signedInOf(context: HandlerContext): SignedIn {
  if (context.signedIn !== undefined) return context.signedIn
  throw new ChanceryError('unauthenticated', 'Nobody is signed in here, or the session ended. Sign in first.')
}
