import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AskedContent, RequestKind } from '../../../src-shared/model/request.ts'
import { boundSubject } from '../../../src-shared/model/acme.ts'
import { canonicalAddress } from '../../ca/acme/approved-names.ts'
import { issuedRecord } from '../../ca/acme/issued.ts'
import { issue } from '../../ca/issue/issue.ts'
import type { IssuanceOutcome } from '../../ca/issue/request.ts'
import { acmeHolder } from '../../ca/validation/acme-evidence.ts'
import { askedFromCsr } from '../../ca/profile/asked-from-csr.ts'
import { readEmailAddress } from '../../ca/profile/email-address.ts'
import { readDnsName } from '../../ca/profile/dns-name.ts'
import { profileOfService } from '../../ca/profiles/present.ts'
import { afterIssuance } from '../../ca/requests/after-issuance.ts'
import { parseCsr } from '../../pki/csr.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { base64UrlBytes } from '../../pki/jwk.ts'
import type { CertificationRequest } from '../../pki/model.ts'
import {
  getAcmeEab,
  getAcmeOrder,
  holdAcmeOrder,
  lastCertified,
  moveAcmeOrder,
  type AcmeAccountRow,
  type AcmeAuthorizationRow,
  type AcmeOrderRow
} from '../../store/acme.ts'
import type { Answer } from './answer.ts'
import { orderedValidity } from './bound-validity.ts'
import { rememberIssued } from './certificates.ts'
import { deviceOf, requireDeviceCsr } from './device-names.ts'
import { namesKey } from './identifiers.ts'
import { orderAnswer, requireOwnOrder, validAuthorizations } from './orders.ts'
import { Problem } from './problem.ts'
import { week } from './rate-limits.ts'
import { actorOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { accountKey, requireAccount, requirePayload, type SignedRequest } from './signed-request.ts'
import { orderAfter, orderStatusAt } from './state.ts'

/**
 * Takes the CSR of an order and lets the door issue (RFC 8555 7.4). The order becomes valid in the transaction that
 * records the certificate; where the profile wants approval, or the key is off line, it stays `processing`.
 */
export async function finalize(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number
): Promise<Answer> {
  const account = requireAccount(request)
  const row = requireOwnOrder(runtime, request, id)
  const status = orderStatusAt(row, runtime.parts.clock.now())
  if (status !== 'ready')
    throw new Problem(
      'orderNotReady',
      `The order is ${status}, and only one that is ready is finalized (RFC 8555 7.4).`
    )
  const authorizations = validAuthorizations(runtime, id)
  if (authorizations === null)
    throw new Problem(
      'orderNotReady',
      'An authorization of this order has expired or was deactivated since. Make a new order.'
    )
  const csr = csrIn(requirePayload(request))
  const asked = askedOrBad(csr)
  const device = deviceOf(row)
  if (device === null) requireSameNames(asked, row)
  else requireDeviceCsr(runtime, service, device, authorizations, asked, spkiFingerprint(csr.publicKey.der))
  requireOtherKey(runtime, csr, account)
  if (runtime.finalizing.has(id)) throw new Problem('orderNotReady', 'The order is being finalized at this moment.')
  runtime.finalizing.add(id)
  let issued: number | null = null
  try {
    const spkiSha256 = spkiFingerprint(csr.publicKey.der)
    const follows = before(runtime, service, row, spkiSha256)
    const outcome = await issueFor(runtime, service, account, row, {
      csr,
      asked,
      spkiSha256,
      approved: approvedNames(service, authorizations),
      follows
    })
    if (outcome.kind === 'pending') await runtime.parts.write((tx) => holdAcmeOrder(tx, id, outcome.requestId))
    else {
      issued = outcome.certificateId
      rememberIssued(runtime, account, outcome)
      const { limits } = service.settings
      runtime.limits.count(
        `names:${service.row.id}:${row.namesKey}`,
        limits.certificatesPerNamesPerWeek,
        week,
        runtime.parts.clock.now()
      )
      if (follows.kind !== 'new') await afterIssuance(runtime.parts.ca, outcome, actorOf(service.row, account))
    }
  } finally {
    runtime.finalizing.delete(id)
  }
  runtime.parts.ca.emit('acme-order.changed', { id })
  // The door links order and certificate in the transaction that it answers after.
  const after =
    issued === null
      ? (getAcmeOrder(runtime.parts.reader(), id) ?? row)
      : { ...row, status: 'valid' as const, certificateId: issued }
  return orderAnswer(
    runtime,
    service,
    after,
    200,
    authorizations.map((one) => one.id)
  )
}

/** What a finalization brings to the door beside the order. */
interface Finalization {
  readonly csr: CertificationRequest
  readonly asked: AskedContent
  readonly spkiSha256: string
  /** Names that the service approved without a proof, with the rule that did. */
  readonly approved: Readonly<Record<string, string>>
  readonly follows: Following
}

function issueFor(
  runtime: AcmeRuntime,
  service: ServiceContext,
  account: AcmeAccountRow,
  row: AcmeOrderRow,
  { csr, asked, spkiSha256, approved, follows }: Finalization
): Promise<IssuanceOutcome> {
  const { ca } = runtime.parts
  const contact = account.contacts[0]?.replace(/^mailto:/, '')
  return issue(ca, {
    profileRevisionId: profileOfService(ca, service.row.profileId).revisionId,
    publicKey: csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der: csr.der },
    asked: askedFor(runtime, service, account, row, asked),
    actor: actorOf(service.row, account),
    requester: { service: service.row.name, accountId: account.id, orderId: row.id, contacts: account.contacts },
    requesterText: `ACME ${service.row.name} account ${account.id}${contact === undefined ? '' : ` (${contact})`}`,
    requesterRoles: [],
    control: {
      holder: acmeHolder(account.id),
      accountUri: `${service.base}/account/${account.id}`,
      approved
    },
    channel: 'acme',
    ...follows,
    // Another key for the same order, after a crash, is another request; the same one finds its answer.
    transactionId: `acme:${row.id}:${spkiSha256.slice(0, 32)}`,
    link: (tx, certificateId) => {
      const next = orderAfter('ready', 'issued')
      if (next === null || !moveAcmeOrder(tx, row.id, 'ready', { status: next, certificateId }))
        throw new ChanceryError('conflict', `ACME order ${row.id} was ended meanwhile.`)
    }
  })
}

