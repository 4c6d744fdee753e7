import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { MpicDetail, MpicSettings, PrimaryView } from '../../../src-shared/model/mpic.ts'
import type { DcvParameters } from '../../pki/mpic/dcv-parameters.ts'
import { writeMpicRequest, type MpicRequest } from '../../pki/mpic/request.ts'
import { readMpicRefusal, readMpicResponse } from '../../pki/mpic/response.ts'
import { afterCommit } from '../../store/connection.ts'
import { countMpicExchanges, insertMpicExchange, type MpicExchangeRow } from '../../store/mpic.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { AtOnce } from '../../validation/mpic/at-once.ts'
import { judgeAnswer, rulesAt, type Judgement } from '../../validation/mpic/judge.ts'
import { count, judgeCount } from '../../validation/mpic/quorum.ts'
import { printable } from '../../validation/mpic/printable.ts'
import type { CorroborationCheck, MpicFinding } from '../../validation/perspectives.ts'
import type { CaContext } from '../context.ts'
import { accessOf } from './connector.ts'
import type { AskCoordinator, CoordinatorAnswer } from './coordinator.ts'

const day = 86_400_000
/** BR 3.2.2.9: corroborations of CAA checks may be used again for 398 days; those of a proof are not used again. */
const caaReuse = 398 * day

/** What a check works with. */
export interface MpicParts {
  readonly ca: CaContext
  readonly ask: AskCoordinator
  readonly slots: AtOnce
}

export interface Corroboration {
  readonly finding: MpicFinding
  readonly detail: MpicDetail
  readonly exchangeId: number | null
}

/** Parts of a finding that are known at each of its ends. */
interface End {
  readonly outcome: Judgement['outcome']
  readonly rule: string
  readonly reason: string
  readonly detail: Judgement['detail']
}

/**
 * Asks the coordinator once and judges its answer from the rows; the exchange is kept, whatever came of it.
 * @param primary our own look, where it was made here; shown beside the rows
 * @throws ChanceryError `cancelled`
 */
export async function corroborateOnce(
  parts: MpicParts,
  settings: MpicSettings,
  check: CorroborationCheck,
  purpose: MpicExchangeRow['purpose'],
  primary: PrimaryView | null,
  signal: AbortSignal
): Promise<Corroboration> {
  const { ca } = parts
  const request = requestOf(check, settings, newTrace(ca))
  const body = writeMpicRequest(request)
  const asked = await askOnce(parts, settings, body, signal)
  const end =
    'status' in asked ? endOf(asked, request, settings, check) : { ...asked, detail: nothing(settings, ca.clock.now()) }
  const from = 'status' in asked ? asked.from : ca.clock.now()
  const detail: MpicDetail = {
    mode: settings.mode,
    checkType: request.check.kind,
    method: request.check.kind === 'dcv' ? request.check.dcv.method : null,
    target: request.target,
    coordinator: settings.url ?? '',
    exchangeId: null,
    primary,
    ...end.detail
  }
  const exchangeId =
    'status' in asked
      ? await keep(ca, {
          at: asked.from,
          milliseconds: Math.max(0, asked.to - asked.from),
          purpose,
          target: request.target,
          checkType: detail.checkType,
          method: detail.method,
          url: detail.coordinator,
          status: asked.status,
          outcome: end.outcome,
          rule: end.rule,
          reason: end.reason,
          trace: request.trace ?? '',
          detail,
          request: body,
          response: asked.body
        })
      : null
  const kept = { ...detail, exchangeId }
  const raw = 'status' in asked ? rawOf(body, asked) : null
  return {
    detail: kept,
    exchangeId,
    finding: {
      outcome: end.outcome,
      rule: end.rule,
      reason: end.reason,
      from: `${detail.coordinator}: ${detail.perspectives.map(({ code }) => code).join(', ') || 'no perspectives'}`,
      steps: stepsOf(request, asked, kept),
      detail: kept,
      raw,
      usableUntil: end.outcome === 'verified' && check.kind === 'caa' ? from + caaReuse : null
    }
  }
}

/** Why nobody was asked. */
interface NotAsked {
  readonly outcome: 'not-performed'
  readonly rule: string
  readonly reason: string
}

async function askOnce(
  parts: MpicParts,
  settings: MpicSettings,
  body: Uint8Array,
  signal: AbortSignal
): Promise<CoordinatorAnswer | NotAsked> {
  const { ca } = parts
  const not = (rule: string, reason: string): NotAsked => ({ outcome: 'not-performed', rule, reason })
  if (signal.aborted) throw new ChanceryError('cancelled', 'The check was cancelled.')
  const spent = countMpicExchanges(reader(ca.store), ca.clock.now() - day)
  if (spent >= settings.callsPerDay)
    return not(
      'mpic.budget',
      `${spent} checks were made in the last 24 hours; the settings allow ${settings.callsPerDay} (callsPerDay).`
    )
  try {
    const access = accessOf(ca, settings)
    try {
      return await parts.slots.run(() => parts.ask(access, body, signal), signal)
    } finally {
      access.key?.fill(0)
    }
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return not(error.code === 'locked' ? 'mpic.locked' : 'mpic.not-asked', error.message)
  }
}

