import { writeExactJson } from '../../pki/mpic/exact-json.ts'
import { writeCheck, type MpicRequest } from '../../pki/mpic/request.ts'
import type { MpicResponse } from '../../pki/mpic/response.ts'
import { printable } from './printable.ts'

/** What is wrong with an answer as a whole, before its rows are counted. */
export interface AnswerProblem {
  /** Nothing had to pass, in a sentence; null: something had to. */
  readonly zero: string | null
  /** Why it is not the answer to the question, in a sentence; null: it is. */
  readonly refused: string | null
  /** What an operator should look into. */
  readonly alarms: readonly string[]
}

/** Compares an answer with its question: what comes back changed, or for another question, corroborates nothing. */
export function answerProblem(request: MpicRequest, response: MpicResponse): AnswerProblem {
  const alarms: string[] = []
  const reasons: string[] = []
  const { actual } = response
  const zero = actual?.quorumCount === 0 || response.requested?.quorumCount === 0
  if (response.kind !== request.check.kind)
    reasons.push(`it answers a ${response.kind ?? 'nameless'} check where ${request.check.kind} was asked`)
  if (!sameTarget(response.target, request.target))
    reasons.push(`it is for "${printable(response.target ?? '')}", not for ${request.target}`)
  if (response.trace === null) alarms.push('The answer does not repeat the trace identifier.')
  else if (response.trace !== request.trace) reasons.push('it repeats another trace identifier')
  const echo = echoProblem(request, response)
  if (echo.refused !== null) reasons.push(echo.refused)
  if (echo.alarm !== null) alarms.push(echo.alarm)
  const rows = response.perspectives.length
  const codes = new Set(response.perspectives.map(({ code }) => code.toLowerCase()))
  if (codes.size < rows) reasons.push('it names a perspective twice')
  const wanted = request.orchestration?.perspectiveCount ?? null
  if (wanted !== null && rows !== wanted) reasons.push(`it has ${rows} perspectives where ${wanted} were asked for`)
  const quorum = request.orchestration?.quorumCount ?? null
  if (actual === null) reasons.push('it does not say how many perspectives and what quorum were used')
  else {
    if (actual.perspectiveCount !== rows)
      reasons.push(`it speaks of ${actual.perspectiveCount ?? 'no number of'} perspectives and shows ${rows}`)
    if (quorum !== null && actual.quorumCount !== quorum)
      reasons.push(`the quorum ${actual.quorumCount ?? 'that it does not tell'} was used, not ${quorum}`)
    if ((actual.attemptCount ?? 1) > (request.orchestration?.maxAttempts ?? 1))
      alarms.push(`The coordinator made ${actual.attemptCount} attempts; only the last one is counted.`)
  }
  return {
    zero: zero ? 'The coordinator used the quorum 0, so that nothing had to pass. Such an answer shows nothing.' : null,
    refused: reasons.length === 0 ? null : `The answer of the coordinator is not taken: ${reasons.join('; ')}.`,
    alarms
  }
}

function sameTarget(answered: string | null, asked: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '')
  return answered !== null && plain(answered) === plain(asked)
}

function echoProblem(
  request: MpicRequest,
  { echo }: MpicResponse
): { readonly refused: string | null; readonly alarm: string | null } {
  const fine = { refused: null, alarm: null }
  const { check } = request
  if (echo === null) return { ...fine, alarm: 'The answer does not repeat what was checked.' }
  if (echo.kind !== check.kind) return { ...fine, refused: `it repeats ${echo.kind} parameters` }
  if (echo.kind === 'caa' && check.kind === 'caa') {
    if (echo.allowLookupFailure)
      return { ...fine, refused: 'a lookup that failed counted as permission there (BR 3.2.2.8 forbids it)' }
    if (echo.certificateType !== null && echo.certificateType !== check.certificateType)
      return { ...fine, refused: `it was checked for ${printable(echo.certificateType)} certificates` }
    if (echo.domains !== null && !sameSet(echo.domains, check.domains))
      return { ...fine, refused: `it was checked for ${printable(echo.domains.join(', '))}` }
    return fine
  }
  if (echo.kind === 'dcv' && check.kind === 'dcv') {
    const text = (dcv: typeof check.dcv): string => writeExactJson(writeCheck({ kind: 'dcv', dcv }))
    if (echo.method !== check.dcv.method) return { ...fine, refused: `it repeats the method ${printable(echo.method)}` }
    if (echo.dcv === null || text(echo.dcv) !== text(check.dcv))
      return { ...fine, refused: 'it repeats other parameters than were sent' }
  }
  return fine
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const plain = (names: readonly string[]): string =>
    [...new Set(names.map((name) => name.toLowerCase()))].toSorted().join(' ')
  return plain(a) === plain(b)
}
