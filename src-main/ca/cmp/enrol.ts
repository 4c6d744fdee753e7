import type { AskedContent } from '../../../src-shared/model/request.ts'
import type { CmpAnswer, Exchange } from './exchange.ts'
import { parseCsr } from '../../pki/csr.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { CertReqMsg } from '../../pki/crmf.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import {
  beginCmpTransaction,
  findCmpTransaction,
  giveBackCmpUse,
  moveCmpTransaction,
  updateCmpTransaction,
  useCmpClient,
  type CmpTransactionRow
} from '../../store/cmp.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { requireParsed } from '../certificates/find.ts'
import { issue } from '../issue/issue.ts'
import type { IssuanceOutcome, IssuanceRequest } from '../issue/request.ts'
import { askedFromCsr } from '../profile/asked-from-csr.ts'
import { askedBy, askedFromTemplate, boundSpan } from './asked.ts'
import { issueWithCentralKey, wantsCentralKey } from './central-key.ts'
import { delivered, refusedReply, waitingReply, type Asking, type CertReplyKind } from './deliver.ts'
import { actorOf, doorIdOf, senderText, wantsImplicitConfirm } from './exchange.ts'
import { giveUpCutOff, isCutOff } from './interrupted.ts'
import { logCmp } from './log.ts'
import { outcomeOf } from './outcome.ts'
import { updatedCertificate } from './previous.ts'
import { CmpRefusal, refusalOf } from './refusal.ts'

const MINUTE = 60_000
/** Until the door has answered; after a crash the transaction is found again by its poll. */
const BEGUN = 60 * MINUTE

const replies: Readonly<Record<Asking['kind'], CertReplyKind>> = { ir: 'ip', cr: 'cp', kur: 'kup', p10cr: 'cp' }

/** id-pkcs10 (RFC 9810 5.3.4): the answer to a PKCS#10 request has the certReqId -1. */
const PKCS10_ID = '-01'

/**
 * Takes ir, cr, kur and p10cr (RFC 9483 4.1) to the door. From its first row on the transaction id is taken: a message
 * that is played back is refused.
 * @throws CmpRefusal before the transaction has begun; after that the refusal is in the answer
 */
export async function enrol(exchange: Exchange): Promise<CmpAnswer> {
  const asking = askingOf(exchange)
  const cutOff = cutOffBefore(exchange, asking)
  if (cutOff !== undefined && isAtDoor(exchange.ca, cutOff)) return repeated(exchange, asking, cutOff)
  const { working } = exchange.ca.memory.cmp
  if (cutOff !== undefined) working.add(cutOff.id)
  const id = cutOff?.id ?? (await beginWithUse(exchange, asking))
  try {
    const outcome = await throughDoor(exchange, asking, id)
    return outcome.kind === 'issued'
      ? await delivered(exchange, { ...asking, rowId: id }, outcome)
      : await waiting(exchange, asking, id, outcome.requestId)
  } catch (error) {
    return await refused(exchange, asking, id, error)
  } finally {
    working.delete(id)
  }
}

/**
 * Finds the transaction that an earlier process did not get to answer, where its client sends the same again. It goes on,
 * instead of being refused as played back.
 */
function cutOffBefore({ ca, service, peer, transactionId }: Exchange, asking: Asking): CmpTransactionRow | undefined {
  const row = findCmpTransaction(reader(ca.store), service.id, transactionId)
  return row !== undefined && isCutOff(ca, row) && row.peer === peer.id && row.kind === asking.kind ? row : undefined
}

function isAtDoor(ca: CaContext, row: CmpTransactionRow): boolean {
  return getRequestByTransaction(reader(ca.store), doorIdOf(row)) !== undefined
}

