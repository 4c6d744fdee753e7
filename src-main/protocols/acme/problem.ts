import type { AcmeProblem } from '../../../src-shared/api/services.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AcmeIdentifier } from '../../store/acme.ts'
import { acmeFailures } from './failures.ts'

/** Error types of RFC 8555 6.7, RFC 9773 7.4, the profiles extension and draft-ietf-acme-device-attest 9, with the HTTP status that each has here. */
export const problemTypes = {
  accountDoesNotExist: 400,
  alreadyReplaced: 409,
  alreadyRevoked: 400,
  badAttestationStatement: 400,
  badCSR: 400,
  badNonce: 400,
  badPublicKey: 400,
  badRevocationReason: 400,
  badSignatureAlgorithm: 400,
  caa: 403,
  compound: 400,
  connection: 400,
  dns: 400,
  externalAccountRequired: 403,
  incorrectResponse: 403,
  invalidContact: 400,
  invalidProfile: 400,
  malformed: 400,
  orderNotReady: 403,
  rateLimited: 429,
  rejectedIdentifier: 400,
  serverInternal: 500,
  tls: 400,
  unauthorized: 403,
  unsupportedContact: 400,
  unsupportedIdentifier: 400,
  userActionRequired: 403
} as const
export type ProblemType = keyof typeof problemTypes

export interface Subproblem {
  readonly type: ProblemType
  readonly detail: string
  readonly identifier?: AcmeIdentifier
}

interface ProblemOptions {
  readonly status?: number
  readonly subproblems?: readonly Subproblem[]
  readonly headers?: Readonly<Record<string, string>>
  /** Members beside those of RFC 7807, such as `algorithms`. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** An error as an ACME client is told of it (RFC 7807). */
export class Problem extends Error {
  readonly type: ProblemType
  readonly status: number
  readonly subproblems: readonly Subproblem[]
  readonly headers: Readonly<Record<string, string>>
  readonly members: Readonly<Record<string, unknown>>

