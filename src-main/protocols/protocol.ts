import type Router from '@koa/router'
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Reader } from '../store/connection.ts'
import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'

/** What a protocol is given. A status service gets the right to read and nothing else. */
export interface ProtocolParts {
  readonly reader: () => Reader
  readonly clock: Clock
  readonly log: Log
}

/** How a protocol answers for one error code: the HTTP status, and its own name for it where it has one. */
export interface ProtocolFailure {
  readonly status: number
  readonly name?: string
}

/**
 * One enrolment or status protocol of the public listener. It translates and keeps its own state; it decides nothing.
 * The failure table names every code, so that a new code does not compile until each protocol has answered for it.
 */
export interface Protocol {
  readonly name: string
  readonly failures: Readonly<Record<ErrorCode, ProtocolFailure>>
  mount(router: Router, parts: ProtocolParts): void
}