/** @throws CmpRefusal where it asks for another key than before */
async function repeated(exchange: Exchange, asking: Asking, row: CmpTransactionRow): Promise<CmpAnswer> {
  const { ca, message } = exchange
  const request = getRequestByTransaction(reader(ca.store), doorIdOf(row))
  const key = message.body.kind === 'p10cr' ? message.body.csr.publicKey.der : asking.message?.template.publicKey?.der
  const central = asking.message !== null && wantsCentralKey(asking.message)
  const same = central ? request?.keyId != null : key !== undefined && spkiFingerprint(key) === request?.spkiSha256
  if (!same) throw usedBefore()
  const answer = await outcomeOf(exchange, row, { ...asking, rowId: row.id })
  if (answer !== null) return answer
  await transaction(ca.store, (tx) =>
    updateCmpTransaction(tx, row.id, { nonce: exchange.nonce, updatedAt: ca.clock.now() })
  )
  return waitingReply(asking, 'The request waits for its approval.')
}

/** Who has no use left, and one that was cut off, begins anew with that. */
async function beginWithUse(exchange: Exchange, asking: Asking): Promise<number> {
  const { ca, peer } = exchange
  const id = await begin(exchange, asking)
  if (id !== null) return id
  const freed = peer.client === null ? 0 : await giveUpCutOff(ca, peer.client.id, actorOf(exchange))
  const again = freed === 0 ? null : await begin(exchange, asking)
  if (again !== null) return again
  throw new CmpRefusal(
    'notAuthorized',
    'This client has got as many certificates as it may.',
    `The ${peer.text} has used up its certificates. Make a new client for it.`
  )
}

function askingOf({ ca, peer, message: { body } }: Exchange): Asking {
  const validity = boundSpan(ca, peer)
  if (body.kind === 'p10cr') return { kind: 'p10cr', reply: replies.p10cr, id: PKCS10_ID, message: null, validity }
  if (body.kind !== 'ir' && body.kind !== 'cr' && body.kind !== 'kur')
    throw new CmpRefusal('badRequest', 'This is no request for a certificate.')
  const [message] = body.requests
  if (message === undefined || body.requests.length > 1)
    throw new CmpRefusal('badRequest', 'Ask for one certificate in a message (RFC 9483 4.1.1).')
  return { kind: body.kind, reply: replies[body.kind], id: message.id, message, validity }
}

/** @returns the row; null where the client has no use left. @throws CmpRefusal for a transaction id that was used */
async function begin(exchange: Exchange, asking: Asking): Promise<number | null> {
  const { ca, service, peer, message, transactionId, nonce } = exchange
  const { working } = ca.memory.cmp
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    if (findCmpTransaction(tx, service.id, transactionId) !== undefined) throw usedBefore()
    if (peer.client !== null && !useCmpClient(tx, peer.client.id, now)) return null
    const id = beginCmpTransaction(tx, {
      serviceId: service.id,
      transactionId,
      kind: asking.kind,
      state: 'begun',
      clientId: peer.client?.id ?? null,
      peer: peer.id,
      peerText: senderText(exchange),
      address: service.address,
      certReqId: asking.id,
      nonce,
      implicit: service.settings.implicitConfirm && wantsImplicitConfirm(message),
      requestId: null,
      certificateId: null,
      validity: asking.validity,
      message: '',
      deadline: now + BEGUN,
      createdAt: now,
      updatedAt: now
    })
    // Its number is known to nobody before the commit.
    if (id !== null) working.add(id)
    return id
  })
}

/** RFC 9810 5.1.1: an id is for one transaction. */
export function usedBefore(): CmpRefusal {
  return new CmpRefusal(
    'transactionIdInUse',
    'This transaction id was used before. Begin again with a new one.',
    'A message has the id of an earlier transaction: it was played back, or sent twice by a client that did not hear the answer.'
  )
}

