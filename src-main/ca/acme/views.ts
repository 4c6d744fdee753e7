import type { z } from 'zod'
import {
  acmeProblem,
  type acmeAccountRow,
  type acmeAuthorizationView,
  type acmeOrderRow,
  type AcmeProblem
} from '../../../src-shared/api/services.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  attemptsOf,
  authorizationsOf,
  challengesOf,
  endAcmeAccount,
  getAcmeAccount,
  getAcmeEab,
  getAcmeOrder,
  getAcmeService,
  listAcmeAccounts,
  listAcmeOrders,
  type AcmeOrderRow
} from '../../store/acme.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import { getCertificate } from '../../store/certificates.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireAcmeService } from './service-view.ts'

type AccountRow = z.infer<typeof acmeAccountRow>
type OrderRow = z.infer<typeof acmeOrderRow>
type AuthorizationView = z.infer<typeof acmeAuthorizationView>

interface PageInput {
  readonly service?: Ref | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}
interface Paged<Row> {
  rows: Row[]
  next: string | null
  total: number | null
}

/** @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listAccounts(ca: CaContext, input: PageInput): Paged<AccountRow> {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? null : requireAcmeService(from, input.service).id
  const before = input.cursor === undefined ? null : decodeCursor('acme-account', input.cursor).id
  const found = listAcmeAccounts(from, serviceId, before, input.limit + 1)
  return paged('acme-account', found, input.limit, (row): AccountRow => ({
    id: row.id,
    serviceId: row.serviceId,
    serviceName: getAcmeService(from, row.serviceId)?.name ?? '',
    status: row.status,
    thumbprint: row.thumbprint,
    keyType: keyTypeOf(row.jwk),
    contacts: [...row.contacts],
    eabId: row.eabId,
    eabName: row.eabId === null ? null : (getAcmeEab(from, row.eabId)?.name ?? null),
    orders: row.orders,
    createdAt: row.createdAt,
    createdFrom: row.createdFrom
  }))
}

/** @throws ChanceryError `not-found`, `malformed` (cursor) */
export function listOrders(
  ca: CaContext,
  input: PageInput & { readonly account?: number | undefined; readonly status?: OrderRow['status'] | undefined }
): Paged<OrderRow> {
  const from = reader(ca.store)
  const serviceId = input.service === undefined ? null : requireAcmeService(from, input.service).id
  const before = input.cursor === undefined ? null : decodeCursor('acme-order', input.cursor).id
  const now = ca.clock.now()
  const filter = {
    serviceId,
    accountId: input.account ?? null,
    ...(input.status === undefined ? {} : { status: { shown: input.status, now } })
  }
  const found = listAcmeOrders(from, filter, before, input.limit + 1)
  return paged('acme-order', found, input.limit, (row) => orderRow(ca, from, row))
}

/** @returns an order with every attempt to validate its names, and the bytes that were seen. @throws ChanceryError `not-found` */
export function showOrder(
  ca: CaContext,
  input: { id: number }
): { order: OrderRow; authorizations: AuthorizationView[] } {
  const from = reader(ca.store)
  const row = getAcmeOrder(from, input.id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no ACME order with number ${input.id}.`)
  return { order: orderRow(ca, from, row), authorizations: authorizationViews(from, row.id, ca.clock.now()) }
}

/** Closes an account for good. @throws ChanceryError `not-found`, `conflict` */
export async function revokeAccount(ca: CaContext, input: { id: number }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = getAcmeAccount(tx, input.id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no ACME account with number ${input.id}.`)
    if (!endAcmeAccount(tx, row.id, 'revoked'))
      throw new ChanceryError('conflict', `The ACME account ${row.id} is ${row.status} already.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'acme.account-revoke',
      object: { kind: 'acme-account', id: row.id },
      outcome: 'ok',
      detail: { thumbprint: row.thumbprint }
    })
    afterCommit(tx, () => ca.emit('service.changed', { id: row.serviceId }))
  })
  return { ok: true }
}

function orderRow(ca: CaContext, from: Reader, row: AcmeOrderRow): OrderRow {
  const now = ca.clock.now()
  const certificate = row.certificateId === null ? undefined : getCertificate(from, row.certificateId)
  const lapsed = (row.status === 'pending' || row.status === 'ready') && row.expiresAt <= now
  return {
    id: row.id,
    serviceId: row.serviceId,
    accountId: row.accountId,
    status: lapsed ? 'invalid' : row.status,
    identifiers: row.identifiers.map(({ type, value }) => ({ type, value })),
    requestId: row.requestId,
    certificateId: row.certificateId,
    certificate:
      certificate === undefined
        ? null
        : {
            state: certificateStateAt(certificate, now, ca.settings().expiringDays),
            notAfter: certificate.notAfter
          },
    replacesCertificateId: row.replacesCertificateId,
    error: problemOf(row.error),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt
  }
}

function authorizationViews(from: Reader, orderId: number, now: number): AuthorizationView[] {
  return authorizationsOf(from, orderId).map((row) => ({
    id: row.id,
    identifier: { type: row.type, value: row.value },
    wildcard: row.wildcard,
    status: (row.status === 'pending' || row.status === 'valid') && row.expiresAt <= now ? 'expired' : row.status,
    basis: row.basis,
    expiresAt: row.expiresAt,
    challenges: challengesOf(from, row.id).map((challenge) => ({
      id: challenge.id,
      type: challenge.type,
      status: challenge.status,
      validatedAt: challenge.validatedAt,
      error: problemOf(challenge.error),
      attempts: attemptsOf(from, challenge.id).map(({ at, outcome, summary, steps, seen }) => ({
        at,
        outcome,
        summary,
        steps: [...steps],
        seen: seen === null ? null : Buffer.from(seen).toString('base64')
      }))
    }))
  }))
}

function problemOf(stored: unknown): AcmeProblem | null {
  return stored === null ? null : acmeProblem.parse(stored)
}

function keyTypeOf(jwk: unknown): string {
  if (typeof jwk !== 'object' || jwk === null) return ''
  if ('crv' in jwk && typeof jwk.crv === 'string') return jwk.crv
  return 'n' in jwk && typeof jwk.n === 'string' ? `RSA-${Math.floor((jwk.n.length * 6) / 8) * 8}` : ''
}

function paged<Row extends { readonly id: number }, View>(
  order: string,
  found: readonly Row[],
  limit: number,
  view: (row: Row) => View
): Paged<View> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(view),
    next: found.length > limit && last !== undefined ? encodeCursor(order, { value: last.id, id: last.id }) : null,
    total: null
  }
}
