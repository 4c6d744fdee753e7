import { createHash } from 'node:crypto'
import { boundSubject } from '../../../src-shared/model/acme.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { EstSettings } from '../../../src-shared/model/est.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { csrAttributes } from '../../pki/csr.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import {
  getEstRequest,
  saveEstRequest,
  takeEstUse,
  validityOfEstCertificate,
  type EstRequestRecord,
  type EstServiceRow
} from '../../store/est.ts'
import { isEstUseHeld, spendEstUse } from '../../store/est-uses.ts'
import { getKey } from '../../store/keys.ts'
import { getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { approvedBy, canonicalAddress } from '../acme/approved-names.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import type { IssuanceOutcome, IssuanceRequest, ProofOfPossession } from '../issue/request.ts'
import { askedFromCsr } from '../profile/asked-from-csr.ts'
import { readDnsName } from '../profile/dns-name.ts'
import { boundValidity } from '../profiles/bound-validity.ts'
import { afterIssuance } from '../requests/after-issuance.ts'
import type { EstAsk } from './ask.ts'
import type { EstRequester } from './authenticate.ts'
import { followed, type Following } from './re-enrol.ts'
import { EstRefused } from './refused.ts'
import { clientThatUses, freeUse, holdingUse, isEnded } from './uses.ts'

/** Whose key is certified: that of the CSR, or one that was made here. */
export interface CertifiedKey {
  readonly publicKey: Uint8Array
  readonly proofOfPossession: ProofOfPossession
  readonly keyId?: number
}

/** A request that was refused stays so for this long; afterwards the same CSR asks anew. */
const REFUSED_FOR = 24 * 3_600_000

/** @returns who acts, as the audit log names an EST client */
export function estActor(service: Pick<EstServiceRow, 'name'>, requester: Pick<EstRequester, 'text'> | null): Actor {
  return {
    operatorId: null,
    name: requester === null ? `EST ${service.name}` : `EST ${service.name} ${requester.text}`,
    channel: 'est'
  }
}

/** Where a request stands before the door is asked. */
export interface Standing {
  readonly contentSha256: Uint8Array
  readonly transactionId: string
  readonly attempt: number
  /** What the same request led to before; undefined for one that is new. */
  readonly earlier: RequestRecord | undefined
  /** Span that its certificate is to hold; null leaves it to the profile. */
  readonly validity: string | null
}

/**
 * The same CSR of the same client is one request until it was answered, also across restarts (RFC 7030 4.2.3): its
 * transaction id follows from what it asks. Its challengePassword and signature do not count, since both change with the
 * connection where a client binds them to it.
 */
export function standingOf(ca: CaContext, ask: EstAsk): Standing {
  const from = reader(ca.store)
  const contentSha256 = contentOf(ask)
  const answered = getEstRequest(from, ask.service.id, contentSha256)
  const idOf = (attempt: number): string => `est:${ask.service.id}:${contentSha256.toString('hex')}:${attempt}`
  const attempt = answered?.attempt ?? 1
  const earlier = getRequestByTransaction(from, idOf(attempt))
  const over =
    earlier !== undefined &&
    (ask.operation === 'serverkeygen' && earlier.state === 'issued'
      ? keyIsGone(from, earlier)
      : isOver(answered, earlier, ask.settings, ca.clock.now()))
  const validity = validityFor(from, ask)
  if (!over) return { contentSha256, transactionId: idOf(attempt), attempt, earlier, validity }
  return { contentSha256, transactionId: idOf(attempt + 1), attempt: attempt + 1, earlier: undefined, validity }
}

/** A client that is known has its own; who renews with a certificate alone keeps that under which it was got. */
function validityFor(from: Reader, { requester: { client, certificateId }, operation }: EstAsk): string | null {
  if (client !== null) return client.validity
  return operation === 'simplereenroll' && certificateId !== null ? validityOfEstCertificate(from, certificateId) : null
}

/** A key is handed over once: who asks again after that asks for another. */
function keyIsGone(from: Reader, { keyId }: RequestRecord): boolean {
  return keyId === null || getKey(from, keyId)?.sealed == null
}

function isOver(
  answered: EstRequestRecord | undefined,
  earlier: RequestRecord,
  settings: EstSettings,
  now: number
): boolean {
  switch (earlier.state) {
    case 'issued':
      return answered?.certificateId != null && answered.updatedAt + settings.repeatMinutes * 60_000 <= now
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'failed':
      return earlier.updatedAt + REFUSED_FOR <= now
    default:
      return false
  }
}

function contentOf({ requester, operation, csr }: EstAsk): Buffer {
  const content = createHash('sha256').update(`${requester.key}\n${operation}\n`)
  for (const part of [csr.subject.der, csr.publicKey.der]) content.update(part)
  for (const { oid, values } of csr.attributes) {
    if (oid === csrAttributes.challengePassword) continue
    content.update(`\n${oid}\n`)
    for (const value of values) content.update(value)
  }
  return content.digest()
}

/**
 * Sends a request through the door (RFC 7030 4.2): issued, or waiting for approval or for the key.
 * @throws EstRefused; ChanceryError as `issue`, `malformed` for a CSR that cannot be read
 */
export async function enrol(
  ca: CaContext,
  ask: EstAsk,
  key: CertifiedKey = {
    publicKey: ask.csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der: ask.csr.der }
  },
  standing: Standing = standingOf(ca, ask)
): Promise<IssuanceOutcome> {
  const { earlier, transactionId } = standing
  if (earlier !== undefined && isEnded(earlier)) {
    await freeUse(ca, ask, transactionId)
    throw refusedBefore(earlier)
  }
  const asked = { ...askedOf(ask), ...(earlier === undefined ? wantedValidity(ca, ask, standing.validity) : {}) }
  const renews = ask.operation === 'simplereenroll'
  // A repetition is given what the first one led to, whatever became of the old certificate meanwhile.
  const follows: Following = renews && earlier === undefined ? followed(ca, ask, asked) : { kind: 'new' }
  const link = (tx: Writer, certificateId: number): void => {
    const row = getRequestByTransaction(tx, transactionId)
    if (row !== undefined) keep(tx, ca, ask, standing, row.id, certificateId)
  }
  const throughDoor = (): Promise<IssuanceOutcome> => issue(ca, requestOf(ask, key, standing, asked, follows, link))
  // What is repeated has taken its use before.
  const outcome = await (earlier === undefined ? holdingUse(ca, ask, transactionId, throughDoor) : throughDoor())
  // What was issued at once is kept with its certificate; what waited is kept here, when the client learns of it.
  const kept = getEstRequest(reader(ca.store), ask.service.id, standing.contentSha256)
  const certificateId = outcome.kind === 'issued' ? outcome.certificateId : null
  if (kept?.requestId !== outcome.requestId || kept.certificateId !== certificateId)
    await transaction(ca.store, (tx) => keep(tx, ca, ask, standing, outcome.requestId, certificateId))
  if (renews) await afterIssuance(ca, outcome, estActor(ask.service, ask.requester))
  return outcome
}

