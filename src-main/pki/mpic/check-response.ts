import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseExactJson, writeExactJson, type ExactJson, type Writable } from './exact-json.ts'
import { fieldsOf, type Fields } from './fields.ts'
import type { MpicCheck } from './request.ts'

/** What one perspective says: `check_response` in a coordinator's answer, and the whole answer of `/dcv` and `/caa`. */
export interface CheckResponse {
  readonly kind: MpicCheck['kind'] | null
  /** False: nothing is known, whatever `passed` says. */
  readonly completed: boolean
  readonly passed: boolean
  /** `errors: null` comes with a value that did not match, and with success. */
  readonly errors: readonly { readonly type: string; readonly message: string }[]
  /** Nanoseconds of the epoch, every digit. */
  readonly timestampNs: bigint | null
  readonly details: CheckDetails
}

/** Everything that is known of what it saw. Null and empty alike mean that nothing was said. */
export interface CheckDetails {
  readonly validationMethod: string | null
  /** TXT strings without quotes, or CAA records as in a zone file; null where nothing was said. */
  readonly records: readonly string[] | null
  readonly foundAt: string | null
  readonly responseCode: number | null
  readonly adFlag: boolean | null
  readonly aliases: readonly string[]
  readonly caaPresent: boolean | null
  /** The first bytes of a page, base64 (as deployed) or plain (as specified). */
  readonly page: string | null
  readonly url: string | null
  readonly status: number | null
  /** Redirects, in order. */
  readonly history: readonly { readonly status: number | null; readonly url: string | null }[]
  readonly address: string | null
  readonly commonName: string | null
}

export const noDetails: CheckDetails = {
  validationMethod: null,
  records: null,
  foundAt: null,
  responseCode: null,
  adFlag: null,
  aliases: [],
  caaPresent: null,
  page: null,
  url: null,
  status: null,
  history: [],
  address: null,
  commonName: null
}

/** Bytes of the largest answer of one perspective. */
export const mostCheckBytes = 128 * 1024
const checkDepth = 10
const most = { errors: 50, records: 2000, history: 50 } as const

/** @throws ChanceryError `malformed`, `too-large` */
export function readCheckResponse(bytes: Uint8Array): CheckResponse {
  return checkResponseOf(parseExactJson(bytes, { maxBytes: mostCheckBytes, maxDepth: checkDepth }), 'answer')
}

/**
 * @param value an object with the fields of a check. A missing `check_completed` counts as completed, because the example
 *   of the specification leaves it out; `check_passed` has to be there.
 * @throws ChanceryError `malformed`
 */
export function checkResponseOf(value: ExactJson | undefined, where: string): CheckResponse {
  const fields = fieldsOf(value, where)
  const kind = fields.textOrNull('check_type')
  if (kind !== null && kind !== 'dcv' && kind !== 'caa')
    throw new ChanceryError('malformed', `${where}.check_type is neither dcv nor caa.`)
  const details = fields.fieldsOrNull('details')
  return {
    kind,
    completed: fields.flagOrNull('check_completed') ?? true,
    passed: fields.flag('check_passed'),
    errors: (fields.listOrNull('errors', most.errors) ?? []).map((error, index) => {
      const one = fieldsOf(error, `${where}.errors[${index}]`)
      return { type: one.textOrNull('error_type') ?? '', message: one.textOrNull('error_message') ?? '' }
    }),
    timestampNs: fields.integerOrNull('timestamp_ns'),
    details: details === null ? noDetails : readDetails(details)
  }
}

function readDetails(fields: Fields): CheckDetails {
  return {
    validationMethod: fields.textOrNull('validation_method'),
    records: readRecords(fields),
    foundAt: fields.textOrNull('found_at'),
    responseCode: fields.countOrNull('response_code'),
    adFlag: fields.flagOrNull('ad_flag'),
    aliases: texts(fields, 'cname_chain') ?? [],
    caaPresent: fields.flagOrNull('caa_record_present'),
    page: fields.textOrNull('response_page') ?? fields.textOrNull('response'),
    url: fields.textOrNull('response_url'),
    status: fields.countOrNull('response_status_code'),
    history: (fields.listOrNull('response_history', most.history) ?? []).map((entry, index) => {
      const one = fieldsOf(entry, `${fields.where}.response_history[${index}]`)
      return {
        status: one.countOrNull('status_code') ?? one.countOrNull('response_status_code'),
        url: one.textOrNull('url') ?? one.textOrNull('response_url')
      }
    }),
    address: fields.textOrNull('resolved_ip'),
    commonName: fields.textOrNull('common_name')
  }
}

/** The specification says a text for CAA, deployed services send a list. */
function readRecords(fields: Fields): readonly string[] | null {
  return fields.isText('records_seen') ? [fields.text('records_seen')] : texts(fields, 'records_seen')
}

function texts(fields: Fields, name: string): readonly string[] | null {
  const list = fields.listOrNull(name, most.records)
  if (list === null) return null
  return list.map((member) => {
    if (typeof member === 'string') return member
    throw new ChanceryError('malformed', `${fields.where}.${name} holds something that is no text.`)
  })
}

/** @returns the body in which a perspective answers */
export function writeCheckResponse(response: CheckResponse): Uint8Array {
  return Buffer.from(writeExactJson(checkResponseJson(response)))
}

/** @returns a check as deployed perspectives send it: fields of the other kinds are left out, those of its own are null */
export function checkResponseJson(response: CheckResponse): { readonly [name: string]: Writable } {
  return {
    check_completed: response.completed,
    check_passed: response.passed,
    errors:
      response.errors.length === 0
        ? null
        : response.errors.map(({ type, message }) => ({ error_type: type, error_message: message })),
    timestamp_ns: response.timestampNs,
    check_type: response.kind,
    details: detailsJson(response)
  }
}

function detailsJson({ kind, details }: CheckResponse): { readonly [name: string]: Writable } {
  if (kind === 'caa')
    return {
      caa_record_present: details.caaPresent,
      found_at: details.foundAt,
      records_seen: details.records
    }
  const validation_method = details.validationMethod
  if (validation_method === 'acme-http-01' || validation_method === 'website-change')
    return {
      validation_method,
      response_history:
        details.history.length === 0 ? null : details.history.map(({ status, url }) => ({ status_code: status, url })),
      response_url: details.url,
      response_status_code: details.status,
      response_page: details.page
    }
  if (validation_method === 'acme-tls-alpn-01') return { validation_method, common_name: details.commonName }
  return {
    validation_method,
    records_seen: details.records,
    response_code: details.responseCode,
    ad_flag: details.adFlag,
    found_at: details.foundAt,
    cname_chain: details.foundAt === null ? null : [...details.aliases]
  }
}
