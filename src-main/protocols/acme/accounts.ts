import { recordAudit } from '../../ca/audit.ts'
import {
  accountsSince,
  acmeOrderIds,
  endAcmeAccount,
  getAcmeAccount,
  getAcmeAccountByKey,
  insertAcmeAccount,
  setAcmeContacts,
  setAcmeTermsAgreed,
  useAcmeEab,
  type AcmeAccountRow
} from '../../store/acme.ts'
import { link, type Answer } from './answer.ts'
import { checkBinding } from './external-binding.ts'
import { Problem } from './problem.ts'
import { hour } from './rate-limits.ts'
import { actorOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { requireAccount, requirePayload, type SignedRequest } from './signed-request.ts'

/** Addresses of one account; nobody reads more. */
const mostContacts = 10
/** RFC 6068 without header fields, and one address only (RFC 8555 7.3). */
const mailbox = /^mailto:[^\s@,?&<>"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/
/** Orders on one page of an account's list. */
const ordersOnPage = 50

/** Creates an account, or finds the one of this key (RFC 8555 7.3, 7.3.1). */
export async function newAccount(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  from: { readonly url: string; readonly address: string }
): Promise<Answer> {
  const { parts, limits } = runtime
  const payload = requirePayload(request)
  const key = request.jwk
  if (key === null) throw new Problem('malformed', 'A new account brings its key in jwk.')
  const known = getAcmeAccountByKey(parts.reader(), service.row.id, key.thumbprint)
  if (known !== undefined) {
    if (known.status !== 'valid')
      throw new Problem('unauthorized', `The account of this key is ${known.status} (RFC 8555 7.3.6).`, { status: 401 })
    return accountAnswer(service, known, 200)
  }
  if (payload['onlyReturnExisting'] === true)
    throw new Problem('accountDoesNotExist', 'There is no account for this key.')
  const contacts = contactsOf(payload['contact'])
  const agreed = payload['termsOfServiceAgreed'] === true
  const { termsOfService } = service.settings
  if (termsOfService !== null && !agreed)
    throw new Problem('userActionRequired', `Agree to the terms of service at ${termsOfService} first.`, {
      headers: { link: link(termsOfService, 'terms-of-service') },
      members: { instance: termsOfService }
    })
  const wait = limits.count(
    `account:${service.row.id}:${from.address}`,
    service.settings.limits.accountsPerAddressPerHour,
    hour,
    parts.clock.now(),
    () => accountsSince(parts.reader(), service.row.id, from.address, parts.clock.now() - hour)
  )
  if (wait !== null) throw rateLimited(`From ${from.address} too many accounts were registered within an hour.`, wait)
  const binding = payload['externalAccountBinding']
  const eab = service.row.eab === 'none' ? null : checkBinding(runtime, service, binding, key, from.url)
  const row = await parts.write((tx) => {
    const raced = getAcmeAccountByKey(tx, service.row.id, key.thumbprint)
    if (raced !== undefined) return raced
    const now = parts.clock.now()
    if (eab !== null && !useAcmeEab(tx, eab.id, now))
      throw new Problem('unauthorized', 'The credential was used before, revoked, or has expired.')
    const account: Omit<AcmeAccountRow, 'id'> = {
      serviceId: service.row.id,
      thumbprint: key.thumbprint,
      jwk: key.jwk,
      status: 'valid',
      contacts,
      termsAgreedAt: agreed ? now : null,
      eabId: eab?.id ?? null,
      eabJws: eab === null ? null : binding,
      createdAt: now,
      createdFrom: from.address
    }
    const id = insertAcmeAccount(tx, account)
    recordAudit(tx, parts.ca, {
      actor: actorOf(service.row, { id }),
      operation: 'acme.new-account',
      object: { kind: 'acme-account', id },
      outcome: 'ok',
      detail: {
        service: service.row.name,
        thumbprint: key.thumbprint,
        contacts,
        eab: eab?.name ?? null,
        from: from.address
      }
    })
    return { id, ...account }
  })
  parts.ca.emit('service.changed', { id: service.row.id })
  return accountAnswer(service, row, 201)
}

/** Reads, updates or deactivates an account (RFC 8555 7.3.2, 7.3.6). */
export async function account(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number
): Promise<Answer> {
  const { parts } = runtime
  const row = requireOwn(request, id)
  const { payload } = request
  if (payload === null) return accountAnswer(service, row, 200)
  const deactivate = payload['status'] === 'deactivated'
  if (payload['status'] !== undefined && !deactivate && payload['status'] !== row.status)
    throw new Problem(
      'malformed',
      'The status of an account is changed to "deactivated" and to nothing else (RFC 8555 7.3.6).'
    )
  const contacts = payload['contact'] === undefined ? null : contactsOf(payload['contact'])
  const agreed = payload['termsOfServiceAgreed'] === true && row.termsAgreedAt === null
  if (!deactivate && contacts === null && !agreed) return accountAnswer(service, row, 200)
  const next = await parts.write((tx) => {
    if (contacts !== null) setAcmeContacts(tx, id, contacts)
    if (agreed) setAcmeTermsAgreed(tx, id, parts.clock.now())
    if (deactivate) endAcmeAccount(tx, id, 'deactivated')
    recordAudit(tx, parts.ca, {
      actor: actorOf(service.row, row),
      operation: deactivate ? 'acme.deactivate-account' : 'acme.update-account',
      object: { kind: 'acme-account', id },
      outcome: 'ok',
      detail: { service: service.row.name, ...(contacts === null ? {} : { contacts }) }
    })
    return getAcmeAccount(tx, id) ?? row
  })
  parts.ca.emit('service.changed', { id: service.row.id })
  return accountAnswer(service, next, 200)
}

/** The orders of an account, a page at a time (RFC 8555 7.1.2.1). */
export function accountOrders(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number,
  cursor: string | undefined
): Answer {
  requireOwn(request, id)
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
    throw new Problem('malformed', 'This page of orders does not exist. Begin with the first.')
  const found = acmeOrderIds(runtime.parts.reader(), id, Number(cursor ?? 0), ordersOnPage + 1)
  const page = found.slice(0, ordersOnPage)
  const next =
    found.length > ordersOnPage ? [link(`${service.base}/account/${id}/orders?cursor=${page.at(-1)}`, 'next')] : []
  return {
    status: 200,
    headers: { link: next },
    body: { orders: page.map((order) => `${service.base}/order/${order}`) }
  }
}

export function rateLimited(detail: string, seconds: number): Problem {
  return new Problem('rateLimited', `${detail} Try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) }
  })
}

function requireOwn(request: SignedRequest, id: number): AcmeAccountRow {
  const row = requireAccount(request)
  if (row.id !== id) throw new Problem('unauthorized', 'An account sees and changes itself only.')
  return row
}

function contactsOf(value: unknown): readonly string[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > mostContacts || !value.every((one) => typeof one === 'string'))
    throw new Problem('malformed', `contact is a list of at most ${mostContacts} addresses.`)
  for (const one of value) {
    if (!one.startsWith('mailto:'))
      throw new Problem('unsupportedContact', `"${one.slice(0, 100)}" is not a mailto address.`)
    if (!mailbox.test(one))
      throw new Problem('invalidContact', `"${one.slice(0, 100)}" is not one plain e-mail address.`)
  }
  return value
}

function accountAnswer(service: ServiceContext, row: AcmeAccountRow, status: number): Answer {
  const address = `${service.base}/account/${row.id}`
  return {
    status,
    headers: { location: address },
    body: {
      status: row.status,
      contact: row.contacts,
      ...(row.termsAgreedAt === null ? {} : { termsOfServiceAgreed: true }),
      ...(row.eabJws === null ? {} : { externalAccountBinding: row.eabJws }),
      orders: `${address}/orders`
    }
  }
}
