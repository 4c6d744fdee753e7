import type {
  MpicDetail,
  MpicPerspective,
  MpicRuleVerdict,
  MpicSettings,
  PerspectiveView
} from '../../../src-shared/model/mpic.ts'
import type { MpicRequest } from '../../pki/mpic/request.ts'
import type { MpicResponse } from '../../pki/mpic/response.ts'
import type { CaaAsker } from '../caa-property.ts'
import { baselineAfter, baselineAt, ownRule, type QuorumRule } from './baseline.ts'
import { answerProblem } from './answer-problem.ts'
import { viewOf, type Window } from './perspective-row.ts'
import { count, judgeCount, type Count, type Standing } from './quorum.ts'

/** Settings that decide. */
export type JudgeSettings = Pick<
  MpicSettings,
  'rule' | 'perspectiveCount' | 'quorumCount' | 'registries' | 'perspectives'
>

/** What an answer of a coordinator comes to. */
export interface Judgement {
  readonly outcome: 'verified' | 'failed' | 'not-performed'
  readonly rule: MpicJudgementRule
  readonly reason: string
  readonly detail: Pick<MpicDetail, 'perspectives' | 'rules' | 'registries' | 'said' | 'alarms'>
}

/** Stable ids of what decided. */
export type MpicJudgementRule =
  | 'mpic.corroborated'
  | 'mpic.answer' // it is not the answer to what was asked
  | 'mpic.quorum-zero' // nothing had to pass
  | 'mpic.quorum' // too few saw the same
  | 'mpic.registries' // enough, but from too few registries
  | 'mpic.perspectives' // too few were asked
  | 'mpic.incomplete' // those that did not finish could turn it
  | 'mpic.disagreement' // our count is met, the coordinator says no

/** @returns the rule that decides, and those that are shown beside it, on that day */
export function rulesAt(
  settings: JudgeSettings,
  at: number
): readonly { readonly id: MpicRuleVerdict['rule']; readonly rule: QuorumRule; readonly decides: boolean }[] {
  const own = ownRule(settings.perspectiveCount, settings.quorumCount, settings.registries)
  const [today, next] = [baselineAt(at), baselineAfter(at)]
  const ownDecides = settings.rule === 'own' || today === undefined
  return [
    { id: 'own' as const, rule: own, decides: ownDecides },
    ...(today === undefined ? [] : [{ id: 'baseline-today' as const, rule: today, decides: !ownDecides }]),
    ...(next === undefined ? [] : [{ id: 'baseline-next' as const, rule: next, decides: false }])
  ]
}

/**
 * Judges an answer from the rows of the perspectives and the table of registries. `is_valid` and `mpic_completed` can
 * take a yes away and never give one.
 * @param asker who asks, for CAA parameters (RFC 8657)
 */
export function judgeAnswer(
  request: MpicRequest,
  response: MpicResponse,
  settings: JudgeSettings,
  window: Window,
  asker?: CaaAsker
): Judgement {
  const table = new Map(settings.perspectives.map((one) => [one.code.toLowerCase(), one]))
  const knownOf = (code: string): MpicPerspective | undefined => table.get(code.toLowerCase())
  const firstViews = response.perspectives.map((row) => viewOf(row, request, knownOf(row.code), window, asker))
  const standingsOf = (agrees: (view: PerspectiveView) => boolean): readonly Standing[] =>
    firstViews.map((view, index) => ({
      code: view.code,
      agrees: agrees(view),
      known: knownOf(response.perspectives[index]?.code ?? '')
    }))
  const counted = count(standingsOf(({ state }) => state === 'corroborates'))
  const rules = rulesAt(settings, window.to)
  const verdicts = rules.map(({ id, rule, decides }) => ({ rule: id, decides, ...judgeCount(rule, counted) }))
  const said = { valid: response.valid, completed: response.completed }
  const problem = answerProblem(request, response)
  const detail: Judgement['detail'] = {
    perspectives: firstViews.map((view) => tooClose(view, counted)),
    rules: verdicts,
    registries: [...counted.registries],
    said,
    alarms: [...problem.alarms]
  }
  const conclude = (outcome: Judgement['outcome'], rule: MpicJudgementRule, reason: string): Judgement => ({
    outcome,
    rule,
    reason,
    detail
  })
  if (problem.zero !== null) return conclude('not-performed', 'mpic.quorum-zero', problem.zero)
  if (problem.refused !== null) return conclude('not-performed', 'mpic.answer', problem.refused)

  const decisive = verdicts.find(({ decides }) => decides)
  const decisiveRule = rules.find(({ decides }) => decides)?.rule
  if (decisive === undefined || decisiveRule === undefined) throw new TypeError('no rule decides')
  if (decisive.met && response.valid === false) {
    detail.alarms.push('The coordinator says that the check is not valid, although its rows are enough.')
    return conclude(
      'failed',
      'mpic.disagreement',
      `${arithmetic(counted, decisive)}, yet the coordinator itself says no. It may ask for more than the rule; look at its settings.`
    )
  }
  if (decisive.met) return conclude('verified', 'mpic.corroborated', `${arithmetic(counted, decisive)}.`)
  if (response.valid === true)
    detail.alarms.push('The coordinator says that the check is valid, although its rows are not enough.')
  const hopeful = count(
    standingsOf(({ state }) => state === 'corroborates' || state === 'incomplete' || state === 'unreachable')
  )
  const why = decisive.reasons.join(' ')
  if (judgeCount(decisiveRule, hopeful).met)
    return conclude('not-performed', 'mpic.incomplete', `${why} ${unfinished(firstViews)} could turn it: check again.`)
  const shortOf = (of: { readonly have: number; readonly need: number }): boolean => of.have < of.need
  const rule: MpicJudgementRule = shortOf(decisive.corroborating)
    ? 'mpic.quorum'
    : shortOf(decisive.registries)
      ? 'mpic.registries'
      : 'mpic.perspectives'
  return conclude('failed', rule, why)
}

function arithmetic({ counted, asked, registries }: Count, { corroborating }: MpicRuleVerdict): string {
  return `${counted.size} of ${asked} perspectives saw the same, ${corroborating.need} are needed; registries: ${registries.length === 0 ? 'none known' : registries.join(', ')}`
}

function unfinished(views: readonly PerspectiveView[]): string {
  const codes = views.filter(({ state }) => state === 'incomplete' || state === 'unreachable').map(({ code }) => code)
  return codes.length === 1 ? `${codes[0]}, which did not finish,` : `${codes.join(', ')}, which did not finish,`
}

function tooClose(view: PerspectiveView, { counted }: Count): PerspectiveView {
  const isCounted = [...counted].some((code) => code.toLowerCase() === view.code.toLowerCase())
  if (view.state !== 'corroborates' || isCounted) return view
  return {
    ...view,
    state: 'not-counted',
    why: 'It saw the same, but lies within 500 km of another that counts (BR 3.2.2.9).'
  }
}
