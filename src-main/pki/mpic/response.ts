import { ChanceryError } from '../../../src-shared/errors.ts'
import { checkResponseJson, checkResponseOf, type CheckResponse } from './check-response.ts'
import { readDcv, type DcvParameters } from './dcv-parameters.ts'
import { parseExactJson, writeExactJson, type ExactJson } from './exact-json.ts'
import { fieldsOf, type Fields } from './fields.ts'
import {
  readOrchestration,
  textsOf,
  writeCheck,
  writeOrchestration,
  type MpicCheck,
  type MpicRequest,
  type Orchestration
} from './request.ts'

/** What a coordinator answers with status 200. `valid` and `completed` are its own arithmetic, and are not believed. */
export interface MpicResponse {
  readonly completed: boolean | null
  readonly valid: boolean | null
  readonly kind: MpicCheck['kind'] | null
  readonly target: string | null
  readonly trace: string | null
  readonly requested: Orchestration | null
  readonly actual: {
    readonly perspectiveCount: number | null
    readonly quorumCount: number | null
    readonly attemptCount: number | null
  } | null
  readonly perspectives: readonly PerspectiveRow[]
  /** Earlier attempts of the same call; never counted. */
  readonly earlier: readonly (readonly PerspectiveRow[])[]
  /** What it says that it checked; null where it does not say. */
  readonly echo: CheckEcho | null
}

export interface PerspectiveRow {
  readonly code: string
  readonly response: CheckResponse
}

export type CheckEcho =
  | {
      readonly kind: 'caa'
      readonly certificateType: string | null
      readonly domains: readonly string[] | null
      readonly allowLookupFailure: boolean
    }
  /** `dcv` is null where it names a method that is not known here. */
  | { readonly kind: 'dcv'; readonly method: string; readonly dcv: DcvParameters | null }

/** Bytes of the largest answer: 64 perspectives with their records. */
export const mostResponseBytes = 512 * 1024
const responseDepth = 12
const mostPerspectives = 64
const mostAttempts = 20

/**
 * Reads the answer of a coordinator. Unknown members are passed over, missing ones are null: services differ there
 * (specification 3.5.0 to 3.9.0). The perspectives have to be there, each with a code and whether it passed.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function readMpicResponse(bytes: Uint8Array): MpicResponse {
  const fields = fieldsOf(parseExactJson(bytes, { maxBytes: mostResponseBytes, maxDepth: responseDepth }), 'answer')
  const rows = fields.listOrNull('perspectives', mostPerspectives)
  if (rows === null)
    throw new ChanceryError('malformed', 'The answer has no perspectives, so there is nothing to count.')
  const kind = fields.textOrNull('check_type')
  if (kind !== null && kind !== 'dcv' && kind !== 'caa')
    throw new ChanceryError('malformed', 'answer.check_type is neither dcv nor caa.')
  const requested = fields.fieldsOrNull('request_orchestration_parameters')
  const actual = fields.fieldsOrNull('actual_orchestration_parameters')
  return {
    completed: fields.flagOrNull('mpic_completed'),
    valid: fields.flagOrNull('is_valid'),
    kind,
    target: fields.textOrNull('domain_or_ip_target'),
    trace: fields.textOrNull('trace_identifier'),
    requested: requested === null ? null : readOrchestration(requested),
    actual:
      actual === null
        ? null
        : {
            perspectiveCount: actual.countOrNull('perspective_count'),
            quorumCount: actual.countOrNull('quorum_count'),
            attemptCount: actual.countOrNull('attempt_count')
          },
    perspectives: readRows(rows, 'answer.perspectives'),
    earlier: (fields.listOrNull('previous_attempt_results', mostAttempts) ?? []).map((attempt, index) =>
      readAttempt(attempt, `answer.previous_attempt_results[${index}]`)
    ),
    echo: readEcho(fields)
  }
}

function readAttempt(attempt: ExactJson, where: string): readonly PerspectiveRow[] {
  if (!Array.isArray(attempt) || attempt.length > mostPerspectives)
    throw new ChanceryError('malformed', `${where} is not a list of perspectives.`)
  return readRows(attempt, where)
}

/** Deployed services nest the check under `check_response`; the example of the specification has it flat. */
function readRows(rows: readonly ExactJson[], where: string): readonly PerspectiveRow[] {
  return rows.map((row, index) => {
    const place = `${where}[${index}]`
    const fields = fieldsOf(row, place)
    const code = fields.text('perspective_code')
    if (code === '' || code.length > 100)
      throw new ChanceryError('malformed', `${place}.perspective_code is empty or too long.`)
    const nested = fields.value('check_response')
    return {
      code,
      response: nested === null ? checkResponseOf(row, place) : checkResponseOf(nested, `${place}.check_response`)
    }
  })
}

