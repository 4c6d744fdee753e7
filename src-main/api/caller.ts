import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import type { Engine } from '../engine/engine.ts'
import type { Face } from '../engine/sessions.ts'
import type { OperatorRow } from '../store/operators.ts'

/** Who calls, as the carrier knows it. A carrier makes one for each call. */
export interface Caller {
  readonly face: Face
  /** The channel under which audit rows and profiles know this face. */
  readonly channel: 'desk' | 'cli'
  /** What the caller shows to prove a session; undefined where there is none. */
  readonly token: string | undefined
  /** True for the user of the machine who started the engine (the local socket, or the same process). */
  readonly localOwner: boolean
  /** False where the first set-up needs the one-time link that the server printed: a browser that anybody may open. */
  readonly maySetUp: boolean
  /** Told when signing in made a session, or signing out ended it (undefined). */
  keepToken(token: string | undefined): void
}

/** A caller whose operator is known. */
export interface SignedIn {
  readonly operator: OperatorRow
  readonly permissions: readonly Permission[]
  readonly actor: Actor
}

/**
 * Finds the operator behind a caller: that of the session, else for the local owner the operator who unlocked the
 * engine at start. Asked anew at every call, so that a role taken away or an account disabled counts at once.
 */
export function whoCalls(engine: Engine, caller: Caller): SignedIn | undefined {
  const session = engine.sessions.find(caller.token)
  const operator =
    session !== undefined
      ? engine.accounts.active(session.operatorId)
      : caller.localOwner
        ? engine.localOwner()
        : undefined
  if (operator === undefined) return undefined
  return {
    operator,
    permissions: engine.accounts.permissionsOf(operator.roles),
    actor: { operatorId: operator.id, name: operator.name, channel: caller.channel }
  }
}
