import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { requireTokens } from '../tokens/places.ts'
import type { ActContext } from './acts/act.ts'
import type { OpenBook } from './book.ts'
import { makeStandIns } from './stand-ins.ts'
import type { CeremonyWorld } from './world.ts'

/** Stands in a script where a token could, for the vault of the installation. */
const vaultWord = 'vault'

/** Who asks for a step. */
export interface StepBy {
  readonly actor: Actor
  readonly roles: readonly string[]
  readonly pin: string | undefined
}

/** @returns what the deed of the present step works with; of a rehearsal, in its own database */
export async function contextOf(
  world: CeremonyWorld,
  book: OpenBook,
  { actor: who, roles, pin }: StepBy
): Promise<ActContext> {
  const { row, script, position } = book
  const rehearsal = row.mode === 'rehearsal'
  // The database of a rehearsal has no accounts.
  const actor = rehearsal ? { ...who, operatorId: null } : who
  if (rehearsal) await makeStandIns(world.ca, world.sandbox(row.id), script, actor)
  const ca = rehearsal ? world.sandbox(row.id) : world.ca
  return {
    ca,
    rehearsal,
    actor,
    roles,
    transactionId: `ceremony:${row.id}:${position.step?.id ?? ''}:${position.visit}`,
    results: position.results,
    pin,
    token: (ref) => {
      if (ref === vaultWord) return null
      if (!rehearsal) {
        requireTokens(ca)
        return ref
      }
      const other = row.tokens[ref]
      if (other === undefined) return null
      if (other === ref || Object.hasOwn(row.tokens, other))
        throw new ChanceryError(
          'invalid-input',
          `The token ${other} stands in for itself. A rehearsal uses no token of the real run.`
        )
      return other
    }
  }
}