interface Following {
  readonly kind: RequestKind
  readonly previousCertificateId?: number
}

/** @returns the names of an order that the service approved without a proof, with the rule that did */
function approvedNames(
  service: ServiceContext,
  authorizations: readonly AcmeAuthorizationRow[]
): Record<string, string> {
  if (service.row.approvedNames.length === 0) return {}
  return Object.fromEntries(
    authorizations
      .filter(({ basis }) => basis === 'policy')
      .map(({ value, wildcard }) => [
        wildcard ? `*.${value}` : value,
        `the approved names of the ACME service ${service.row.name}`
      ])
  )
}

/** RA-014 to RA-017: what was issued before for the same names makes this a renewal (same key) or a rekey (another). */
function before(runtime: AcmeRuntime, service: ServiceContext, row: AcmeOrderRow, spkiSha256: string): Following {
  const reader = runtime.parts.reader()
  const replaced = row.replacesCertificateId ?? lastCertified(reader, row.accountId, row.namesKey)
  const previous = replaced === null ? undefined : issuedRecord(reader, replaced)
  if (
    previous === undefined ||
    previous.state === 'revoked' ||
    previous.notAfter < runtime.parts.clock.now() ||
    previous.profileId !== service.row.profileId
  )
    return { kind: 'new' }
  return { kind: previous.spkiSha256 === spkiSha256 ? 'renew' : 'rekey', previousCertificateId: previous.id }
}

function askedFor(
  runtime: AcmeRuntime,
  service: ServiceContext,
  account: AcmeAccountRow,
  row: AcmeOrderRow,
  asked: AskedContent
): AskedContent {
  const eab = account.eabId === null ? undefined : getAcmeEab(runtime.parts.reader(), account.eabId)
  const subject = eab === undefined || eab.subject === null ? null : boundSubject.parse(eab.subject)
  return {
    ...asked,
    alternativeNames: certifiedNames(row, asked),
    ...(subject === null ? {} : { subject }),
    ...orderedValidity(runtime, service, eab, row)
  }
}

