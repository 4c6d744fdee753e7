import { finalRevocationReason, type FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { revReplyBody, type RevDetails, type RevokedId, type StatusInfo } from '../../pki/cmp.ts'
import { decodeExtension } from '../../pki/extensions/decode.ts'
import { beginCmpTransaction, moveCmpTransaction } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordRefusal } from '../services/refusals.ts'
import { requireAuthority } from '../authorities/find.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from '../revoke.ts'
import { usedBefore } from './enrol.ts'
import { actorOf, senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { logCmp } from './log.ts'
import { certificateMeant, isOwnCertificate } from './previous.ts'
import { CmpRefusal, refusalOf } from './refusal.ts'
import { directoryName } from './signer.ts'

const REASON_CODE = '2.5.29.21'
const INVALIDITY_DATE = '2.5.29.24'
/** Certificates in one rr; RFC 9483 4.2 names one. */
const MOST = 20

/**
 * Takes an rr (RFC 9810 5.3.9, RFC 9483 4.2). A device revokes its own certificates or puts them on hold; a registration
 * authority does so with any of the service's authority, and takes off hold.
 * @throws CmpRefusal before anything was done; after that each status says what became of its certificate
 */
export async function revoke(exchange: Exchange, details: readonly RevDetails[]): Promise<CmpAnswer> {
  if (details.length === 0 || details.length > MOST)
    throw new CmpRefusal('badRequest', `An rr names one to ${MOST} certificates.`)
  const rowId = await begin(exchange)
  const statuses: StatusInfo[] = []
  const revoked: RevokedId[] = []
  const words: string[] = []
  const { ca, service } = exchange
  const issuer = directoryName(requireAuthority(reader(ca.store), service.authorityId).subjectDer)
  for (const one of details) {
    try {
      words.push(await revokeOne(exchange, one))
      statuses.push({ status: 'accepted', texts: [], failures: [] })
    } catch (error) {
      const refusal = await logged(exchange, one, refusalOf(ca, error))
      words.push(refusal.operatorText)
      statuses.push({ status: 'rejection', texts: [refusal.message], failures: [refusal.failure] })
    }
    if (one.template.serial !== null) revoked.push({ issuer, serial: one.template.serial })
  }
  const state = statuses.some(({ status }) => status === 'accepted') ? 'done' : 'refused'
  await transaction(ca.store, (tx) =>
    moveCmpTransaction(tx, rowId, 'begun', { state, message: words.join(' '), now: ca.clock.now() })
  )
  return { body: revReplyBody(statuses, revoked.length === statuses.length ? revoked : []) }
}

function begin(exchange: Exchange): Promise<number> {
  const { ca, service, peer, transactionId, nonce } = exchange
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const id = beginCmpTransaction(tx, {
      serviceId: service.id,
      transactionId,
      kind: 'rr',
      state: 'begun',
      clientId: peer.client?.id ?? null,
      peer: peer.id,
      peerText: senderText(exchange),
      address: service.address,
      certReqId: '00',
      nonce,
      implicit: true,
      requestId: null,
      certificateId: null,
      validity: null,
      message: '',
      deadline: now + 60_000,
      createdAt: now,
      updatedAt: now
    })
    if (id === null) throw usedBefore()
    return id
  })
}

async function revokeOne(exchange: Exchange, { template, extensions }: RevDetails): Promise<string> {
  const { ca, peer } = exchange
  if (template.issuer === null || template.serial === null)
    throw new CmpRefusal(
      'badCertId',
      'The request names no certificate: issuer and serial number are wanted (RFC 9483 4.2).'
    )
  const record = certificateMeant(exchange, template.issuer.key, template.serial)
  if (!peer.ra && !isOwnCertificate(exchange, record))
    throw new CmpRefusal(
      'notAuthorized',
      'A certificate is revoked by its holder, or by a registration authority.',
      `${peer.text} asked to revoke certificate ${record.serial}, which is not its own.`
    )
  if (record.class === 'authority')
    throw new CmpRefusal('notAuthorized', 'The certificate of an authority is not revoked by this protocol.')
  if (record.state === 'revoked')
    throw new CmpRefusal('certRevoked', `Certificate ${record.serial} is revoked already.`)
  const reason = reasonOf(extensions)
  // Who put it on hold may not have been the holder: an operator waits for news of a lost device.
  if (reason === 'removeFromCRL' && !peer.ra)
    throw new CmpRefusal(
      'notAuthorized',
      'A certificate is taken off hold by a registration authority or an operator.',
      `${peer.text} asked to take certificate ${record.serial} off hold.`
    )
  const input = { id: record.id, comment: `Asked for by ${senderText(exchange)} over CMP` }
  const actor = actorOf(exchange)
  if (reason === 'removeFromCRL') {
    await reinstateCertificate(ca, input, actor)
    return `Certificate ${record.serial} was taken off hold.`
  }
  if (reason === 'certificateHold') {
    await suspendCertificate(ca, input, actor)
    return `Certificate ${record.serial} was put on hold.`
  }
  const invalidityDate = invalidityOf(extensions)
  await revokeCertificate(ca, { ...input, reason, ...(invalidityDate === null ? {} : { invalidityDate }) }, actor)
  return `Certificate ${record.serial} was revoked (${reason}).`
}

function reasonOf(extensions: RevDetails['extensions']): FinalRevocationReason | 'certificateHold' | 'removeFromCRL' {
  const extension = extensions.find(({ oid }) => oid === REASON_CODE)
  if (extension === undefined) return 'unspecified'
  const decoded = decodeExtension(extension)
  if (decoded.kind !== 'reasonCode') return 'unspecified'
  const { value } = decoded
  if (value === 'certificateHold' || value === 'removeFromCRL') return value
  const final = finalRevocationReason.options.find((one) => one === value)
  if (final !== undefined) return final
  throw new CmpRefusal('badRequest', `The reason ${String(value)} is not one for a revocation.`)
}

function invalidityOf(extensions: RevDetails['extensions']): number | null {
  const extension = extensions.find(({ oid }) => oid === INVALIDITY_DATE)
  if (extension === undefined) return null
  const decoded = decodeExtension(extension)
  return decoded.kind === 'invalidityDate' ? decoded.value : null
}

async function logged(exchange: Exchange, { template }: RevDetails, refusal: CmpRefusal): Promise<CmpRefusal> {
  const { ca, service } = exchange
  const message = `${senderText(exchange)} was refused a revocation: ${refusal.operatorText}`
  const detail = { serial: template.serial, failure: refusal.failure, address: service.address }
  if (refusal.failure === 'notAuthorized')
    await recordRefusal(ca, {
      actor: actorOf(exchange),
      operation: 'cmp.revoke',
      object: { kind: 'cmp-service', id: service.id },
      service: `cmp:${service.name}`,
      message,
      detail
    })
  else await logCmp(ca, service, 'warn', message, detail)
  return refusal
}