  constructor(type: ProblemType, detail: string, options: ProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.type = type
    this.status = options.status ?? problemTypes[type]
    this.subproblems = options.subproblems ?? []
    this.headers = options.headers ?? {}
    this.members = options.members ?? {}
  }
}

const prefix = 'urn:ietf:params:acme:error:'

/** @returns the problem document. */
export function problemDocument(problem: Problem): Readonly<Record<string, unknown>> {
  return {
    type: `${prefix}${problem.type}`,
    detail: problem.message,
    status: problem.status,
    ...(problem.subproblems.length === 0 ? {} : { subproblems: subproblemsOf(problem) }),
    ...problem.members
  }
}

/** @returns the problem as it is kept with an order or a challenge */
export function keptProblem(problem: Problem): AcmeProblem {
  return {
    type: `${prefix}${problem.type}`,
    detail: problem.message,
    status: problem.status,
    subproblems: subproblemsOf(problem)
  }
}

function subproblemsOf(problem: Problem): AcmeProblem['subproblems'] {
  return problem.subproblems.map(({ type, detail, identifier }) => ({
    type: `${prefix}${type}`,
    detail,
    ...(identifier === undefined ? {} : { identifier: { type: identifier.type, value: identifier.value } })
  }))
}

/** Seconds after which a client may try again what failed for a reason that passes. */
const retryAfter = '30'

/**
 * Turns an error of the engine into a problem, with a subproblem for each reason where there are several.
 * @param logId finds an unexpected error in the log; it is all that is told of it
 */
export function problemOf(error: unknown, logId: (error: unknown) => string): Problem {
  if (error instanceof Problem) return error
  if (!(error instanceof ChanceryError) || error.code === 'internal')
    return new Problem(
      'serverInternal',
      `The server met an unexpected problem. Its log has it under ${logId(error)}.`,
      { cause: error }
    )
  const ownName = byCaa(error) ? 'caa' : byProof(error) ? 'unauthorized' : null
  const { status, name } =
    ownName === null ? acmeFailures[error.code] : { status: problemTypes[ownName], name: ownName }
  const type = isProblemType(name) ? name : 'serverInternal'
  const subproblems = error.reasons.map(({ where, message }): Subproblem => {
    const identifier = identifierOf(where)
    const own = ownName ?? 'rejectedIdentifier'
    return identifier === null ? { type, detail: message } : { type: own, detail: message, identifier }
  })
  return new Problem(type, error.message, {
    status,
    cause: error,
    ...(subproblems.length > 1 ? { subproblems } : {}),
    ...(status === 503 || status === 429 ? { headers: { 'retry-after': retryAfter } } : {})
  })
}

/** Whether CAA records alone, or the DNSSEC of them, are in the way (RFC 8555 6.7: caa). */
function byCaa({ reasons }: ChanceryError): boolean {
  return reasons.length > 0 && reasons.every(({ rule }) => rule.startsWith('caa.'))
}

/** Whether proofs of control are in the way: they do not stand, or the other perspectives saw something else. */
function byProof({ reasons }: ChanceryError): boolean {
  return reasons.length > 0 && reasons.every(({ rule }) => rule.startsWith('proof.') || rule.startsWith('mpic.'))
}

function isProblemType(name: string | undefined): name is ProblemType {
  return name !== undefined && Object.hasOwn(problemTypes, name)
}

/** `dns:www.example.test`, `ip:192.0.2.1` and `email:anna@example.test`, as reasons name them. */
function identifierOf(where: string): AcmeIdentifier | null {
  const [, type, value] = /^(dns|ip|email):(.+)$/.exec(where) ?? []
  return (type === 'dns' || type === 'ip' || type === 'email') && value !== undefined ? { type, value } : null
}

/** What an operator can do about a refusal, for the service log. */
export const advice: Readonly<Record<ProblemType, string>> = {
  accountDoesNotExist:
    'The client uses an account that this service does not have. Remove its account data so that it registers again.',
  alreadyReplaced:
    'Another order replaces the same certificate already. Nothing to do unless the client repeats it for ever.',
  alreadyRevoked: 'The certificate was revoked before. Nothing to do.',
  badAttestationStatement:
    'The attestation of the device does not hold, or is about another device: the challenge of the order says why. Look whether the device is managed or supervised, whether its clock is right, and whether the order names its serial number or UDID.',
  badCSR: 'Compare the names of the order with those of the CSR, and the key with what the profile takes.',
  badNonce:
    'The request was repeated, or it is older than the last start of the engine. The client repeats it with the nonce of this answer.',
  badPublicKey: 'The client uses a key that is weak or of an unknown kind. Let it make another one.',
  badRevocationReason:
    'The client gave a reason that subscribers may not give. Revoke the certificate here with that reason if it is right.',
  badSignatureAlgorithm: 'The client signs with an algorithm that is not taken. Set it to ES256 or RS256.',
  caa: 'A CAA record of the domain names other authorities. Add the identity of this service to it.',
  compound: 'See the subproblems.',
  connection:
    'The server of the client was not reached. Check its address, its port, and the address rule of this service.',
  dns: 'A name is not in the DNS, or its name servers did not answer. Check the name, its records, and the resolver of the settings.',
  externalAccountRequired:
    'The client registers without a credential. Make one with "acme eab-create" and give it to the client.',
  incorrectResponse: 'The client did not answer the challenge as it should.',
  invalidContact: 'The contact address of the client is not an e-mail address.',
  invalidProfile:
    'The client asks for a profile that this service does not have. Remove the setting in the client, or use another service.',
  malformed:
    'The client sent something that breaks RFC 8555. Look at its version, and at what stands between it and this server.',
  orderNotReady: 'The client finalized before its names were proven, or twice. It should poll the order.',
  rateLimited:
    'A limit of the service is reached. Look whether a client repeats itself; raise the limit if it is right.',
  rejectedIdentifier:
    'The name is not among those that the service, its credential, its profile or its authority allow. Approve it there if it is right.',
  serverInternal: 'Look up the id of this message in the engine log.',
  tls: 'The TLS handshake with the server of the client failed. It must speak acme-tls/1 on port 443.',
  unauthorized:
    'The client may not do this: wrong credential, account closed, name not proven, or an address that a proxy changed (see settings.baseAddress).',
  unsupportedContact: 'The contact of the client is not a mailto address.',
  unsupportedIdentifier:
    'DNS names and IP addresses are certified here; devices where the service has the challenge device-attest-01; mail addresses where the service has the challenge email-reply-00 and the settings a mail server and a mailbox for answers.',
  userActionRequired: 'The client has not agreed to the terms of service.'
}
