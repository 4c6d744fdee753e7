import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { CertificationRequest } from '../../pki/model.ts'
import type { ScepMessage } from '../../pki/scep.ts'
import { getCertificate, type CertificateRecord } from '../../store/certificates.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { getScepDevice, seeScepDevice, useScepChallenge } from '../../store/scep-challenges.ts'
import {
  enrolmentOfCertificate,
  getScepTransaction,
  insertScepTransaction,
  liveScepTransaction,
  type ScepTransactionRow
} from '../../store/scep-transactions.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { AskedScep } from './admit.ts'
import { redeem, type Redeemed } from './redeem.ts'
import { ScepRefusal } from './refusal.ts'

/** What lets a device in: a secret, or the certificate that it has. */
type Grounds =
  | { readonly kind: 'secret'; readonly redeemed: Redeemed }
  | {
      readonly kind: 'certificate'
      readonly previous: CertificateRecord
      readonly deviceId: number | null
      readonly validity: string | null
    }

/**
 * Finds the enrolment that is repeated, or begins one: the secret is used in the same transaction, so that of two
 * requests with one secret one is let in.
 */
export async function openTransaction(
  ca: CaContext,
  service: AskedScep,
  message: ScepMessage,
  csr: CertificationRequest,
  previous: CertificateRecord | null
): Promise<ScepTransactionRow> {
  const spkiSha256 = spkiFingerprint(csr.publicKey.der)
  const csrSha256 = createHash('sha256').update(csr.der).digest('hex')
  return transaction(ca.store, (tx) => {
    const live = liveScepTransaction(tx, service.row.id, message.transactionId)
    if (live !== undefined && live.spkiSha256 !== spkiSha256)
      throw new ScepRefusal('badRequest', 'The transactionID was used before for another key.', {
        advice: 'A message was replayed, or two devices choose the same transactionID.'
      })
    if (live?.csrSha256 === csrSha256 && live.previousCertificateId === (previous?.id ?? null) && isGood(tx, live))
      return live
    const grounds = groundsOf(tx, ca, service, csr, previous)
    const id = insertScepTransaction(tx, {
      serviceId: service.row.id,
      transactionId: message.transactionId,
      messageType: message.type,
      spkiSha256,
      csrSha256,
      subject: csr.subject.text.slice(0, 500),
      previousCertificateId: previous?.id ?? null,
      challengeId: grounds.kind === 'secret' ? (grounds.redeemed.challenge?.id ?? null) : null,
      deviceId: grounds.kind === 'secret' ? (grounds.redeemed.challenge?.deviceId ?? null) : grounds.deviceId,
      validity: grounds.kind === 'secret' ? (grounds.redeemed.challenge?.validity ?? null) : grounds.validity,
      external: grounds.kind === 'secret' && grounds.redeemed.external,
      client: service.client,
      createdAt: ca.clock.now()
    })
    const row = getScepTransaction(tx, id)
    if (row === undefined) throw new ChanceryError('damaged', `The enrolment ${id} was not written.`)
    if (row.challengeId !== null && !useScepChallenge(tx, row.challengeId))
      throw new ScepRefusal('badRequest', 'The secret was used already.', { wrongSecret: true })
    if (row.deviceId !== null) seeScepDevice(tx, row.deviceId, ca.clock.now(), service.client)
    afterCommit(tx, () => ca.emit('scep-enrolment.changed', { id }))
    return row
  })
}

/** A certificate that ended or was revoked since is not given out again. */
function isGood(from: Reader, { state, certificateId }: ScepTransactionRow): boolean {
  return state !== 'issued' || certificateId === null || getCertificate(from, certificateId)?.state === 'active'
}

function groundsOf(
  tx: Writer,
  ca: CaContext,
  service: AskedScep,
  csr: CertificationRequest,
  previous: CertificateRecord | null
): Grounds {
  if (previous === null)
    return { kind: 'secret', redeemed: redeem(tx, ca.clock.now(), service, csr.challengePassword ?? '') }
  const { deviceId, validity } = enrolmentOfCertificate(tx, previous.id) ?? { deviceId: null, validity: null }
  if (deviceId !== null && getScepDevice(tx, deviceId)?.state !== 'active')
    throw new ScepRefusal('badRequest', 'The device was removed and renews no more.', {
      advice: 'Register it again, or revoke its certificates.'
    })
  return { kind: 'certificate', previous, deviceId, validity }
}
