import { assertNever } from '../../../src-shared/assert-never.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Writable } from './exact-json.ts'
import type { Fields } from './fields.ts'

/** Contacts in the DNS: CA/Browser Forum BR 3.2.2.4.13, .14, .16 and .17. */
export const contactMethods = [
  'contact-email-txt',
  'contact-email-caa',
  'contact-phone-txt',
  'contact-phone-caa'
] as const
export type ContactMethod = (typeof contactMethods)[number]

/** What a perspective is to look for: `dcv_check_parameters`, told apart by `validation_method`. */
export type DcvParameters =
  | { readonly method: 'acme-http-01'; readonly token: string; readonly keyAuthorization: string }
  /** `digest`: SHA-256 of the key authorization in base64url. */
  | { readonly method: 'acme-dns-01'; readonly digest: string }
  /** `digest`: the same in hex; the specification does not say, deployed perspectives read hex. */
  | { readonly method: 'acme-tls-alpn-01'; readonly digest: string }
  | {
      readonly method: 'website-change'
      /** Below `/.well-known/pki-validation/`. */
      readonly path: string
      readonly value: string
      readonly scheme: 'http' | 'https'
    }
  | {
      readonly method: 'dns-change'
      readonly recordType: 'TXT' | 'CNAME' | 'CAA'
      /** A label before the name, e.g. `_dnsauth`; empty for none. */
      readonly prefix: string
      readonly value: string
      /** The whole record is the value; otherwise it holds it. */
      readonly exact: boolean
    }
  | { readonly method: ContactMethod; readonly value: string }

export type DcvMethod = DcvParameters['method']

/** Methods that are understood here, in both directions. */
export const dcvMethods: readonly DcvMethod[] = [
  'acme-http-01',
  'acme-dns-01',
  'acme-tls-alpn-01',
  'website-change',
  'dns-change',
  ...contactMethods
]

/** @returns `dcv_check_parameters` */
export function writeDcv(parameters: DcvParameters): { readonly [name: string]: Writable } {
  const validation_method = parameters.method
  switch (parameters.method) {
    case 'acme-http-01':
      return { validation_method, token: parameters.token, key_authorization: parameters.keyAuthorization }
    case 'acme-dns-01':
    case 'acme-tls-alpn-01':
      return { validation_method, key_authorization_hash: parameters.digest }
    case 'website-change':
      return {
        validation_method,
        http_token_path: parameters.path,
        challenge_value: parameters.value,
        url_scheme: parameters.scheme
      }
    case 'dns-change':
      return {
        validation_method,
        dns_record_type: parameters.recordType,
        ...(parameters.prefix === '' ? {} : { dns_name_prefix: parameters.prefix }),
        challenge_value: parameters.value,
        require_exact_match: parameters.exact
      }
    case 'contact-email-txt':
    case 'contact-email-caa':
    case 'contact-phone-txt':
    case 'contact-phone-caa':
      return { validation_method, challenge_value: parameters.value }
    default:
      return assertNever(parameters)
  }
}

/** @throws ChanceryError `malformed`; `invalid-input` for a method or a wish that is not served here */
export function readDcv(fields: Fields): DcvParameters {
  const method = fields.text('validation_method')
  for (const name of ['match_regex', 'http_headers'])
    if (!fields.isEmpty(name)) throw new ChanceryError('invalid-input', `${fields.where}.${name} is not served here.`)
  switch (method) {
    case 'acme-http-01':
      return { method, token: text(fields, 'token'), keyAuthorization: text(fields, 'key_authorization') }
    case 'acme-dns-01':
    case 'acme-tls-alpn-01':
      return { method, digest: text(fields, 'key_authorization_hash') }
    case 'website-change':
      return {
        method,
        path: text(fields, 'http_token_path'),
        value: text(fields, 'challenge_value'),
        scheme: oneOf(fields, 'url_scheme', ['http', 'https']) ?? 'http'
      }
    case 'dns-change': {
      const recordType = oneOf(fields, 'dns_record_type', ['TXT', 'CNAME', 'CAA'])
      if (recordType === null)
        throw new ChanceryError('malformed', `${fields.where}.dns_record_type has to be TXT, CNAME or CAA.`)
      return {
        method,
        recordType,
        prefix: fields.textOrNull('dns_name_prefix') ?? '',
        value: text(fields, 'challenge_value'),
        exact: fields.flagOrNull('require_exact_match') ?? false
      }
    }
    case 'contact-email-txt':
    case 'contact-email-caa':
    case 'contact-phone-txt':
    case 'contact-phone-caa':
      return { method, value: text(fields, 'challenge_value') }
    default:
      throw new ChanceryError(
        'invalid-input',
        `${fields.where}.validation_method "${method.slice(0, 40)}" is not served here; served are ${dcvMethods.join(', ')}.`
      )
  }
}

/** An empty value would be found in every answer. */
function text(fields: Fields, name: string): string {
  const value = fields.text(name)
  if (value.trim() === '') throw new ChanceryError('malformed', `${fields.where}.${name} is empty.`)
  return value
}

function oneOf<T extends string>(fields: Fields, name: string, allowed: readonly T[]): T | null {
  const value = fields.textOrNull(name)
  if (value === null) return null
  const known = allowed.find((one) => one === value)
  if (known === undefined)
    throw new ChanceryError('malformed', `${fields.where}.${name} is not one of ${allowed.join(', ')}.`)
  return known
}
