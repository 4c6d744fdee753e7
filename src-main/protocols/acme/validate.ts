import { setTimeout as pause } from 'node:timers/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { recordAudit } from '../../ca/audit.ts'
import { checkAttestation } from '../../ca/attestation/check.ts'
import { logRefusal } from '../../ca/services/refusals.ts'
import { challengeEvidence, keepChallengeEvidence } from '../../ca/validation/acme-evidence.ts'
import {
  authorizationsOf,
  challengesUnderWay,
  decideAcmeAttestation,
  getAcmeAccount,
  getAcmeAttestation,
  getAcmeAuthorization,
  getAcmeService,
  insertAcmeAttempt,
  moveAcmeAuthorization,
  moveAcmeChallenge,
  moveAcmeOrder,
  openOrdersOf,
  type AcmeAccountRow,
  type AcmeAuthorizationRow,
  type AcmeChallengeRow,
  type AcmeServiceRow
} from '../../store/acme.ts'
import { systemLookup, type ValidationReport, type ValidationWorld } from '../../validation/challenge.ts'
import { validateDns01, validateDnsAccount01 } from '../../validation/dns-01.ts'
import { validateHttp01 } from '../../validation/http-01.ts'
import type { HeardLookup } from '../../validation/name-lookup.ts'
import { validateTlsAlpn01 } from '../../validation/tls-alpn-01.ts'
import { acmeSettingsOf } from '../../ca/acme/service-view.ts'
import { failureKey } from './authorizations.ts'
import { advice, keptProblem, Problem } from './problem.ts'
import { hour } from './rate-limits.ts'
import { actorOf, type AcmeRuntime } from './runtime.ts'
import { authorizationAfter, authorizationStatusAt, challengeAfter, orderAfter, orderEventFrom } from './state.ts'

const day = 86_400_000
/** Validations at one time: each waits for somebody else's server. */
const mostAtOnce = 32
/** Milliseconds before another try where the other side did not answer; what it answered is not asked for again. */
const retries: readonly number[] = [2000, 5000]

export interface Validations {
  /** Looks for challenges that were answered and are not being validated yet. */
  look(): void
  /** Waits until all of them are decided. */
  settle(): Promise<void>
  close(): Promise<void>
}

/**
 * Validates challenges in the background. What is to be done stands in the database as challenges in the state
 * `processing`, so that the next start goes on where this one was killed.
 */
export function createValidations(runtime: () => AcmeRuntime): Validations {
  const underWay = new Map<number, Promise<void>>()
  const stop = new AbortController()

  const look = (): void => {
    if (stop.signal.aborted) return
    for (const row of challengesUnderWay(runtime().parts.reader(), mostAtOnce * 2)) {
      if (underWay.size >= mostAtOnce) return
      if (underWay.has(row.id)) continue
      const work = validateChallenge(runtime(), row, stop.signal)
        .catch((error: unknown) => {
          if (!stop.signal.aborted)
            runtime().parts.log.error('a validation stumbled', error, { area: 'acme', challenge: row.id })
        })
        .finally(() => {
          underWay.delete(row.id)
          look()
        })
      underWay.set(row.id, work)
    }
  }
  const settle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay.values())
  }
  return {
    look,
    settle,
    close: async () => {
      stop.abort()
      await settle()
    }
  }
}

export interface Subject {
  readonly challenge: AcmeChallengeRow
  readonly authorization: AcmeAuthorizationRow
  readonly account: AcmeAccountRow
  readonly service: AcmeServiceRow
}

async function validateChallenge(
  runtime: AcmeRuntime,
  challenge: AcmeChallengeRow,
  signal: AbortSignal
): Promise<void> {
  const subject = subjectOf(runtime, challenge)
  if (challenge.type === 'device-attest-01') return keepAttested(runtime, subject, signal)
  for (let tried = 0; ; tried++) {
    const heard: HeardLookup[] = []
    const report = await attempt(runtime, subject, heard, signal)
    const wait = retries[tried]
    const again =
      report.outcome === 'failed' && (report.failure === 'connection' || report.failure === 'dns') && wait !== undefined
    await keep(runtime, subject, { report, heard, again }, signal)
    if (!again) return
    await pause(wait, undefined, { signal })
  }
}

