import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { CaaMode } from '../../../src-shared/model/validation.ts'
import { answeredBefore } from '../../store/evidence.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { caaEvidence, questionOf, type CaaAsk } from './caa-evidence.ts'
import { corroborate } from './corroboration.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'

/** One question that stands. */
export interface CaaWish extends Omit<CaaAsk, 'identities'> {
  /** As reasons name it: `dns:www.example.test`. */
  readonly where: string
  readonly mode: CaaMode
}

export interface CaaRound {
  readonly wishes: readonly CaaWish[]
  readonly identities: readonly string[]
  /** Other perspectives must agree. */
  readonly corroborated: boolean
  readonly looks: boolean
  readonly now: number
  readonly signal: AbortSignal
}

export interface CaaAnswers {
  readonly reasons: readonly Reason[]
  readonly findings: readonly Finding[]
  readonly evidence: readonly EvidenceDraft[]
}

/** Names looked up at one time. */
const atOnce = 8

/** Asks every question, or takes the answer that may still be used (BR 3.2.2.8). @throws ChanceryError `cancelled` */
export async function askCaa(ca: CaContext, round: CaaRound): Promise<CaaAnswers> {
  const answers: { readonly wish: CaaWish; readonly evidence: readonly EvidenceDraft[] }[] = []
  for (let first = 0; first < round.wishes.length; first += atOnce)
    answers.push(
      ...(await Promise.all(
        round.wishes
          .slice(first, first + atOnce)
          .map(async (wish) => ({ wish, evidence: await answerOne(ca, round, wish) }))
      ))
    )
  const reasons: Reason[] = []
  const findings: Finding[] = []
  for (const { wish, evidence } of answers)
    for (const { kind, outcome, rule, reason } of evidence) {
      if (kind === 'dnssec' || outcome === 'verified') continue
      const reported = kind === 'mpic' && ca.control?.perspectives?.mode === 'report'
      if (wish.mode === 'enforce' && !reported) reasons.push({ where: wish.where, rule, message: reason })
      else
        findings.push({
          rule,
          severity: 'notice',
          clause: wish.purpose === 'mail' ? 'RFC 9495' : 'RFC 8659',
          message: reason,
          profileField: null
        })
    }
  return { reasons, findings, evidence: answers.flatMap(({ evidence }) => evidence) }
}

async function answerOne(ca: CaContext, round: CaaRound, wish: CaaWish): Promise<readonly EvidenceDraft[]> {
  const { caaFailedLookup } = ca.settings()
  const { identities, now, signal } = round
  const ask: CaaAsk = { ...wish, identities }
  const notPerformed = (rule: string, reason: string): EvidenceDraft =>
    drafted({
      kind: 'caa',
      subject: wish.subject,
      outcome: 'not-performed',
      rule,
      reason,
      seenFrom: 'this machine',
      at: now
    })
  if (ca.control === undefined)
    return [
      notPerformed('caa.no-resolver', `The CAA records of ${wish.name} were not looked at: there is no resolver.`)
    ]
  const { control } = ca
  const earlier = again(ca, wish.subject, questionOf(ask, caaFailedLookup), now)
  // An assessment asks nobody; what it would find is found at issuance.
  if (earlier === null && !round.looks) return []
  try {
    const answered =
      earlier === null ? await caaEvidence(control, ask, wish.mode, caaFailedLookup, now, signal) : { caa: earlier }
    const drafts = [answered.caa, ...('dnssec' in answered ? [answered.dnssec] : [])]
    if (!round.corroborated || answered.caa.outcome !== 'verified') return drafts
    const question = `mpic ${questionOf(ask, caaFailedLookup)}`
    const corroborated = again(ca, wish.subject, question, now)
    if (corroborated === null && !round.looks) return drafts
    const { accountUri, validationMethod } = wish
    const asker = {
      ...(accountUri === undefined ? {} : { accountUri }),
      ...(validationMethod === undefined ? {} : { validationMethod })
    }
    const check = { kind: 'caa', target: wish.name, purpose: wish.purpose, identities, asker } as const
    return [...drafts, corroborated ?? (await corroborate(control, wish.subject, check, question, now, signal))]
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return [notPerformed('caa.no-resolver', `The CAA records of ${wish.name} were not looked at: ${error.message}`)]
  }
}

/** @returns the answer of before to the very same question, resting on it */
function again(ca: CaContext, subject: string, question: string, now: number): EvidenceDraft | null {
  const row = answeredBefore(reader(ca.store), subject, question, now)
  if (row === undefined) return null
  const { kind, outcome, rule, reason, seenFrom, detail, method, expiresAt } = row
  if ((kind !== 'caa' && kind !== 'mpic') || outcome === 'expired') return null
  const since = new Date(row.at).toISOString().replace('T', ' ').slice(0, 16)
  return drafted(
    { kind, subject, outcome, rule, reason: `${reason} Looked at on ${since} UTC.`, seenFrom, at: now },
    { detail, method, expiresAt, restsOn: row.id }
  )
}
