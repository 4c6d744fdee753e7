import type { CeremonyParticipant, CeremonyScript, CeremonyStep } from '../../../src-shared/model/ceremony.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** What a step came to: named facts, all of them texts. */
export type Facts = Readonly<Record<string, string>>

export type CeremonyPhase = 'host-check' | 'begin' | 'complete' | 'sign-off' | 'close' | 'ended'

/** A sign-off that is still wanted. */
export interface WantedSignOff {
  readonly role: string
  readonly person: string
}

/** Where a ceremony stands. */
export interface Position {
  readonly phase: CeremonyPhase
  /** The present step; null before the first and after the last. */
  readonly step: CeremonyStep | null
  /** How often the step was begun, the present time included. */
  readonly visit: number
  readonly began: TranscriptEntry | null
  readonly done: TranscriptEntry | null
  readonly missing: readonly WantedSignOff[]
  /** The result is not the expected one, and no digression says why the ceremony goes on. */
  readonly deviates: boolean
  /** What each step that was done came to; of one done twice, the last. */
  readonly results: ReadonlyMap<string, Facts>
  readonly digressions: number
}

/** How often a branch may lead back to one step. */
const mostVisits = 50

/**
 * Where a ceremony stands follows from its script and its transcript alone: a ceremony that was interrupted goes on
 * where the last entry left it, whatever was lost with the process.
 * @throws ChanceryError `damaged` where the transcript does not fit the script
 */
export function positionOf(
  script: CeremonyScript,
  participants: readonly CeremonyParticipant[],
  entries: readonly TranscriptEntry[]
): Position {
  const results = new Map<string, Facts>()
  const visits = new Map<string, number>()
  const first = script.steps[0] ?? null
  let now: Omit<Position, 'results'> = {
    phase: script.hostChecks.length === 0 ? 'begin' : 'host-check',
    step: first,
    visit: 1,
    began: null,
    done: null,
    missing: [],
    deviates: false,
    digressions: 0
  }
  const goOn = (): void => {
    if (now.phase !== 'sign-off' || now.missing.length > 0 || now.deviates || now.step === null) return
    const step = following(script, now.step, results)
    now = {
      ...now,
      phase: step === null ? 'close' : 'begin',
      step,
      visit: step === null ? 0 : (visits.get(step.id) ?? 0) + 1,
      began: null,
      done: null
    }
  }
  for (const entry of entries) {
    switch (entry.kind) {
      case 'host-check':
        if (now.phase === 'host-check' && entry.detail['passed'] === true) now = { ...now, phase: 'begin' }
        break
      case 'step-began': {
        if (now.phase !== 'begin' || now.step?.id !== entry.step) throw unfit(entry)
        const visit = (visits.get(now.step.id) ?? 0) + 1
        visits.set(now.step.id, visit)
        now = { ...now, phase: 'complete', visit, began: entry }
        break
      }
      case 'step-done': {
        if (now.phase !== 'complete' || now.step === null || now.step.id !== entry.step) throw unfit(entry)
        results.set(now.step.id, factsOf(entry))
        now = {
          ...now,
          phase: 'sign-off',
          done: entry,
          missing: signOffsOf(script, participants, now.step),
          deviates: entry.detail['asExpected'] === false
        }
        goOn()
        break
      }
      case 'confirmed':
      case 'witnessed': {
        const [by] = entry.by
        if (now.phase !== 'sign-off' || entry.detail['entry'] !== now.done?.hash) throw unfit(entry)
        now = {
          ...now,
          missing: now.missing.filter(({ role, person }) => role !== by?.role || person !== by.person)
        }
        goOn()
        break
      }
      case 'digression':
        now = {
          ...now,
          digressions: now.digressions + 1,
          deviates: now.deviates && entry.detail['settles'] !== now.done?.hash
        }
        goOn()
        break
      case 'closed':
      case 'abandoned':
        now = { ...now, phase: 'ended', step: null, missing: [], deviates: false }
        break
      case 'opened':
      case 'attached':
      case 'resumed':
        break
    }
  }
  if (now.visit > mostVisits)
    throw new ChanceryError(
      'refused-by-policy',
      `The step ${now.step?.id ?? ''} was done ${mostVisits} times; the script leads in a circle.`
    )
  return { ...now, results }
}

/** @returns the step after this one; null at the end */
function following(
  script: CeremonyScript,
  step: CeremonyStep,
  results: ReadonlyMap<string, Facts>
): CeremonyStep | null {
  const taken = step.kind === 'branch' ? results.get(step.id)?.['taken'] : undefined
  if (taken === 'end') return null
  const at = script.steps.findIndex(({ id }) => id === (taken ?? step.id))
  return script.steps[taken === undefined ? at + 1 : at] ?? null
}

/** @returns who signs a step off, in the order of the script */
export function signOffsOf(
  script: CeremonyScript,
  participants: readonly CeremonyParticipant[],
  step: CeremonyStep
): WantedSignOff[] {
  const roles = step.signOff ?? (step.kind === 'branch' ? [] : script.signOff)
  return roles.flatMap((role) =>
    participants.flatMap((one) => (one.role === role ? [{ role, person: one.person }] : []))
  )
}

/** @returns the facts of a step that was done */
export function factsOf(entry: TranscriptEntry): Facts {
  const { facts } = entry.detail
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return {}
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  )
}

function unfit(entry: TranscriptEntry): ChanceryError {
  return new ChanceryError('damaged', `Entry ${entry.seq} of the transcript (${entry.kind}) does not fit the script.`)
}