function readEcho(fields: Fields): CheckEcho | null {
  const dcv = fields.fieldsOrNull('dcv_check_parameters')
  if (dcv !== null) return { kind: 'dcv', method: dcv.text('validation_method'), dcv: dcvOrNull(dcv) }
  const caa = fields.fieldsOrNull('caa_check_parameters')
  if (caa === null) return null
  return {
    kind: 'caa',
    certificateType: caa.textOrNull('certificate_type'),
    domains: caa.isEmpty('caa_domains') ? null : textsOf(caa, 'caa_domains'),
    allowLookupFailure: caa.flagOrNull('allow_lookup_failure') ?? false
  }
}

function dcvOrNull(fields: Fields): DcvParameters | null {
  try {
    return readDcv(fields)
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'invalid-input') return null
    throw error
  }
}

/** What a coordinator of ours found. */
export interface Coordinated {
  readonly completed: boolean
  readonly valid: boolean
  readonly perspectiveCount: number
  readonly quorumCount: number
  readonly attemptCount: number
  readonly perspectives: readonly PerspectiveRow[]
  readonly earlier: readonly (readonly PerspectiveRow[])[]
}

/** @returns the answer of a coordinator to a request, as deployed ones write it */
export function writeMpicResponse(request: MpicRequest, found: Coordinated): Uint8Array {
  const row = ({ code, response }: PerspectiveRow) => ({
    perspective_code: code,
    check_response: checkResponseJson(response)
  })
  return Buffer.from(
    writeExactJson({
      mpic_completed: found.completed,
      request_orchestration_parameters:
        request.orchestration === null ? null : writeOrchestration(request.orchestration),
      actual_orchestration_parameters: {
        perspective_count: found.perspectiveCount,
        quorum_count: found.quorumCount,
        attempt_count: found.attemptCount
      },
      check_type: request.check.kind,
      domain_or_ip_target: request.target,
      is_valid: found.valid,
      trace_identifier: request.trace,
      perspectives: found.perspectives.map(row),
      ...writeCheck(request.check),
      previous_attempt_results: found.earlier.length === 0 ? null : found.earlier.map((attempt) => attempt.map(row))
    })
  )
}

/** A refusal of a coordinator or a perspective, status 400 or 500. */
export interface MpicRefusal {
  readonly error: string
  readonly issues: readonly { readonly type: string; readonly message: string }[]
}

/** @returns what a refusal says, or null where the body says nothing that can be read */
export function readMpicRefusal(bytes: Uint8Array): MpicRefusal | null {
  try {
    const fields = fieldsOf(parseExactJson(bytes, { maxBytes: mostResponseBytes, maxDepth: responseDepth }), 'answer')
    return {
      error: fields.text('error'),
      issues: (fields.listOrNull('validation_issues', 100) ?? []).map((issue, index) => {
        const one = fieldsOf(issue, `answer.validation_issues[${index}]`)
        return {
          type: one.textOrNull('issue_type') ?? one.textOrNull('type') ?? '',
          message: one.textOrNull('message') ?? one.textOrNull('msg') ?? ''
        }
      })
    }
  } catch (error) {
    if (error instanceof ChanceryError) return null
    throw error
  }
}

/** @returns the body of a refusal with status 400 */
export function writeMpicRefusal(issues: MpicRefusal['issues']): Uint8Array {
  return Buffer.from(
    writeExactJson({
      error: 'request-validation-failed',
      validation_issues: issues.map(({ type, message }) => ({ issue_type: type, message }))
    })
  )
}