function requestOf(
  { service, requester, operation, address }: EstAsk,
  key: CertifiedKey,
  { transactionId }: Standing,
  asked: AskedContent,
  follows: Following,
  link: (tx: Writer, certificateId: number) => void
): IssuanceRequest {
  const { client } = requester
  return {
    profileId: service.profileId,
    publicKey: key.publicKey,
    proofOfPossession: key.proofOfPossession,
    ...(key.keyId === undefined ? {} : { keyId: key.keyId }),
    asked,
    actor: estActor(service, requester),
    requester: { service: service.name, client: client?.name ?? null, operation, address },
    requesterText: `EST ${service.name} ${requester.text}`.slice(0, 500),
    requesterRoles: [],
    control: { holder: `est:${service.id}:${requester.key}` },
    channel: 'est',
    ...follows,
    transactionId,
    link
  }
}

/** Writes down what became of a request. The first row of an enrolment counts as a use of its client, unless one is held for it. */
function keep(
  tx: Writer,
  ca: CaContext,
  ask: EstAsk,
  { contentSha256, attempt, transactionId, validity }: Standing,
  requestId: number,
  certificateId: number | null
): void {
  const { service, requester, operation, address } = ask
  const now = ca.clock.now()
  const client = clientThatUses(ask)
  if (client !== null) {
    if (isEstUseHeld(tx, transactionId)) {
      if (certificateId !== null) spendEstUse(tx, transactionId)
    } else if (getEstRequest(tx, service.id, contentSha256)?.attempt !== attempt) takeEstUse(tx, client.id, now)
  }
  saveEstRequest(tx, {
    serviceId: service.id,
    clientId: requester.client?.id ?? null,
    requester: requester.text,
    operation,
    contentSha256,
    attempt,
    requestId,
    certificateId,
    validity,
    address,
    createdAt: now,
    updatedAt: now
  })
  afterCommit(tx, () => ca.emit('service.changed', { id: service.id }))
}

