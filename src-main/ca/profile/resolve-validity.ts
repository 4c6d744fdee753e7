import { addDuration, durationOf, durationWords } from '../../../src-shared/model/duration.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AskedContent, MergeRow, Overrides, WantedValidity } from '../../../src-shared/model/request.ts'
import { refuse, type Merge } from './merge.ts'

/** RFC 5280 4.1.2.5: 99991231235959Z, the end for certificates without a well-defined one, and the last time that can be written. */
export const NO_EXPIRY = Date.UTC(9999, 11, 31, 23, 59, 59)

const second = 1000
const wholeSecond = (at: number): number => Math.floor(at / second) * second

export interface Validity {
  readonly notBefore: number
  readonly notAfter: number
}

/**
 * Works out the validity. Both ends belong to it (RFC 5280 4.1.2.5), so a duration of a day ends one second before the
 * same time of the next day.
 * @param issuer validity of the issuing certificate; null for one that signs itself.
 * @param now Unix ms.
 */
export function resolveValidity(
  content: ProfileContent,
  asked: AskedContent,
  overrides: Overrides | null,
  issuer: Validity | null,
  now: number,
  merge: Merge
): Validity {
  const mayChoose = content.maximumValidity !== null
  const override = overrides?.validity
  const chosen = mayChoose ? (override ?? asked.validity) : undefined
  const earliest = wholeSecond(addDuration(now, durationOf(content.backdate), -1))
  const notBefore = chosenStart(chosen, earliest, merge)
  let notAfter = chosen === undefined ? profileEnd(content, notBefore, merge) : chosenEnd(chosen, notBefore)
  let outcome: MergeRow['outcome'] = chosen === undefined ? 'fixed' : override === undefined ? 'taken' : 'overridden'
  let why =
    chosen === undefined
      ? 'The profile sets the validity.'
      : override === undefined
        ? 'As asked.'
        : 'An approver put this in place of what was asked.'
  if (!mayChoose && asked.validity !== undefined) {
    outcome = 'dropped'
    why = 'The profile does not let a request choose the validity; its own is taken.'
  }
  if (!mayChoose && override !== undefined)
    refuse(
      merge,
      'validity',
      'validity.not-choosable',
      'The profile does not let anybody choose the validity. Take the change of validity back, or revise the profile.'
    )
  if (content.maximumValidity !== null && chosen !== undefined) {
    const latest = inclusiveEnd(notBefore, content.maximumValidity)
    if (notAfter > latest) {
      refuse(
        merge,
        'validity',
        'validity.maximum',
        `The validity would end ${utcText(notAfter)}; the profile allows at most ${durationWords(content.maximumValidity)}, which ends ${utcText(latest)}.`
      )
      outcome = 'refused'
      why = `Longer than the ${durationWords(content.maximumValidity)} that the profile allows.`
    }
  }
  const nested = nest(content, { notBefore, notAfter }, issuer, chosenStartOf(chosen) !== undefined, merge)
  if (nested.why !== null) {
    outcome = nested.refused ? 'refused' : outcome === 'dropped' ? 'dropped' : 'taken'
    why = `${why} ${nested.why}`
  }
  notAfter = nested.validity.notAfter
  if (notAfter > NO_EXPIRY || nested.validity.notBefore < Date.UTC(1950, 0, 1))
    refuse(
      merge,
      'validity',
      'validity.range',
      'The validity lies outside the times that a certificate can hold, 1950 to 9999 (RFC 5280 4.1.2.5).'
    )
  if (notAfter < nested.validity.notBefore)
    refuse(
      merge,
      'validity',
      'validity.order',
      `The validity would end ${utcText(notAfter)}, before it begins ${utcText(nested.validity.notBefore)}.`
    )
  else if (notAfter <= now)
    refuse(merge, 'validity', 'validity.past', `The validity would end ${utcText(notAfter)}, which is past.`)
  merge.rows.push({
    field: 'validity',
    label: 'Validity',
    asked: asked.validity === undefined ? null : wantedText(asked.validity),
    override: override === undefined ? null : wantedText(override),
    rule: ruleText(content),
    result: `${utcText(nested.validity.notBefore)} to ${utcText(notAfter)}`,
    outcome,
    why
  })
  return nested.validity
}

