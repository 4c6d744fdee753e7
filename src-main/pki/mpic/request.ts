import { ChanceryError } from '../../../src-shared/errors.ts'
import { readDcv, writeDcv, type DcvParameters } from './dcv-parameters.ts'
import { parseExactJson, writeExactJson, type Writable } from './exact-json.ts'
import { fieldsOf, type Fields } from './fields.ts'

/** What is asked of perspectives: the body of `POST {base}/mpic`, and without `orchestration` that of `/dcv` and `/caa`. */
export interface MpicRequest {
  readonly check: MpicCheck
  /** A host name without final dot, `*.` before it for a wildcard, or an address. */
  readonly target: string
  /** Comes back in the answer. */
  readonly trace: string | null
  readonly orchestration: Orchestration | null
}

export type MpicCheck =
  | {
      readonly kind: 'caa'
      readonly certificateType: 'tls-server' | 's-mime'
      /** Names by which CAA records may mean the authority that asks. */
      readonly domains: readonly string[]
    }
  | { readonly kind: 'dcv'; readonly dcv: DcvParameters }

export interface Orchestration {
  readonly perspectiveCount: number | null
  readonly quorumCount: number | null
  readonly maxAttempts: number | null
}

/** Bytes of the largest request: names, tokens and a value are all that is in it. */
export const mostRequestBytes = 64 * 1024
const requestDepth = 8
/** Names of an authority in one request. */
const mostDomains = 100

/** @returns the body of a request for a coordinator, or, without orchestration, for one perspective */
export function writeMpicRequest(request: MpicRequest): Uint8Array {
  const { check, orchestration } = request
  return Buffer.from(
    writeExactJson({
      check_type: check.kind,
      domain_or_ip_target: request.target,
      ...(orchestration === null ? {} : { orchestration_parameters: writeOrchestration(orchestration) }),
      ...writeCheck(check),
      trace_identifier: request.trace ?? undefined
    })
  )
}

/** @returns the member that says what is checked, as requests send it and answers repeat it */
export function writeCheck(check: MpicCheck): { readonly [name: string]: Writable } {
  return check.kind === 'dcv'
    ? { dcv_check_parameters: writeDcv(check.dcv) }
    : { caa_check_parameters: { certificate_type: check.certificateType, caa_domains: [...check.domains] } }
}

export function writeOrchestration(orchestration: Orchestration): { readonly [name: string]: Writable | undefined } {
  return {
    perspective_count: orchestration.perspectiveCount ?? undefined,
    quorum_count: orchestration.quorumCount ?? undefined,
    max_attempts: orchestration.maxAttempts ?? undefined
  }
}

/**
 * @param asked what the address that was asked stands for; a coordinator's asks for both and reads `check_type`
 * @throws ChanceryError `malformed`, `too-large`; `invalid-input` where it asks for what is not served
 */
export function readMpicRequest(bytes: Uint8Array, asked?: MpicCheck['kind']): MpicRequest {
  const fields = fieldsOf(parseExactJson(bytes, { maxBytes: mostRequestBytes, maxDepth: requestDepth }), 'body')
  const kind = asked ?? readKind(fields)
  const target = fields.text('domain_or_ip_target')
  if (target === '' || target.length > 255)
    throw new ChanceryError('malformed', 'body.domain_or_ip_target is no name and no address.')
  const orchestration = fields.fieldsOrNull('orchestration_parameters')
  return {
    check: kind === 'dcv' ? { kind, dcv: readDcv(fields.fields('dcv_check_parameters')) } : readCaa(fields),
    target,
    trace: fields.textOrNull('trace_identifier'),
    orchestration: orchestration === null ? null : readOrchestration(orchestration)
  }
}

function readKind(fields: Fields): MpicCheck['kind'] {
  const kind = fields.text('check_type')
  if (kind === 'dcv' || kind === 'caa') return kind
  throw new ChanceryError('malformed', 'body.check_type has to be dcv or caa.')
}

function readCaa(fields: Fields): MpicCheck {
  const caa = fields.fieldsOrNull('caa_check_parameters')
  const type = caa?.textOrNull('certificate_type') ?? 'tls-server'
  if (type !== 'tls-server' && type !== 's-mime')
    throw new ChanceryError('malformed', 'body.caa_check_parameters.certificate_type has to be tls-server or s-mime.')
  if (caa?.flagOrNull('allow_lookup_failure') === true)
    throw new ChanceryError(
      'invalid-input',
      'body.caa_check_parameters.allow_lookup_failure is not served here: a lookup that failed is no permission (BR 3.2.2.8).'
    )
  return { kind: 'caa', certificateType: type, domains: caa === null ? [] : textsOf(caa, 'caa_domains') }
}

export function textsOf(fields: Fields, name: string, most = mostDomains): readonly string[] {
  return (fields.listOrNull(name, most) ?? []).map((member) => {
    if (typeof member === 'string') return member
    throw new ChanceryError('malformed', `${fields.where}.${name} holds something that is no text.`)
  })
}

export function readOrchestration(fields: Fields): Orchestration {
  return {
    perspectiveCount: fields.countOrNull('perspective_count'),
    quorumCount: fields.countOrNull('quorum_count'),
    maxAttempts: fields.countOrNull('max_attempts')
  }
}