async function throughDoor(exchange: Exchange, asking: Asking, rowId: number): Promise<IssuanceOutcome> {
  const { ca, service, peer, transactionId, message } = exchange
  const previous =
    asking.kind === 'kur' && asking.message !== null ? updatedCertificate(exchange, asking.message) : null
  const asked = askedBy(ca, service.profileId, peer, askedOf(exchange, asking.message), {
    previous: previous === null ? null : requireParsed(reader(ca.store), previous.id),
    sameNames: service.settings.sameNames,
    validity: asking.validity
  })
  const hex = Buffer.from(transactionId).toString('hex')
  const shared = {
    profileId: service.profileId,
    authorityId: service.authorityId,
    asked,
    actor: actorOf(exchange),
    requester: { service: service.name, client: peer.text, through: exchange.through, transaction: hex },
    requesterText: `CMP ${service.name} ${senderText(exchange)}`,
    requesterRoles: [],
    control: { holder: `cmp:${peer.id}` },
    channel: 'cmp' as const,
    transactionId: doorIdOf({ serviceId: service.id, transactionId }),
    link: (tx: Writer, certificateId: number) =>
      updateCmpTransaction(tx, rowId, { certificateId, updatedAt: ca.clock.now() })
  }
  if (asking.message !== null && wantsCentralKey(asking.message))
    return issueWithCentralKey(exchange, asking.message, { ...shared, ...following(previous, null) })
  const key = keyOf(message.body.kind === 'p10cr' ? message.body.csr.der : null, asking.message, exchange)
  return issue(ca, { ...shared, ...key, ...following(previous, key.publicKey) })
}

function askedOf({ message: { body } }: Exchange, message: CertReqMsg | null): AskedContent {
  if (message !== null) return askedFromTemplate(message.template)
  return body.kind === 'p10cr' ? askedFromCsr(body.csr) : {}
}

function keyOf(
  csr: Uint8Array | null,
  message: CertReqMsg | null,
  { peer }: Exchange
): Pick<IssuanceRequest, 'publicKey' | 'proofOfPossession'> {
  if (csr !== null) return { publicKey: parseCsr(csr).publicKey.der, proofOfPossession: { kind: 'csr', der: csr } }
  const publicKey = message?.template.publicKey?.der
  if (message === null || publicKey === undefined)
    throw new CmpRefusal('badCertTemplate', 'The request holds no public key.')
  if (message.possession?.kind === 'raVerified' && peer.ra)
    return { publicKey, proofOfPossession: { kind: 'vouched', by: peer.text } }
  return { publicKey, proofOfPossession: { kind: 'crmf', der: message.der } }
}

function following(
  previous: CertificateRecord | null,
  publicKey: Uint8Array | null
): Pick<IssuanceRequest, 'kind' | 'previousCertificateId'> {
  if (previous === null) return { kind: 'new' }
  const same = publicKey !== null && spkiFingerprint(publicKey) === previous.spkiSha256
  return { kind: same ? 'renew' : 'rekey', previousCertificateId: previous.id }
}

async function waiting(exchange: Exchange, asking: Asking, id: number, requestId: number): Promise<CmpAnswer> {
  const { ca, service } = exchange
  const message = `Request ${requestId} waits for its approval.`
  await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const deadline = now + service.settings.waitDays * 24 * 60 * MINUTE
    updateCmpTransaction(tx, id, { state: 'waiting', requestId, message, deadline, updatedAt: now })
    afterCommit(tx, () => ca.emit('service.changed', { id: service.id }))
  })
  return waitingReply(asking, 'The request waits for its approval.')
}

async function refused(exchange: Exchange, asking: Asking, id: number, error: unknown): Promise<CmpAnswer> {
  const { ca, service, peer } = exchange
  const refusal = refusalOf(ca, error)
  await transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const ended = moveCmpTransaction(tx, id, 'begun', { state: 'refused', message: refusal.operatorText, now })
    if (ended && peer.client !== null) giveBackCmpUse(tx, peer.client.id)
  })
  await logCmp(ca, service, 'warn', `${senderText(exchange)} was refused a certificate: ${refusal.operatorText}`, {
    failure: refusal.failure,
    kind: asking.kind,
    address: service.address,
    transaction: Buffer.from(exchange.transactionId).toString('hex')
  })
  return refusedReply(asking, refusal)
}
