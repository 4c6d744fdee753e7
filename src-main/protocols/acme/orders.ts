import { nameReasons } from '../../ca/acme/name-rules.ts'
import { profileOfService } from '../../ca/profiles/present.ts'
import {
  authorizationIdsOf,
  authorizationsOf,
  certifiedSince,
  countOpenAcmeOrders,
  getAcmeOrder,
  insertAcmeOrder,
  ordersSince,
  type AcmeAccountRow,
  type AcmeAuthorizationRow,
  type AcmeOrderRow
} from '../../store/acme.ts'
import { rateLimited } from './accounts.ts'
import { timestamp, type Answer } from './answer.ts'
import { authorize, needsNoProof, plan } from './authorize.ts'
import { requireWithinCredential } from './bound-validity.ts'
import { namesKey, readIdentifiers, takenTypes, throwAll, type OrderedIdentifier } from './identifiers.ts'
import { requireMailAllowed } from './mail-limit.ts'
import { Problem, type Subproblem } from './problem.ts'
import { hour, week } from './rate-limits.ts'
import { certificateIdentifier, replacedCertificate } from './renewal-info.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'
import { requireAccount, requirePayload, type SignedRequest } from './signed-request.ts'
import { authorizationStatusAt, orderStatusAt } from './state.ts'

const day = 86_400_000
/** Seconds after which a client looks again at an order that waits for a person. */
const processingRetry = '10'

/** Makes an order (RFC 8555 7.4; RFC 9773 5 replaces; profiles extension 4). */
export async function newOrder(runtime: AcmeRuntime, service: ServiceContext, request: SignedRequest): Promise<Answer> {
  const { parts } = runtime
  const account = requireAccount(request)
  const payload = requirePayload(request)
  const { limits } = service.settings
  const now = parts.clock.now()
  const identifiers = readIdentifiers(payload['identifiers'], limits.identifiersPerOrder, takenTypes(service.settings))
  const profile = profileOfService(parts.ca, service.row.profileId)
  const asked = payload['profile']
  if (asked !== undefined && asked !== profile.name)
    throw new Problem('invalidProfile', `This service has the profile "${profile.name}" and no other.`)
  const validity = validityOf(payload, profile.mayChooseValidity)
  requireWithinCredential(runtime, account, profile, validity)
  throwAll(refusedByRules(runtime, service, identifiers))
  const { plans, refused } = plan(runtime, service, account, identifiers)
  throwAll(refused)
  const replaced = replacedCertificate(runtime, account, payload['replaces'], identifiers)
  requireWithinLimits(runtime, service, account, identifiers, !plans.every(needsNoProof))
  requireMailAllowed(runtime, service, plans)
  const key = namesKey(identifiers)
  const row = await parts.write((tx) => {
    const authorized = plans.map((one) => authorize(tx, runtime, service, account, one))
    const order: Omit<AcmeOrderRow, 'id' | 'requestId' | 'certificateId' | 'error'> = {
      serviceId: service.row.id,
      accountId: account.id,
      status: authorized.every(({ valid }) => valid) ? 'ready' : 'pending',
      identifiers: identifiers.map(({ type, value }) => ({ type, value })),
      namesKey: key,
      ...validity,
      profile: asked === undefined ? null : profile.name,
      replacesCertificateId: replaced?.id ?? null,
      createdAt: now,
      expiresAt: now + service.settings.orderDays * day
    }
    const ids = [...new Set(authorized.map(({ id }) => id))]
    const id = insertAcmeOrder(tx, order, ids)
    return { id, ...order, requestId: null, certificateId: null, error: null, authorizationIds: ids }
  })
  parts.ca.emit('acme-order.changed', { id: row.id })
  return orderAnswer(runtime, service, row, 201, row.authorizationIds)
}

/** @returns the order as its account sees it (RFC 8555 7.1.3) */
export function order(runtime: AcmeRuntime, service: ServiceContext, request: SignedRequest, id: number): Answer {
  return orderAnswer(runtime, service, requireOwnOrder(runtime, request, id), 200)
}

/** @throws Problem 404 where there is none, 403 where it is another account's */
export function requireOwnOrder(runtime: AcmeRuntime, request: SignedRequest, id: number): AcmeOrderRow {
  const account = requireAccount(request)
  const row = getAcmeOrder(runtime.parts.reader(), id)
  if (row === undefined) throw new Problem('malformed', 'There is no such order.', { status: 404 })
  if (row.accountId !== account.id) throw new Problem('unauthorized', 'The order is of another account.')
  return row
}