/** A device is named as its CSR asks, which `requireDeviceCsr` has looked at. */
function certifiedNames(row: AcmeOrderRow, asked: AskedContent): NonNullable<AskedContent['alternativeNames']> {
  return row.identifiers.flatMap(({ type, value }) =>
    type === 'permanent-identifier' ? (asked.alternativeNames ?? []) : [{ type, value }]
  )
}

function csrIn(payload: Readonly<Record<string, unknown>>): CertificationRequest {
  const text = payload['csr']
  const der = typeof text === 'string' ? base64UrlBytes(text) : null
  if (der === null || der.length === 0)
    throw new Problem('malformed', 'csr is a PKCS#10 request in DER, in base64url without padding.')
  try {
    return parseCsr(der)
  } catch (error) {
    throw new Problem('badCSR', error instanceof ChanceryError ? error.message : 'The CSR cannot be read.', {
      cause: error
    })
  }
}

/** RFC 8555 7.4: exactly the identifiers of the order, in alternative names or common name, and no name of another type. */
function requireSameNames(asked: AskedContent, row: AcmeOrderRow): void {
  const named = new Set<string>()
  const forMail = row.identifiers.some(({ type }) => type === 'email')
  for (const { type, value } of asked.alternativeNames ?? []) {
    const name = type === 'dns' || type === 'ip' || type === 'email' ? normal(type, value) : null
    if (name === null) throw new Problem('badCSR', `The CSR asks for ${type}:${value}, which an order cannot have.`)
    named.add(name)
  }
  for (const { type, value } of asked.subject ?? []) {
    if (type !== 'CN' && !(type === 'emailAddress' && forMail)) continue
    const name = normal('email', value) ?? normal('ip', value) ?? normal('dns', value)
    if (name === null || !row.namesKey.split(' ').includes(name))
      throw new Problem(
        'badCSR',
        `The ${type === 'CN' ? 'common name' : 'mail address'} "${value.slice(0, 100)}" of the CSR is not among the names of the order (RFC 8555 7.4).`
      )
    // RFC 8823 3: a mail address stands among the alternative names, whatever else names it.
    if (!name.startsWith('email:')) named.add(name)
  }
  const wanted = new Set(namesKey(row.identifiers).split(' '))
  const more = [...named].filter((name) => !wanted.has(name))
  const less = [...wanted].filter((name) => !named.has(name))
  if (more.length > 0)
    throw new Problem('badCSR', `The CSR names more than the order: ${more.slice(0, 5).join(', ')} (RFC 8555 7.4).`)
  if (less.length > 0)
    throw new Problem('badCSR', `The CSR lacks names of the order: ${less.slice(0, 5).join(', ')} (RFC 8555 7.4).`)
}

function askedOrBad(csr: CertificationRequest): AskedContent {
  try {
    return askedFromCsr(csr)
  } catch (error) {
    throw new Problem('badCSR', error instanceof ChanceryError ? error.message : 'The CSR cannot be read.', {
      cause: error
    })
  }
}

function normal(type: 'dns' | 'ip' | 'email', value: string): string | null {
  if (type === 'email') {
    const read = readEmailAddress(value)
    return 'value' in read && read.value.kind === 'email' ? `email:${read.value.value}` : null
  }
  if (type === 'dns') {
    const name = readDnsName(value)
    return 'value' in name ? `dns:${name.value}` : null
  }
  try {
    return `ip:${canonicalAddress(value)}`
  } catch {
    return null
  }
}

/** RFC 8555 11.1: the account's key is not certified. */
function requireOtherKey(runtime: AcmeRuntime, csr: CertificationRequest, account: AcmeAccountRow): void {
  if (sameBytes(accountKey(runtime, account).spki, csr.publicKey.der))
    throw new Problem(
      'badCSR',
      'The CSR holds the key of the account; a certificate needs a key of its own (RFC 8555 11.1).'
    )
}
