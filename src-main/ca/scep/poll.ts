import { spkiFingerprint } from '../../pki/describe/key.ts'
import { parseIssuerAndSubject, type ScepMessage } from '../../pki/scep.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { scepTransactionsWith, type ScepTransactionRow } from '../../store/scep-transactions.ts'
import { reader } from '../../store/store.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import type { AskedScep } from './admit.ts'
import type { ScepResult } from './answer.ts'
import { unreadable, type OpenedScep } from './open.ts'
import { ScepRefusal } from './refusal.ts'
import { settle } from './settle.ts'

/** Enrolments with one transaction id that are looked at: a device repeats it, but not often. */
const MOST = 20

/**
 * CertPoll (RFC 8894 3.3.3), GetCertInitial of the drafts: how a request stands. The transaction id says which; the names
 * inside have to be there, and say nothing more. Only who made the request is told.
 * @throws ScepRefusal
 */
export function poll(
  ca: CaContext,
  service: AskedScep,
  message: ScepMessage,
  { content }: OpenedScep
): Promise<ScepResult> {
  try {
    parseIssuerAndSubject(content)
  } catch {
    throw unreadable()
  }
  const from = reader(ca.store)
  const row = scepTransactionsWith(from, service.row.id, message.transactionId, MOST).find((one) =>
    isHis(from, one, message)
  )
  if (row === undefined)
    throw new ScepRefusal('badCertId', 'There is no request with this transactionID and key.', {
      advice: 'The device asks for something that it did not send here, or sent to another service.'
    })
  return settle(ca, service, row)
}

/** The key of the request, or the certificate that it renews. */
function isHis(from: Reader, row: ScepTransactionRow, { signedBy }: ScepMessage): boolean {
  if (row.spkiSha256 === spkiFingerprint(signedBy.certificate.publicKey.der)) return true
  const previous = row.previousCertificateId === null ? undefined : getCertificate(from, row.previousCertificateId)
  return previous?.fingerprint === fingerprintOf(signedBy.certificate.der)
}
