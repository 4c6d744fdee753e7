import type { IncomingMessage, ServerResponse } from 'node:http'
import type Router from '@koa/router'
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { CaContext } from '../ca/context.ts'
import type { Reader, Writer } from '../store/connection.ts'
import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { Net } from '../world/net.ts'
import type { WireWatch } from './http/wire-tap.ts'

/** What a status service is given: the right to read and nothing else. */
export interface ProtocolParts {
  readonly reader: () => Reader
  readonly clock: Clock
  readonly log: Log
  /** Keeps exchanges while an operator wants it; absent where nobody can. */
  readonly wire?: WireWatch
}

/** What an enrolment protocol is given: its own tables to write, the ways into `ca`, and the way out. */
export interface EnrolmentParts extends ProtocolParts {
  readonly ca: CaContext
  /** Runs in one transaction, committed together with those of the same turn. */
  readonly write: <Value>(
    work: (writer: Writer) => Value extends PromiseLike<unknown> ? never : Value
  ) => Promise<Value>
  readonly net: Net
}

/** How a protocol answers for one error code: the HTTP status, and its own name for it where it has one. */
export interface ProtocolFailure {
  readonly status: number
  readonly name?: string
}

/** Looks at a request before the router does. @returns whether it answers it; false leaves it to the others */
export type RequestTaker = (request: IncomingMessage, response: ServerResponse) => boolean

/** Work of a protocol that comes round by itself. @returns when it wants to run again, Unix ms; null: within the hour */
export interface ProtocolChore {
  readonly name: string
  run(signal: AbortSignal): Promise<number | null>
}

/**
 * One enrolment or status protocol of the public listener. It translates and keeps its own state; it decides nothing.
 * The failure table names every code, so that a new code does not compile until each protocol has answered for it.
 */
export interface Protocol {
  readonly name: string
  readonly failures: Readonly<Record<ErrorCode, ProtocolFailure>>
  mount(router: Router, parts: ProtocolParts): void
  /** For a protocol that is asked so often that the way through the router would cost more than the answer. */
  take?(parts: ProtocolParts): RequestTaker
  readonly chores?: readonly ProtocolChore[]
  /** Ends what it does beside requests. */
  close?(): Promise<void>
}