function endOf(
  answer: CoordinatorAnswer,
  request: MpicRequest,
  settings: MpicSettings,
  check: CorroborationCheck
): End {
  const empty = nothing(settings, answer.to)
  const not = (rule: string, reason: string): End => ({ outcome: 'not-performed', rule, reason, detail: empty })
  if (answer.status === null || answer.body === null)
    return not('mpic.unreachable', `The coordinator was not reached. ${answer.failure ?? ''}`.trim())
  if (answer.status !== 200) {
    const refusal = readMpicRefusal(answer.body)
    const said = refusal?.issues.map(({ message }) => message).join('; ') || refusal?.error
    const gateway = answer.status === 401 || answer.status === 403 ? ' Its API key is missing or wrong.' : ''
    return not(
      'mpic.refused',
      `The coordinator answered with status ${answer.status}${said === undefined ? '' : `: ${printable(said, 300)}`}.${gateway}`
    )
  }
  try {
    const asker = check.kind === 'caa' ? check.asker : undefined
    return judgeAnswer(request, readMpicResponse(answer.body), settings, answer, asker)
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    return not('mpic.answer', `The answer of the coordinator cannot be read. ${error.message}`)
  }
}

/** The rules without a single perspective. */
function nothing(settings: MpicSettings, at: number): Judgement['detail'] {
  const none = count([])
  return {
    perspectives: [],
    rules: rulesAt(settings, at).map(({ id, rule, decides }) => ({ rule: id, decides, ...judgeCount(rule, none) })),
    registries: [],
    said: null,
    alarms: []
  }
}

function keep(ca: CaContext, row: Omit<MpicExchangeRow, 'id'>): Promise<number> {
  return transaction(ca.store, (tx) => {
    const id = insertMpicExchange(tx, row)
    afterCommit(tx, () => ca.emit('mpic.exchanged', { id }))
    return id
  })
}

/** @returns what goes over the wire for a check; every field that decides is sent, so that no default of a server counts */
export function requestOf(check: CorroborationCheck, settings: MpicSettings, trace: string): MpicRequest {
  const asked: MpicRequest['check'] =
    check.kind === 'caa'
      ? {
          kind: 'caa',
          certificateType: check.purpose === 'mail' ? 's-mime' : 'tls-server',
          domains: check.identities
        }
      : { kind: 'dcv', dcv: dcvOf(check.by) }
  const { perspectiveCount, quorumCount } = settings
  return {
    check: asked,
    target: check.target,
    trace,
    // One attempt a call: each is kept apart, and none is mixed with another (BR 3.2.2.9).
    orchestration: { perspectiveCount, quorumCount, maxAttempts: 1 }
  }
}

function dcvOf(by: Extract<CorroborationCheck, { kind: 'domain' }>['by']): DcvParameters {
  switch (by.method) {
    case 'file':
      return { method: 'website-change', path: by.path, value: by.value, scheme: 'http' }
    case 'txt':
      return { method: 'dns-change', recordType: 'TXT', prefix: by.label, value: by.value, exact: true }
    case 'http-01':
      return { method: 'acme-http-01', token: by.token, keyAuthorization: by.keyAuthorization }
    case 'dns-01':
      return { method: 'acme-dns-01', digest: by.digest }
    case 'tls-alpn-01':
      return {
        method: 'acme-tls-alpn-01',
        digest: createHash('sha256').update(by.keyAuthorization).digest('hex')
      }
  }
}

/** RFC 9562 5.4: a random UUID, so that an answer belongs to one question. */
function newTrace(ca: CaContext): string {
  const octets = ca.random.bytes(16)
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x40
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(octets).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function stepsOf(request: MpicRequest, asked: CoordinatorAnswer | NotAsked, detail: MpicDetail): readonly string[] {
  if (!('status' in asked)) return [asked.reason]
  const what = detail.method ?? detail.checkType
  return [
    `POST ${detail.coordinator} asked ${request.orchestration?.perspectiveCount ?? 0} perspectives for ${what} of ${request.target}.`,
    asked.status === null
      ? (asked.failure ?? 'No answer came.')
      : `Status ${asked.status}, ${asked.body?.length ?? 0} bytes after ${asked.to - asked.from} ms.`,
    ...detail.perspectives.map(({ code, registry, why }) => `${code} (${registry ?? 'registry unknown'}): ${why}`),
    ...detail.alarms
  ]
}

/** Both bodies, one after the other. Headers, and with them the key, are left out. */
function rawOf(request: Uint8Array, answer: CoordinatorAnswer): Uint8Array {
  const status = answer.status === null ? '' : `\n\nHTTP status ${answer.status}\n\n`
  return Buffer.concat([request, Buffer.from(status), answer.body ?? new Uint8Array()])
}
