import { hash, timingSafeEqual } from 'node:crypto'
import { hashOids, signatureAlgorithms, type HashName } from '../../../src-shared/model/algorithm.ts'
import { confirmedBody, type CertStatus } from '../../pki/cmp.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { afterCommit } from '../../store/connection.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { findCmpTransaction, moveCmpTransaction, type CmpTransactionRow } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { afterIssuance } from '../requests/after-issuance.ts'
import { forgetCentralKey } from './central-key.ts'
import { actorOf, senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { logCmp } from './log.ts'
import { openTransaction } from './open-transaction.ts'
import { CmpRefusal } from './refusal.ts'
import { revokeUnwanted } from './unwanted.ts'

/**
 * Takes a certConf (RFC 9810 5.3.18): the client says whether it wants its certificate. One that it does not want is
 * revoked; either way the answer is a pkiconf.
 * @throws CmpRefusal
 */
export async function confirm(exchange: Exchange, statuses: readonly CertStatus[]): Promise<CmpAnswer> {
  const row = openTransaction(exchange, 'unconfirmed', 'certConf')
  const certificate = certificateOf(exchange, row)
  if (statuses.length > 1) throw new CmpRefusal('badRequest', 'One certificate is to be confirmed, and not more.')
  const [status] = statuses
  // An empty list refuses every certificate (RFC 9810 5.3.18).
  const said = status === undefined ? 'no confirmation' : rejection(status)
  if (status !== undefined) requireMeant(status, row, certificate)
  await (said === null ? accepted(exchange, row) : rejected(exchange, row, said))
  await forgetCentralKey(exchange.ca, row.requestId)
  return { body: confirmedBody() }
}

function rejection({ status }: CertStatus): string | null {
  if (status === null || status.status === 'accepted' || status.status === 'grantedWithMods') return null
  const words = [...status.failures, ...status.texts].join(': ')
  return words === '' ? 'no reason was given' : words.replace(/[^\x20-\x7e]/g, ' ').slice(0, 300)
}

function certificateOf({ ca }: Exchange, row: CmpTransactionRow): Certificate {
  const der = row.certificateId === null ? undefined : getCertificateDer(reader(ca.store), row.certificateId)
  if (der === undefined) throw new CmpRefusal('systemFailure', 'The certificate is not in the database any more.')
  return parseCertificate(new Uint8Array(der))
}

function requireMeant(status: CertStatus, row: CmpTransactionRow, certificate: Certificate): void {
  if (status.id !== row.certReqId)
    throw new CmpRefusal('badRequest', 'The confirmation has another certReqId than the request.')
  const digest = hash(digestOf(status, certificate), certificate.der, 'buffer')
  if (digest.length === status.certHash.length && timingSafeEqual(digest, status.certHash)) return
  throw new CmpRefusal('badCertId', 'The confirmation has the hash of another certificate.')
}

/** RFC 9810 5.3.18: the hash of the certificate's signature, or the one that is named. */
function digestOf({ hashOid }: CertStatus, certificate: Certificate): HashName {
  const names = Object.entries(hashOids) as [HashName, string][]
  if (hashOid !== null) {
    const named = names.find(([, oid]) => oid === hashOid)?.[0]
    if (named === undefined || named === 'sha1')
      throw new CmpRefusal('badAlg', `The confirmation uses the hash ${hashOid}, which is not accepted here.`)
    return named
  }
  const { id } = certificate.signatureAlgorithm
  // RFC 9481 2: SHA-512 for Ed25519.
  return (id === null ? null : signatureAlgorithms[id].hash) ?? 'sha512'
}

async function accepted(exchange: Exchange, row: CmpTransactionRow): Promise<void> {
  const { ca } = exchange
  await end(exchange, row, 'done', 'Issued and confirmed.')
  const der = row.certificateId === null ? undefined : getCertificateDer(reader(ca.store), row.certificateId)
  if (row.certificateId !== null && row.requestId !== null && der !== undefined)
    await afterIssuance(
      ca,
      { kind: 'issued', requestId: row.requestId, certificateId: row.certificateId, der: new Uint8Array(der) },
      actorOf(exchange)
    )
}

async function rejected(exchange: Exchange, row: CmpTransactionRow, said: string): Promise<void> {
  const { ca, service } = exchange
  await end(exchange, row, 'rejected', `The client did not want its certificate: ${said}.`)
  await revokeUnwanted(ca, row, `Rejected by the CMP client: ${said}`, actorOf(exchange))
  const message = `${senderText(exchange)} did not want certificate ${row.certificateId ?? ''} and says: ${said}. It was revoked.`
  await logCmp(ca, service, 'warn', message, { certificateId: row.certificateId, address: service.address })
}

/**
 * Ends what a client began and now reports an error for (RFC 9483 3.6.4): a certificate that was to be confirmed is revoked.
 */
export async function endByClient(exchange: Exchange, said: string): Promise<CmpAnswer> {
  const { ca, service, peer, transactionId } = exchange
  const row = findCmpTransaction(reader(ca.store), service.id, transactionId)
  if (row !== undefined && row.peer === peer.id && row.state === 'unconfirmed') {
    await rejected(exchange, row, said === '' ? 'an error' : said)
    await forgetCentralKey(ca, row.requestId)
  }
  return { body: confirmedBody() }
}

async function end(
  { ca, service }: Exchange,
  row: CmpTransactionRow,
  state: 'done' | 'rejected',
  message: string
): Promise<void> {
  const moved = await transaction(ca.store, (tx) => {
    afterCommit(tx, () => ca.emit('service.changed', { id: service.id }))
    return moveCmpTransaction(tx, row.id, 'unconfirmed', { state, message, now: ca.clock.now() })
  })
  if (!moved) throw new CmpRefusal('certConfirmed', 'This certificate was confirmed already.')
}