/** @throws ChanceryError `damaged` */
export function subjectOf(runtime: AcmeRuntime, challenge: AcmeChallengeRow): Subject {
  const reader = runtime.parts.reader()
  const authorization = getAcmeAuthorization(reader, challenge.authorizationId)
  const account = authorization === undefined ? undefined : getAcmeAccount(reader, authorization.accountId)
  const service = account === undefined ? undefined : getAcmeService(reader, account.serviceId)
  if (authorization === undefined || account === undefined || service === undefined)
    throw new ChanceryError('damaged', `ACME challenge ${challenge.id} belongs to nothing.`)
  return { challenge, authorization, account, service }
}

/** @param heard is filled with the lookups */
export function worldFor(runtime: AcmeRuntime, service: AcmeServiceRow, heard: HeardLookup[]): ValidationWorld {
  const { net, ca } = runtime.parts
  const { addresses } = acmeSettingsOf(service)
  return (
    ca.control?.world(addresses, (lookup) => void heard.push(lookup)) ?? { net, lookup: systemLookup(net), addresses }
  )
}

async function attempt(
  runtime: AcmeRuntime,
  { challenge, authorization, account, service }: Subject,
  heard: HeardLookup[],
  signal: AbortSignal
): Promise<ValidationReport> {
  if (authorization.type !== 'dns' && authorization.type !== 'ip')
    throw new ChanceryError('damaged', `A challenge of type ${challenge.type} proves no ${authorization.type}.`)
  const world = worldFor(runtime, service, heard)
  const keyAuthorization = `${challenge.token}.${account.thumbprint}`
  const identifier = { type: authorization.type, value: authorization.value }
  switch (challenge.type) {
    case 'http-01':
      return validateHttp01(world, { identifier, token: challenge.token, keyAuthorization }, signal)
    case 'dns-01':
      return validateDns01(world, { domain: authorization.value, keyAuthorization }, signal)
    case 'dns-account-01': {
      const accountUrl = challenge.accountUrl ?? ''
      return validateDnsAccount01(world, { domain: authorization.value, accountUrl, keyAuthorization }, signal)
    }
    case 'tls-alpn-01':
      return validateTlsAlpn01(world, { identifier, keyAuthorization }, signal)
    default:
      throw new ChanceryError('damaged', `There is no challenge of type ${challenge.type}.`)
  }
}

/** device-attest-01: nobody is asked, what came with the answer is looked at. @throws ChanceryError `damaged` */
async function keepAttested(runtime: AcmeRuntime, subject: Subject, signal: AbortSignal): Promise<void> {
  const { challenge, authorization, account, service } = subject
  const bytes = getAcmeAttestation(runtime.parts.reader(), challenge.id)
  if (bytes === undefined)
    throw new ChanceryError('damaged', `The answer to ACME challenge ${challenge.id} is not there.`)
  const { attestationFormats, attestationRoots } = acmeSettingsOf(service)
  const { report, spkiSha256 } = checkAttestation(runtime.parts.ca, {
    bytes,
    formats: attestationFormats,
    ownRoots: attestationRoots,
    identifier: authorization.value,
    token: challenge.token,
    keyAuthorization: `${challenge.token}.${account.thumbprint}`
  })
  await keep(runtime, subject, { report, heard: [], again: false, attestedKey: spkiSha256 }, signal)
}

export interface Tried {
  readonly report: ValidationReport
  readonly heard: readonly HeardLookup[]
  /** It will be tried once more. */
  readonly again: boolean
  /** What the proof rests on, where it is more than was compared. */
  readonly raw?: Uint8Array | null
  /** SHA-256 of the key that a device attested; null where its attestation does not hold. */
  readonly attestedKey?: string | null
}

/**
 * Keeps one try; the last one decides challenge, authorization and the orders that wait for it, and becomes evidence, in one
 * transaction.
 */
