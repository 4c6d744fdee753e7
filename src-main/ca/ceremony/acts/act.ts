import type { CeremonyStep } from '../../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import type { CaContext } from '../../context.ts'
import type { NewFile } from '../book.ts'
import type { Facts } from '../position.ts'
import type { ToBeSigned } from '../tbs-facts.ts'

/** What the deed of a step works with. In a rehearsal `ca` is the database of the rehearsal. */
export interface ActContext {
  readonly ca: CaContext
  readonly rehearsal: boolean
  readonly actor: Actor
  readonly roles: readonly string[]
  /** Names this very deed, in whatever keeps it from being done twice. */
  readonly transactionId: string
  /** What earlier steps came to. */
  readonly results: ReadonlyMap<string, Facts>
  /** @returns the token to use; null for the vault, also where that stands in for a token in a rehearsal */
  token(ref: string): string | null
  readonly pin: string | undefined
}

/** Before the step is noted as begun. */
export interface BeginContext extends ActContext {
  readonly csr: string | undefined
}

/** After that. */
export interface PerformContext extends ActContext {
  /** When the step was begun, Unix ms. */
  readonly beganAt: number
  /** What was noted then. */
  readonly intent: Facts
  /** Files that came with the beginning. */
  readonly brought: readonly NewFile[]
  /** Files that were attached since. */
  readonly attached: number
  readonly answer: string | undefined
  /** Shows bytes before they are signed. @throws ChanceryError where they are not those that were rehearsed */
  readonly inspect: (kind: ToBeSigned['kind'], tbs: Uint8Array) => void
}

/** What is noted before the deed: where things stand, so that afterwards can be told what was done. */
export interface Intent {
  readonly facts: Facts
  readonly files?: readonly NewFile[]
}

/** What came of it. */
export interface Outcome {
  readonly facts: Facts
  readonly files?: readonly NewFile[]
  /** What was signed, in the order in which it was shown. */
  readonly signed?: readonly ToBeSigned[]
  /** What has to come out by the nature of the step, whatever the script says. */
  readonly mustBe?: Facts
}

/** The deed of one kind of step. `perform` finds what it did before: a step that was interrupted does nothing twice. */
export interface Act<S extends CeremonyStep = CeremonyStep> {
  begin?(step: S, context: BeginContext): Intent | Promise<Intent>
  perform(step: S, context: PerformContext): Outcome | Promise<Outcome>
}

/** The step of one kind. */
export type StepOf<K extends CeremonyStep['kind']> = Extract<CeremonyStep, { kind: K }>

/** @returns a fact of an earlier step. @throws ChanceryError `conflict` where that was not done, or has none of this name */
export function factOf({ results }: Pick<ActContext, 'results'>, step: string, name: string): string {
  const facts = results.get(step)
  const value = facts?.[name]
  if (value !== undefined) return value
  throw new ChanceryError(
    'conflict',
    facts === undefined
      ? `The step ${step} was not done in this ceremony.`
      : `The step ${step} has no fact "${name}". It has: ${Object.keys(facts).join(', ')}.`
  )
}

/** @returns a file name of the letters that every system takes, marked in a rehearsal */
export function fileNameOf({ rehearsal }: Pick<ActContext, 'rehearsal'>, stem: string, extension: string): string {
  const plain = stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
  return `${rehearsal ? 'REHEARSAL-' : ''}${plain === '' ? 'file' : plain}.${extension}`
}