export function orderAnswer(
  runtime: AcmeRuntime,
  service: ServiceContext,
  row: AcmeOrderRow,
  status: number,
  known?: readonly number[]
): Answer {
  const { parts } = runtime
  const now = parts.clock.now()
  const shown = orderStatusAt(row, now)
  const address = `${service.base}/order/${row.id}`
  const authorizations = known ?? authorizationIdsOf(parts.reader(), row.id)
  return {
    status,
    headers: { location: address, ...(shown === 'processing' ? { 'retry-after': processingRetry } : {}) },
    body: {
      status: shown,
      expires: timestamp(row.expiresAt),
      identifiers: row.identifiers,
      ...(row.notBefore === null ? {} : { notBefore: timestamp(row.notBefore) }),
      ...(row.notAfter === null ? {} : { notAfter: timestamp(row.notAfter) }),
      ...(row.profile === null ? {} : { profile: row.profile }),
      ...(row.replacesCertificateId === null
        ? {}
        : { replaces: certificateIdentifier(runtime, row.replacesCertificateId) }),
      ...(row.error === null ? {} : { error: row.error }),
      authorizations: authorizations.map((id) => `${service.base}/authz/${id}`),
      finalize: `${address}/finalize`,
      ...(row.certificateId === null ? {} : { certificate: `${service.base}/cert/${row.certificateId}` })
    }
  }
}

/** @returns the authorizations of an order; null where one is not valid at this moment: time may have passed since it became ready */
export function validAuthorizations(runtime: AcmeRuntime, orderId: number): readonly AcmeAuthorizationRow[] | null {
  const now = runtime.parts.clock.now()
  const rows = authorizationsOf(runtime.parts.reader(), orderId)
  return rows.every((row) => authorizationStatusAt(row, now) === 'valid') ? rows : null
}

function refusedByRules(
  runtime: AcmeRuntime,
  service: ServiceContext,
  identifiers: readonly OrderedIdentifier[]
): readonly Subproblem[] {
  // What a certificate says of a device, its CSR asks for; the order only proves it.
  if (identifiers[0]?.type === 'permanent-identifier') return []
  return nameReasons(runtime.parts.ca, service.row.profileId, identifiers).map(({ where, message }): Subproblem => {
    const found = identifiers.find(({ type, value }) => where === `${type}:${value}`)
    return {
      type: 'rejectedIdentifier',
      detail: message,
      ...(found === undefined ? {} : { identifier: { type: found.type, value: found.value } })
    }
  })
}

/** @param waits whether the order will wait for a proof, and so add to those that do */
function requireWithinLimits(
  runtime: AcmeRuntime,
  service: ServiceContext,
  account: AcmeAccountRow,
  identifiers: readonly OrderedIdentifier[],
  waits: boolean
): void {
  const { limits } = service.settings
  const now = runtime.parts.clock.now()
  const reader = runtime.parts.reader()
  const orders = runtime.limits.count(`orders:${account.id}`, limits.ordersPerAccountPerHour, hour, now, () =>
    ordersSince(reader, account.id, now - hour)
  )
  if (orders !== null) throw rateLimited('The account made too many orders within an hour.', orders)
  const same = runtime.limits.look(
    `names:${service.row.id}:${namesKey(identifiers)}`,
    limits.certificatesPerNamesPerWeek,
    week,
    now,
    () => certifiedSince(reader, service.row.id, namesKey(identifiers), now - week)
  )
  if (same !== null) throw rateLimited('Too many certificates for exactly these names were issued within a week.', same)
  if (
    waits &&
    limits.pendingOrdersPerAccount > 0 &&
    countOpenAcmeOrders(reader, account.id, now) >= limits.pendingOrdersPerAccount
  )
    throw rateLimited(
      `The account has ${limits.pendingOrdersPerAccount} orders that wait for proof. Finish or let lapse some of them.`,
      3600
    )
}

function validityOf(
  payload: Readonly<Record<string, unknown>>,
  mayChoose: boolean
): { notBefore: number | null; notAfter: number | null } {
  const [notBefore, notAfter] = [momentOf(payload, 'notBefore'), momentOf(payload, 'notAfter')]
  if (notBefore === null && notAfter === null) return { notBefore, notAfter }
  if (!mayChoose)
    throw new Problem('malformed', 'The profile of this service sets the validity; leave notBefore and notAfter out.')
  if (notAfter === null) throw new Problem('malformed', 'notBefore goes with notAfter here.')
  return { notBefore, notAfter }
}

function momentOf(payload: Readonly<Record<string, unknown>>, name: string): number | null {
  const text = payload[name]
  if (text === undefined) return null
  const at =
    typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(text)
      ? Date.parse(text)
      : Number.NaN
  if (Number.isNaN(at)) throw new Problem('malformed', `${name} is not a moment in the form of RFC 3339.`)
  return Math.floor(at / 1000) * 1000
}
