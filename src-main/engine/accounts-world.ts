import type { Actor } from '../../src-shared/model/channel.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import type { Argon2Cost } from '../keys/argon2.ts'
import type { Writer } from '../store/connection.ts'
import type { OperatorRow } from '../store/operators.ts'
import type { NameGuesses, PassphraseQueue } from './guess-gate.ts'
import type { Sessions } from './sessions.ts'
import type { VaultHolder } from './vault-holder.ts'

/** What the account functions work with. */
export interface AccountsWorld {
  readonly ca: CaContext
  readonly vault: VaultHolder
  readonly sessions: Sessions
  /** Cost of a new passphrase slot, and of the work done for names that do not exist. */
  readonly cost: Argon2Cost
  readonly inTurn: PassphraseQueue
  readonly strangers: NameGuesses
  /** Settings were stored beside an account: what is held in memory has to be read again. */
  readonly settingsStored: () => void
}

/** Appends the audit row of something done to an operator's account. */
export function auditAccount(
  writer: Writer,
  world: AccountsWorld,
  fact: {
    readonly actor: Actor
    readonly operation: string
    readonly operatorId: number | null
    readonly outcome: 'ok' | 'refused'
    readonly detail?: Readonly<Record<string, unknown>>
  }
): void {
  recordAudit(writer, world.ca, {
    actor: fact.actor,
    operation: fact.operation,
    object: { kind: 'operator', id: fact.operatorId ?? '' },
    outcome: fact.outcome,
    detail: fact.detail ?? {}
  })
}

export function actorOf(operator: Pick<OperatorRow, 'id' | 'name'>, channel: Actor['channel']): Actor {
  return { operatorId: operator.id, name: operator.name, channel }
}

/** Words that an operator's passphrase must not be. */
export function ownWords(world: AccountsWorld, name: string, displayName: string): readonly string[] {
  return [name, displayName, world.ca.settings().organizationName].filter((word) => word !== '')
}