export async function keep(
  runtime: AcmeRuntime,
  { challenge, authorization, account, service }: Subject,
  { report, heard, again, raw, attestedKey }: Tried,
  signal: AbortSignal
): Promise<void> {
  const { parts } = runtime
  const settings = acmeSettingsOf(service)
  // Evidence is kept of names; what a device attested stands with its attempt.
  const evidence =
    again || attestedKey !== undefined
      ? null
      : await challengeEvidence(
          parts.ca,
          {
            accountId: account.id,
            profileId: service.profileId,
            type: challenge.type,
            value: authorization.value,
            wildcard: authorization.wildcard,
            subdomains: authorization.subdomains,
            token: challenge.token,
            keyAuthorization: `${challenge.token}.${account.thumbprint}`,
            report,
            heard,
            ...(raw === undefined ? {} : { raw }),
            accountUrl: challenge.accountUrl,
            expiresAt: parts.clock.now() + settings.authorizationDays * day
          },
          signal
        )
  const changed = await parts.write((tx) => {
    const now = parts.clock.now()
    const { outcome, summary, steps, seen } = report
    insertAcmeAttempt(tx, { challengeId: challenge.id, at: now, outcome, summary, steps, seen })
    if (again) return []
    if (attestedKey !== undefined) decideAcmeAttestation(tx, challenge.id, attestedKey)
    if (evidence !== null) keepChallengeEvidence(tx, parts.ca, evidence)
    const verified = outcome === 'verified'
    const present = getAcmeAuthorization(tx, authorization.id) ?? authorization
    const nextChallenge = challengeAfter('processing', verified ? 'validated' : 'failed')
    const nextAuthorization = authorizationAfter(
      authorizationStatusAt(present, now),
      verified ? 'challenge-valid' : 'challenge-invalid'
    )
    const problem = verified ? undefined : keptProblem(problemFor(report, authorization))
    if (nextChallenge !== null)
      moveAcmeChallenge(tx, challenge.id, 'processing', {
        status: nextChallenge,
        ...(verified ? { validatedAt: now } : {}),
        ...(problem === undefined ? {} : { error: problem })
      })
    if (nextAuthorization !== null)
      moveAcmeAuthorization(tx, authorization.id, present.status, {
        status: nextAuthorization,
        ...(verified ? { expiresAt: now + settings.authorizationDays * day } : {})
      })
    recordAudit(tx, parts.ca, {
      actor: actorOf(service, account),
      operation: 'acme.validate',
      object: { kind: 'acme-challenge', id: challenge.id },
      outcome: verified ? 'ok' : 'failed',
      detail: { type: challenge.type, identifier: authorization.value, wildcard: authorization.wildcard, summary }
    })
    if (!verified)
      logRefusal(tx, parts.ca, {
        service: `acme:${service.name}`,
        message: `${authorization.value}: ${summary} ${advice[report.failure ?? 'unauthorized']}`,
        detail: {
          problem: report.failure ?? 'unauthorized',
          type: challenge.type,
          account: account.id,
          challenge: challenge.id,
          name: authorization.value
        }
      })
    return openOrdersOf(tx, authorization.id).map((order) => {
      const event = orderEventFrom(authorizationsOf(tx, order.id).map((one) => authorizationStatusAt(one, now)))
      const next = event === null ? null : orderAfter(order.status, event)
      if (next !== null)
        moveAcmeOrder(tx, order.id, order.status, {
          status: next,
          ...(problem === undefined ? {} : { error: problem })
        })
      return order.id
    })
  })
  if (!again && report.outcome === 'failed') {
    runtime.limits.count(failureKey(authorization), settings.limits.failuresPerNamePerHour, hour, parts.clock.now())
    parts.log.warn('an ACME validation failed', {
      area: 'acme',
      service: service.name,
      name: authorization.value,
      type: challenge.type,
      reason: report.summary
    })
  }
  for (const id of changed) parts.ca.emit('acme-order.changed', { id })
}

function problemFor(report: ValidationReport, authorization: AcmeAuthorizationRow): Problem {
  const identifier = { type: authorization.type, value: authorization.value }
  return new Problem(report.failure ?? 'unauthorized', report.summary, {
    subproblems: [{ type: report.failure ?? 'unauthorized', detail: report.summary, identifier }]
  })
}