function refusedBefore({ id, state, updatedAt }: RequestRecord): EstRefused {
  const again = new Date(updatedAt + REFUSED_FOR).toISOString()
  return new EstRefused(
    'refused-by-policy',
    `This request was ${state}. Ask the operator, then send another CSR.`,
    `A client asks again for request ${id}, which is ${state}. The same CSR is taken anew from ${again} on; a new CSR at once.`
  )
}

/** What a CSR asks for, within the bounds of its client. */
function askedOf({ requester: { client }, csr, operation, service }: EstAsk): AskedContent {
  const asked = askedFromCsr(csr)
  if (client === null || operation === 'simplereenroll') return asked
  requireWithin(client.name, client.id, client.names, asked, service.name)
  const subject = boundSubject.nullable().parse(client.subject)
  return subject === null ? asked : { ...asked, subject }
}

/** @throws EstRefused where the profile lets nobody choose any more */
function wantedValidity(
  ca: CaContext,
  { service, requester }: EstAsk,
  validity: string | null
): Pick<AskedContent, 'validity'> {
  if (validity === null) return {}
  const bound = boundValidity(ca, service.profileId, validity)
  if (bound.kind === 'lost')
    throw new EstRefused('refused-by-policy', bound.message, `${requester.text} was refused. ${bound.advice}`)
  return { validity: bound.validity }
}

function requireWithin(
  name: string,
  id: number,
  bounds: readonly string[],
  { alternativeNames = [], subject = [] }: AskedContent,
  service: string
): void {
  if (bounds.length === 0) return
  const named = [
    ...alternativeNames,
    // A common name that is a DNS name is taken for one by many.
    ...subject.flatMap(({ type, value }) =>
      type === 'CN' && 'value' in readDnsName(value) && value.includes('.') ? [{ type: 'dns' as const, value }] : []
    )
  ]
  const outside = named.filter(({ type, value }) => !covered(bounds, type, value))
  if (outside.length === 0) return
  const texts = outside.map(({ type, value }) => `${type}:${value.slice(0, 100)}`)
  throw new EstRefused(
    'refused-by-policy',
    `You may not have ${texts.slice(0, 5).join(', ')}.`,
    `The client ${name} of ${service} asked for ${texts.slice(0, 5).join(', ')}, outside its names ${bounds.slice(0, 5).join(', ')}. Make another client with these names if they are its own (this one is number ${id}).`,
    texts.map((where) => ({ where, rule: 'est.client-names', message: `${where} is outside the names of the client.` }))
  )
}

function covered(bounds: readonly string[], type: string, value: string): boolean {
  if (type === 'dns') {
    const read = readDnsName(value)
    return 'value' in read && approvedBy(bounds, { type: 'dns', value: read.value }) !== null
  }
  if (type !== 'ip') return false
  try {
    return approvedBy(bounds, { type: 'ip', value: canonicalAddress(value) }) !== null
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
