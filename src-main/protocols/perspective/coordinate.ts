import { createHmac } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { InternetRegistry } from '../../../src-shared/model/mpic.ts'
import { mostCheckBytes, noDetails, readCheckResponse, type CheckResponse } from '../../pki/mpic/check-response.ts'
import { writeMpicRequest, type MpicRequest } from '../../pki/mpic/request.ts'
import type { Coordinated, MpicRefusal, PerspectiveRow } from '../../pki/mpic/response.ts'
import type { AtOnce } from '../../validation/mpic/at-once.ts'
import { allowedNonCorroborations } from '../../validation/mpic/baseline.ts'
import type { Clock } from '../../world/clock.ts'
import type { Net } from '../../world/net.ts'

/** A perspective that a coordinator asks. */
export interface RemotePerspective {
  readonly code: string
  /** Base; `/dcv` and `/caa` are added. */
  readonly url: string
  readonly registry: InternetRegistry | null
}

export interface CoordinatorParts {
  readonly net: Net
  readonly clock: Clock
  readonly perspectives: readonly RemotePerspective[]
  /** Keys the choice of perspectives, so that a target cannot know which ones will look (BR 3.2.2.9). */
  readonly choiceKey: Uint8Array
  /** Sent to the perspectives. */
  readonly key: string | null
  /** PEM. */
  readonly trust: string | null
  /** Milliseconds for one perspective. */
  readonly timeoutMs: number
  readonly slots: AtOnce
}

/** Most attempts of one call; what a caller asks beyond is cut to this. */
export const mostAttempts = 3

/** @returns why a request is refused with status 400, or null */
export function refusalOf(parts: Pick<CoordinatorParts, 'perspectives'>, request: MpicRequest): MpicRefusal['issues'] {
  const most = parts.perspectives.length
  const asked = request.orchestration?.perspectiveCount ?? most
  if (asked < 2 || asked > most)
    return [
      {
        type: 'invalid-perspective-count',
        message: `Invalid perspective count: ${asked}. From 2 to ${most} can be asked for.`
      }
    ]
  const quorum = request.orchestration?.quorumCount ?? defaultQuorum(asked)
  if (quorum < defaultQuorum(asked) || quorum > asked)
    return [
      {
        type: 'invalid-quorum-count',
        message: `Invalid quorum count: ${quorum}. Of ${asked} perspectives ${defaultQuorum(asked)} to ${asked} can be asked for (BR 3.2.2.9).`
      }
    ]
  const attempts = request.orchestration?.maxAttempts ?? 1
  return attempts >= 1 ? [] : [{ type: 'invalid-max-attempts', message: 'At least one attempt is made.' }]
}

function defaultQuorum(asked: number): number {
  return Math.max(1, asked - allowedNonCorroborations(asked))
}

/** Asks perspectives and counts; a further attempt, where one is allowed, asks others first. @throws ChanceryError `cancelled`, `busy` */
export async function coordinate(
  parts: CoordinatorParts,
  request: MpicRequest,
  signal: AbortSignal
): Promise<Coordinated> {
  const perspectiveCount = request.orchestration?.perspectiveCount ?? parts.perspectives.length
  const quorumCount = request.orchestration?.quorumCount ?? defaultQuorum(perspectiveCount)
  const attempts = Math.min(request.orchestration?.maxAttempts ?? 1, mostAttempts)
  const earlier: (readonly PerspectiveRow[])[] = []
  for (let attempt = 1; ; attempt++) {
    const chosen = choose(parts, request.target, perspectiveCount, attempt)
    const rows = await Promise.all(
      chosen.map(async (one) => ({
        code: one.code,
        response: await parts.slots.run(() => askOne(parts, one, request, signal), signal)
      }))
    )
    const valid = isValid(rows, chosen, quorumCount)
    if (!valid && attempt < attempts) {
      earlier.push(rows)
      continue
    }
    const unfinished = rows.filter(({ response }) => !response.completed).length
    return {
      completed: unfinished <= perspectiveCount - quorumCount,
      valid,
      perspectiveCount,
      quorumCount,
      attemptCount: attempt,
      perspectives: rows,
      earlier
    }
  }
}

/** Registries are judged where they are known: a coordinator that was told none leaves them to who asks. */
function isValid(rows: readonly PerspectiveRow[], chosen: readonly RemotePerspective[], quorum: number): boolean {
  const passed = chosen.filter(({ code }) =>
    rows.some((row) => row.code === code && row.response.completed && row.response.passed)
  )
  const told = chosen.some(({ registry }) => registry !== null)
  const registries = new Set(passed.flatMap(({ registry }) => (registry === null ? [] : [registry])))
  return passed.length >= quorum && (chosen.length <= 2 || !told || registries.size >= 2)
}

/** One of each registry in turn, so that the choice is spread as widely as it can be. */
function choose(
  { perspectives, choiceKey }: CoordinatorParts,
  target: string,
  most: number,
  attempt: number
): readonly RemotePerspective[] {
  const drawn = (code: string): string =>
    createHmac('sha256', choiceKey).update(`${attempt} ${target.toLowerCase()} ${code}`).digest('hex')
  const ordered = perspectives.toSorted((a, b) => (drawn(a.code) < drawn(b.code) ? -1 : 1))
  const rank = new Map<string, number>()
  const turn = new Map(
    ordered.map(({ code, registry }) => {
      const group = registry ?? ''
      const place = rank.get(group) ?? 0
      rank.set(group, place + 1)
      return [code, place] as const
    })
  )
  return ordered.toSorted((a, b) => (turn.get(a.code) ?? 0) - (turn.get(b.code) ?? 0)).slice(0, most)
}

async function askOne(
  parts: CoordinatorParts,
  perspective: RemotePerspective,
  request: MpicRequest,
  signal: AbortSignal
): Promise<CheckResponse> {
  const { kind } = request.check
  const unreachable = (message: string): CheckResponse => ({
    kind,
    completed: false,
    passed: false,
    errors: [{ type: 'mpic_error:coordinator:remote_check', message }],
    timestampNs: BigInt(parts.clock.now()) * 1_000_000n,
    details: {
      ...noDetails,
      validationMethod: request.check.kind === 'dcv' ? request.check.dcv.method : null
    }
  })
  try {
    const reply = await parts.net.http({
      method: 'POST',
      url: `${perspective.url.replace(/\/+$/, '')}/${kind}`,
      headers: {
        'content-type': 'application/json',
        ...(parts.key === null ? {} : { 'x-api-key': parts.key })
      },
      body: writeMpicRequest({ ...request, orchestration: null }),
      timeout: parts.timeoutMs,
      maxBytes: mostCheckBytes,
      ...(parts.trust === null ? {} : { trust: [parts.trust] }),
      signal
    })
    // Deployed perspectives send the same body with status 500 where they met an error.
    if (reply.status !== 200 && reply.status !== 500 && reply.status !== 404)
      return unreachable(`The perspective ${perspective.code} refused with status ${reply.status}.`)
    const response = readCheckResponse(reply.body)
    return response.kind === null || response.kind === kind
      ? { ...response, kind }
      : unreachable(`The perspective ${perspective.code} answered another check.`)
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return unreachable(`The perspective ${perspective.code} was not reached: ${error.message}`)
  }
}