function chosenStartOf(chosen: WantedValidity | undefined): number | undefined {
  return chosen !== undefined && 'notAfter' in chosen ? chosen.notBefore : undefined
}

function chosenStart(chosen: WantedValidity | undefined, earliest: number, merge: Merge): number {
  const wanted = chosenStartOf(chosen)
  if (wanted === undefined) return earliest
  const start = wholeSecond(wanted)
  if (start < earliest)
    refuse(
      merge,
      'validity.notBefore',
      'validity.backdated',
      `The validity would begin ${utcText(start)}; the profile lets it begin no earlier than ${utcText(earliest)}.`
    )
  return start
}

function chosenEnd(chosen: WantedValidity, notBefore: number): number {
  return 'duration' in chosen ? inclusiveEnd(notBefore, chosen.duration) : wholeSecond(chosen.notAfter)
}

function profileEnd(content: ProfileContent, notBefore: number, merge: Merge): number {
  if (content.validity.kind === 'duration') return inclusiveEnd(notBefore, content.validity.duration)
  const end = wholeSecond(content.validity.notAfter)
  if (end < notBefore)
    refuse(
      merge,
      'validity',
      'validity.profile-ended',
      `The profile issues until ${utcText(end)} only, which is past. Revise the profile.`
    )
  return end
}

/** @returns the last second of a duration that begins at a moment, as a certificate says it; NO_EXPIRY at the latest */
export function inclusiveEnd(notBefore: number, duration: string): number {
  return Math.min(addDuration(notBefore, durationOf(duration)) - second, NO_EXPIRY)
}

/** A certificate does not outlive its issuer, nor begin before it. */
function nest(
  content: ProfileContent,
  wanted: Validity,
  issuer: Validity | null,
  startChosen: boolean,
  merge: Merge
): { readonly validity: Validity; readonly why: string | null; readonly refused: boolean } {
  if (issuer === null) return { validity: wanted, why: null, refused: false }
  let { notBefore, notAfter } = wanted
  const why: string[] = []
  let refused = false
  if (notBefore < issuer.notBefore) {
    if (startChosen) {
      refuse(
        merge,
        'validity.notBefore',
        'validity.before-issuer',
        `The validity would begin ${utcText(notBefore)}, before the issuer's begins ${utcText(issuer.notBefore)}.`
      )
      refused = true
    } else {
      notBefore = issuer.notBefore
      why.push("It begins with the issuer's, not before.")
    }
  }
  if (notAfter > issuer.notAfter) {
    if (content.atIssuerEnd === 'clip') {
      notAfter = issuer.notAfter
      why.push("It is cut at the issuer's end, as the profile says.")
    } else {
      refuse(
        merge,
        'validity.notAfter',
        'validity.after-issuer',
        `The validity would end ${utcText(notAfter)}, after the issuer's ends ${utcText(issuer.notAfter)}. Ask for a shorter one, or let the profile cut it there.`
      )
      refused = true
      why.push("It would end after the issuer's.")
    }
  }
  return { validity: { notBefore, notAfter }, why: why.length === 0 ? null : why.join(' '), refused }
}

/** @returns a time as people read it, to the second, UTC. */
export function utcText(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return String(at)
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, ' UTC')
}

function wantedText(wanted: WantedValidity): string {
  if ('duration' in wanted) return durationWords(wanted.duration)
  return wanted.notBefore === undefined
    ? `until ${utcText(wanted.notAfter)}`
    : `${utcText(wanted.notBefore)} to ${utcText(wanted.notAfter)}`
}

function ruleText(content: ProfileContent): string {
  const base =
    content.validity.kind === 'duration'
      ? durationWords(content.validity.duration)
      : `until ${utcText(content.validity.notAfter)}`
  return content.maximumValidity === null
    ? base
    : `${base} unless asked, at most ${durationWords(content.maximumValidity)}`
}
