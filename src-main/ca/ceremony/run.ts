import type { CeremonyStep } from '../../../src-shared/model/ceremony.ts'
import { assertNever } from '../../../src-shared/assert-never.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getCeremonyFile, keepCeremonyTbs, listCeremonyTbs } from '../../store/ceremonies.ts'
import { reader } from '../../store/store.ts'
import type { Outcome } from './acts/act.ts'
import { actOf } from './acts/index.ts'
import { append, bookOf, whoActs, type NewFile, type OpenBook } from './book.ts'
import { contextOf, type StepBy } from './context-of.ts'
import type { CeremonyPhase, Facts } from './position.ts'
import { factsOfTbs, requireAsRehearsed, type ToBeSigned } from './tbs-facts.ts'
import type { CeremonyWorld } from './world.ts'

export interface BeginWish {
  readonly ceremony: number
  readonly step: string
  readonly csr?: string | undefined
}

export interface CompleteWish {
  readonly ceremony: number
  readonly step: string
  readonly answer?: string | undefined
}

/**
 * Begins the present step: what it is about to do, and how things stand before it, is in the transcript before anything
 * is done.
 * @throws ChanceryError `conflict` where another step is next; what the deed of the step refuses beforehand
 */
export async function beginStep(world: CeremonyWorld, wish: BeginWish, by: StepBy): Promise<void> {
  const book = bookOf(world, wish.ceremony)
  const step = requireStep(book, wish.step, 'begin')
  const context = await contextOf(world, book, by)
  const intent = await actOf(step).begin?.(step, { ...context, csr: wish.csr })
  await append(world, wish.ceremony, by.actor, (now) => {
    requireStep(now, wish.step, 'begin')
    return {
      kind: 'step-began',
      step: step.id,
      by: whoActs(now, by.actor),
      detail: {
        visit: now.position.visit,
        kind: step.kind,
        title: step.title,
        transactionId: context.transactionId,
        intent: { ...intent?.facts }
      },
      files: intent?.files ?? []
    }
  })
  await world.pause?.('begun')
}

/**
 * Carries the present step out and notes the result. Where the step was interrupted, what was done is found again by its
 * transaction id, label or number, and only what is missing is done.
 * @throws ChanceryError `conflict` where the step was not begun; `refused-by-policy` where bytes to be signed are not those
 *   of the rehearsal; what the deed throws
 */
export async function completeStep(world: CeremonyWorld, wish: CompleteWish, by: StepBy): Promise<void> {
  const book = bookOf(world, wish.ceremony)
  const step = requireStep(book, wish.step, 'complete')
  const { began, visit } = book.position
  if (began === null) throw new ChanceryError('damaged', 'The beginning of the step is not in the transcript.')
  const context = await contextOf(world, book, by)
  let shown = 0
  const compare = (what: ToBeSigned, place: number): void => requireRehearsed(world, book, step, what, place)
  await world.pause?.('acting')
  const outcome = await actOf(step).perform(step, {
    ...context,
    beganAt: began.at,
    intent: intentOf(began.detail),
    brought: filesOf(world, book, began.attachments),
    attached: attachedSince(book, began.seq),
    answer: wish.answer,
    inspect: (kind, tbs) => compare({ kind, tbs }, shown++)
  })
  // After an interruption the bytes may have been signed by then; what is noted is compared in any case.
  outcome.signed?.forEach(compare)
  await world.pause?.('acted')
  const expected = compared(step, outcome)
  await append(
    world,
    wish.ceremony,
    by.actor,
    (now) => {
      requireStep(now, wish.step, 'complete')
      return {
        kind: 'step-done',
        step: step.id,
        by: whoActs(now, by.actor),
        detail: {
          visit,
          kind: step.kind,
          facts: { ...outcome.facts },
          expected,
          asExpected: expected.every(({ matches }) => matches)
        },
        files: outcome.files ?? []
      }
    },
    (tx) => {
      if (book.row.mode !== 'rehearsal') return
      outcome.signed?.forEach((what, place) =>
        keepCeremonyTbs(tx, {
          ceremonyId: book.row.id,
          step: step.id,
          visit,
          place,
          kind: what.kind,
          facts: factsOfTbs(what),
          tbs: what.tbs
        })
      )
    }
  )
  await world.pause?.('done')
}

/** Something that was expected, with what came. */
export interface Compared {
  readonly [field: string]: string | boolean
  readonly fact: string
  readonly expected: string
  readonly found: string
  readonly matches: boolean
}

function compared(step: CeremonyStep, { facts, mustBe = {} }: Outcome): Compared[] {
  return Object.entries({ ...mustBe, ...step.expect }).map(([fact, expected]) => {
    const found = facts[fact] ?? ''
    return { fact, expected, found, matches: found === expected || sameDigest(found, expected) }
  })
}

/** A digest may be written in groups and capitals. */
function sameDigest(found: string, expected: string): boolean {
  return /^[0-9a-f]{40,128}$/.test(found) && expected.replaceAll(/[\s:]/g, '').toLowerCase() === found
}

function requireRehearsed(
  world: CeremonyWorld,
  book: OpenBook,
  step: CeremonyStep,
  what: ToBeSigned,
  place: number
): void {
  const { row, position } = book
  if (row.mode === 'rehearsal' || row.rehearsalId === null) return
  const from = reader(world.ca.store)
  // A rehearsal may have gone round a branch less often.
  const of = (visit: number): ReturnType<typeof listCeremonyTbs> =>
    listCeremonyTbs(from, row.rehearsalId ?? 0, step.id, visit)
  const same = of(position.visit)
  const rehearsed = (same.length > 0 ? same : of(1)).find((one) => one.place === place && one.kind === what.kind)
  requireAsRehearsed(rehearsed?.facts, factsOfTbs(what), `What "${step.title}" is to sign`)
}

function requireStep({ row, position }: OpenBook, id: string, phase: CeremonyPhase): CeremonyStep {
  if (row.state !== 'open') throw new ChanceryError('conflict', `The ceremony "${row.title}" is ${row.state}.`)
  if (position.step?.id === id && position.phase === phase) return position.step
  throw new ChanceryError(
    'conflict',
    `${nextWords(position.phase, position.step)} It was asked to ${phase} the step ${id}.`
  )
}

function nextWords(phase: CeremonyPhase, step: CeremonyStep | null): string {
  const name = step === null ? '' : `${step.id} ("${step.title}")`
  switch (phase) {
    case 'host-check':
      return 'The machine has to be looked at first.'
    case 'begin':
      return `The next step is ${name}; it was not begun yet.`
    case 'complete':
      return `The step ${name} was begun and has to be completed.`
    case 'sign-off':
      return `The step ${name} has to be signed off.`
    case 'close':
      return 'Every step was done; the ceremony has to be closed.'
    case 'ended':
      return 'The ceremony has ended.'
    default:
      return assertNever(phase)
  }
}

function intentOf(detail: Readonly<Record<string, unknown>>): Facts {
  const { intent } = detail
  if (typeof intent !== 'object' || intent === null) return {}
  return Object.fromEntries(
    Object.entries(intent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  )
}

function filesOf(world: CeremonyWorld, book: OpenBook, attachments: readonly { readonly name: string }[]): NewFile[] {
  return attachments.flatMap(({ name }) => {
    const file = getCeremonyFile(reader(world.ca.store), book.row.id, name)
    return file === undefined ? [] : [{ name, bytes: new Uint8Array(file.content) }]
  })
}

function attachedSince({ entries }: OpenBook, seq: number): number {
  return entries.filter((entry) => entry.kind === 'attached' && entry.seq > seq).length
}
