import { nameReasons } from '../../ca/acme/name-rules.ts'
import {
  challengesOf,
  getAcmeAuthorization,
  getAcmeChallenge,
  getAcmeMail,
  insertAcmeAttestation,
  moveAcmeAuthorization,
  moveAcmeChallenge,
  moveAcmeOrder,
  openOrdersOf,
  type AcmeAuthorizationRow,
  type AcmeChallengeRow
} from '../../store/acme.ts'
import { mostAttestationBytes } from '../../ca/attestation/attestation-object.ts'
import { base64UrlBytes } from '../../pki/jwk.ts'
import { recordAudit } from '../../ca/audit.ts'
import { rateLimited } from './accounts.ts'
import { link, timestamp, type Answer } from './answer.ts'
import { authorize, plan } from './authorize.ts'
import { readIdentifiers, takenTypes, throwAll } from './identifiers.ts'
import { requireMailAllowed } from './mail-limit.ts'
import { Problem } from './problem.ts'
import { hour } from './rate-limits.ts'
import { actorOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { requireAccount, requirePayload, type SignedRequest } from './signed-request.ts'
import { authorizationAfter, authorizationStatusAt, challengeAfter } from './state.ts'

/** Seconds after which a client looks again while its answer is checked. */
const pollAfter = '2'

/** Proves a name before any order (RFC 8555 7.4.1; RFC 9444 4 for a domain with all below it). */
export async function newAuthorization(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest
): Promise<Answer> {
  const account = requireAccount(request)
  const payload = requirePayload(request)
  const wanted = payload['identifier']
  const [identifier] = readIdentifiers([wanted], 1, takenTypes(service.settings))
  if (identifier === undefined) throw new Problem('malformed', 'identifier is missing.')
  if (identifier.value.startsWith('*.'))
    throw new Problem('malformed', 'A wildcard is not authorized before an order (RFC 8555 7.4.1).')
  if (identifier.type === 'permanent-identifier')
    throw new Problem(
      'malformed',
      'A device attests the key of one certificate, within the order for it; make the order.'
    )
  const withBelow =
    typeof wanted === 'object' &&
    wanted !== null &&
    'subdomainAuthAllowed' in wanted &&
    wanted.subdomainAuthAllowed === true
  const asked = { ...identifier, ancestor: withBelow && identifier.type === 'dns' ? identifier.value : null }
  throwAll(
    nameReasons(runtime.parts.ca, service.row.profileId, [identifier]).map(({ message }) => ({
      type: 'rejectedIdentifier',
      detail: message,
      identifier
    }))
  )
  const { plans, refused } = plan(runtime, service, account, [asked])
  throwAll(refused)
  requireMailAllowed(runtime, service, plans)
  const { settings } = service
  const wait = runtime.limits.count(
    `orders:${account.id}`,
    settings.limits.ordersPerAccountPerHour,
    hour,
    runtime.parts.clock.now()
  )
  if (wait !== null) throw rateLimited('The account made too many orders and authorizations within an hour.', wait)
  const row = await runtime.parts.write((tx) => {
    const made = plans.map((one) => authorize(tx, runtime, service, account, one))
    return getAcmeAuthorization(tx, made[0]?.id ?? 0)
  })
  if (row === undefined) throw new Problem('serverInternal', 'The authorization was not kept.')
  return authorizationAnswer(runtime, service, row, 201)
}

/** Shows an authorization, or deactivates it (RFC 8555 7.5, 7.5.2). */
export async function authorization(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number
): Promise<Answer> {
  const { parts } = runtime
  const row = requireOwnAuthorization(runtime, request, id)
  const { payload } = request
  // RFC 8823 3 4: the message goes out once the client has been told of the challenge.
  if (row.type === 'email') runtime.mail(row.id)
  if (payload === null) return authorizationAnswer(runtime, service, row, 200)
  if (payload['status'] !== 'deactivated')
    throw new Problem(
      'malformed',
      'An authorization is changed to the status "deactivated" and to nothing else (RFC 8555 7.5.2).'
    )
  const next = authorizationAfter(authorizationStatusAt(row, parts.clock.now()), 'deactivate')
  if (next === null)
    throw new Problem(
      'malformed',
      `The authorization is ${authorizationStatusAt(row, parts.clock.now())}; only a pending or valid one is deactivated.`
    )
  const after = await parts.write((tx) => {
    moveAcmeAuthorization(tx, id, row.status, { status: next })
    for (const order of openOrdersOf(tx, id)) moveAcmeOrder(tx, order.id, order.status, { status: 'invalid' })
    recordAudit(tx, parts.ca, {
      actor: actorOf(service.row, request.account),
      operation: 'acme.deactivate-authorization',
      object: { kind: 'acme-authorization', id },
      outcome: 'ok',
      detail: { identifier: row.value, wildcard: row.wildcard }
    })
    return getAcmeAuthorization(tx, id) ?? row
  })
  return authorizationAnswer(runtime, service, after, 200)
}

/** Begins the validation of a challenge, or shows how it stands (RFC 8555 7.5.1). */
export async function challenge(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number
): Promise<Answer> {
  const { parts } = runtime
  const reader = parts.reader()
  const row = getAcmeChallenge(reader, id)
  if (row === undefined) throw new Problem('malformed', 'There is no such challenge.', { status: 404 })
  const parent = requireOwnAuthorization(runtime, request, row.authorizationId)
  if (request.payload === null) return challengeAnswer(runtime, service, row, parent.id)
  const next = challengeAfter(row.status, 'answered')
  // RFC 8555 7.5.1: an answer that comes again changes nothing.
  if (next === null) return challengeAnswer(runtime, service, row, parent.id)
  const status = authorizationStatusAt(parent, parts.clock.now())
  if (status !== 'pending')
    throw new Problem('malformed', `The authorization of this challenge is ${status}; make a new order.`)
  const { failuresPerNamePerHour } = service.settings.limits
  const wait = runtime.limits.look(failureKey(parent), failuresPerNamePerHour, hour, parts.clock.now())
  if (wait !== null) throw rateLimited(`The proof of ${parent.value} failed too often within an hour.`, wait)
  const statement = row.type === 'device-attest-01' ? attestationIn(request.payload) : null
  const after = await parts.write((tx) => {
    const accountUrl = `${service.base}/account/${parent.accountId}`
    const moved = moveAcmeChallenge(tx, id, row.status, { status: next, accountUrl })
    if (moved && statement !== null) insertAcmeAttestation(tx, id, statement)
    return getAcmeChallenge(tx, id) ?? row
  })
  runtime.validate()
  return challengeAnswer(runtime, service, after, parent.id)
}

/**
 * @returns the attestation object in an answer to device-attest-01 (draft-ietf-acme-device-attest 5)
 * @throws Problem `malformed`: the challenge waits on
 */
function attestationIn(payload: Readonly<Record<string, unknown>>): Uint8Array {
  const { attObj, error } = payload
  if (typeof error === 'string')
    throw new Problem('malformed', `The device could not attest its key; it says: ${error.slice(0, 200)}`)
  const bytes = typeof attObj === 'string' ? base64UrlBytes(attObj) : null
  if (bytes === null || bytes.length === 0)
    throw new Problem('malformed', 'attObj is a WebAuthn attestation object in base64url without padding.')
  if (bytes.length > mostAttestationBytes)
    throw new Problem(
      'malformed',
      `The attestation object has ${bytes.length} bytes; at most ${mostAttestationBytes} are taken.`
    )
  return bytes
}

/** @returns the key under which failed validations of an authorization's name are counted */
export function failureKey(row: Pick<AcmeAuthorizationRow, 'accountId' | 'value'>): string {
  return `failures:${row.accountId}:${row.value}`
}

function requireOwnAuthorization(runtime: AcmeRuntime, request: SignedRequest, id: number): AcmeAuthorizationRow {
  const account = requireAccount(request)
  const row = getAcmeAuthorization(runtime.parts.reader(), id)
  if (row === undefined) throw new Problem('malformed', 'There is no such authorization.', { status: 404 })
  if (row.accountId !== account.id) throw new Problem('unauthorized', 'The authorization is of another account.')
  return row
}

function authorizationAnswer(
  runtime: AcmeRuntime,
  service: ServiceContext,
  row: AcmeAuthorizationRow,
  status: number
): Answer {
  const reader = runtime.parts.reader()
  const shown = authorizationStatusAt(row, runtime.parts.clock.now())
  // What was approved without a proof never had challenges.
  const kept = row.basis === 'policy' ? [] : challengesOf(reader, row.id)
  const challenges = kept.filter((one) =>
    // RFC 8555 7.1.4: once it is decided, what decided it.
    shown === 'pending'
      ? true
      : shown === 'invalid'
        ? one.error !== null || one.status === 'invalid'
        : one.status === 'valid'
  )
  const processing = challenges.some((one) => one.status === 'processing')
  const address = `${service.base}/authz/${row.id}`
  return {
    status,
    headers: { location: address, ...(processing ? { 'retry-after': pollAfter } : {}) },
    body: {
      status: shown,
      expires: timestamp(row.expiresAt),
      identifier: { type: row.type, value: row.value },
      ...(row.wildcard ? { wildcard: true } : {}),
      ...(row.subdomains ? { subdomainAuthAllowed: true } : {}),
      challenges: challenges.map((one) => challengeBody(runtime, service, one))
    }
  }
}

function challengeAnswer(
  runtime: AcmeRuntime,
  service: ServiceContext,
  row: AcmeChallengeRow,
  authorizationId: number
): Answer {
  return {
    status: 200,
    headers: {
      link: [link(`${service.base}/authz/${authorizationId}`, 'up')],
      ...(row.status === 'processing' ? { 'retry-after': pollAfter } : {})
    },
    body: challengeBody(runtime, service, row)
  }
}

function challengeBody(
  runtime: AcmeRuntime,
  service: ServiceContext,
  row: AcmeChallengeRow
): Readonly<Record<string, unknown>> {
  // RFC 8823 3 3: from whom the message with the first part of the token comes; `token` is the second part.
  const from = row.type === 'email-reply-00' ? getAcmeMail(runtime.parts.reader(), row.id)?.sentFrom : undefined
  return {
    type: row.type,
    ...(from === undefined ? {} : { from }),
    url: `${service.base}/chall/${row.id}`,
    status: row.status,
    token: row.token,
    ...(row.validatedAt === null ? {} : { validated: timestamp(row.validatedAt) }),
    ...(row.error === null ? {} : { error: row.error })
  }
}
