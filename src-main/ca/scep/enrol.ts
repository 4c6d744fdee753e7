import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AskedContent, RequestKind } from '../../../src-shared/model/request.ts'
import { parseCsr } from '../../pki/csr.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import type { Certificate, CertificationRequest } from '../../pki/model.ts'
import type { ScepMessage } from '../../pki/scep.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import { afterCommit } from '../../store/connection.ts'
import { getScepChallenge, getScepDevice, releaseScepChallenge } from '../../store/scep-challenges.ts'
import { moveScepTransaction, type ScepTransactionRow } from '../../store/scep-transactions.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { issuedByDer } from '../acme/issued.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { askedFromCsr } from '../profile/asked-from-csr.ts'
import { boundValidity } from '../profiles/bound-validity.ts'
import { afterIssuance } from '../requests/after-issuance.ts'
import type { AskedScep } from './admit.ts'
import type { ScepResult } from './answer.ts'
import { openTransaction } from './begin.ts'
import { boundsOf, requireWithinPrevious, withinBounds } from './bounds.ts'
import { unreadable, type OpenedScep } from './open.ts'
import { ScepRefusal, scepFailureOf } from './refusal.ts'
import { issuedResult, settle } from './settle.ts'
import { askValidator } from './validator.ts'

/** PKCSReq, RenewalReq and UpdateReq (RFC 8894 3.3.1). @throws ScepRefusal, ChanceryError of the door */
export async function enrol(
  ca: CaContext,
  service: AskedScep,
  message: ScepMessage,
  { content }: OpenedScep
): Promise<ScepResult> {
  const csr = csrIn(content)
  const signer = message.signedBy.certificate
  const previous = previousOf(ca, service, message, signer)
  if (previous === null) requireSameKey(csr, signer)
  const row = await openTransaction(ca, service, message, csr, previous)
  if (row.state !== 'open') return settle(ca, service, row)
  try {
    if (row.external) await askValidator(ca, service.row, externalQuestion(service, message, csr))
    return await issueFor(ca, service, row, csr, previous)
  } catch (error) {
    await endRefused(ca, row, error)
    throw error
  }
}

function externalQuestion(
  { client }: AskedScep,
  { transactionId }: ScepMessage,
  csr: CertificationRequest
): { transactionId: string; csr: Uint8Array; challenge: string; client: string } {
  return { transactionId, csr: csr.der, challenge: csr.challengePassword ?? '', client }
}

/** What is inside is read by whoever has the key; that it is no request is not told apart from what cannot be decrypted. */
function csrIn(content: Uint8Array): CertificationRequest {
  try {
    return parseCsr(content)
  } catch {
    throw unreadable()
  }
}

/**
 * RFC 8894 2.2, 2.3: who signs with a certificate of ours renews it. Older devices say PKCSReq for that too.
 * @returns the certificate before; null for who enrols for the first time
 */
function previousOf(
  ca: CaContext,
  { row, settings }: AskedScep,
  { type }: ScepMessage,
  signer: Certificate
): CertificateRecord | null {
  const record = issuedByDer(reader(ca.store), signer.der)
  if (record === undefined) {
    if (type === 'PKCSReq') return null
    throw new ScepRefusal(
      'badCertId',
      `A ${type} is signed with the certificate that it renews; this one is not known here.`,
      {
        advice: 'The device enrols anew, with a secret.'
      }
    )
  }
  const now = ca.clock.now()
  if (!settings.renewal)
    throw new ScepRefusal('badRequest', 'This service does not renew certificates by signing with them.', {
      advice: 'scep update --settings.renewal lets devices renew.'
    })
  if (record.state !== 'active' || now < record.notBefore || now >= record.notAfter)
    throw new ScepRefusal(
      'badCertId',
      `The certificate that signed the request is ${record.state === 'active' ? 'not valid now' : record.state}.`,
      {
        advice: 'The device enrols anew, with a secret.'
      }
    )
  if (record.profileId !== row.profileId)
    throw new ScepRefusal(
      'badCertId',
      'The certificate that signed the request is of another profile than this service gives out.'
    )
  return record
}

function requireSameKey(csr: CertificationRequest, signer: Certificate): void {
  if (sameBytes(csr.publicKey.der, signer.publicKey.der)) return
  throw new ScepRefusal(
    'badMessageCheck',
    'The message is signed with another key than the one in the certificate request, and not with a certificate of ours.',
    { advice: 'Whoever asks must hold the key that is certified (RFC 8894 2.2).' }
  )
}

/** Keeps a request within what its grounds give: the bounds of its secret, or the certificate before. @throws ScepRefusal */
function askedFor(
  ca: CaContext,
  { row: { profileId } }: AskedScep,
  row: ScepTransactionRow,
  csr: CertificationRequest,
  previous: CertificateRecord | null
): AskedContent {
  const named = namesFor(ca, row, csr, previous)
  if (row.validity === null) return named
  const bound = boundValidity(ca, profileId, row.validity)
  if (bound.kind === 'lost') throw new ScepRefusal('badRequest', bound.message, { advice: bound.advice })
  return { ...named, validity: bound.validity }
}

function namesFor(
  ca: CaContext,
  row: ScepTransactionRow,
  csr: CertificationRequest,
  previous: CertificateRecord | null
): AskedContent {
  const from = reader(ca.store)
  const asked = askedFromCsr(csr)
  if (previous !== null) {
    requireWithinPrevious(asked, requireParsed(from, previous.id))
    return asked
  }
  const challenge = row.challengeId === null ? undefined : getScepChallenge(from, row.challengeId)
  if (challenge === undefined) return asked
  const device = challenge.deviceId === null ? undefined : getScepDevice(from, challenge.deviceId)
  return withinBounds(asked, boundsOf(challenge), device?.identifier ?? null)
}

async function issueFor(
  ca: CaContext,
  service: AskedScep,
  row: ScepTransactionRow,
  csr: CertificationRequest,
  previous: CertificateRecord | null
): Promise<ScepResult> {
  const asked = askedFor(ca, service, row, csr, previous)
  const { name } = service.row
  const outcome = await issue(ca, {
    profileId: service.row.profileId,
    publicKey: csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der: csr.der },
    asked,
    actor: service.actor,
    requester: {
      service: name,
      transactionId: row.transactionId,
      client: service.client,
      challengeId: row.challengeId,
      deviceId: row.deviceId
    },
    requesterText: `SCEP ${name} ${requesterOf(ca, row, previous)}`,
    requesterRoles: [],
    channel: 'scep',
    ...followsOf(row, previous),
    // A repetition finds the row, and by it the first answer.
    transactionId: `scep:${row.id}`,
    link: (tx, certificateId) => {
      moveScepTransaction(tx, row.id, ca.clock.now(), { state: 'issued', certificateId })
      afterCommit(tx, () => ca.emit('scep-enrolment.changed', { id: row.id }))
    }
  })
  if (outcome.kind === 'pending') {
    await transaction(ca.store, (tx) => {
      const { requestId } = outcome
      moveScepTransaction(tx, row.id, ca.clock.now(), { state: 'pending', requestId })
      afterCommit(tx, () => ca.emit('scep-enrolment.changed', { id: row.id }))
    })
    return { kind: 'pending' }
  }
  if (previous !== null) await afterIssuance(ca, outcome, service.actor)
  return issuedResult(ca, service.settings, outcome.der)
}

function requesterOf(ca: CaContext, row: ScepTransactionRow, previous: CertificateRecord | null): string {
  const from = reader(ca.store)
  const device = row.deviceId === null ? undefined : getScepDevice(from, row.deviceId)
  if (device !== undefined) return `device ${device.identifier}`
  if (previous !== null) return `renewing certificate ${previous.id}`
  const label = row.challengeId === null ? '' : (getScepChallenge(from, row.challengeId)?.label ?? '')
  return label === '' ? row.client : label
}

function followsOf(
  row: ScepTransactionRow,
  previous: CertificateRecord | null
): { readonly kind: RequestKind; readonly previousCertificateId?: number } {
  if (previous === null) return { kind: 'new' }
  return { kind: previous.spkiSha256 === row.spkiSha256 ? 'renew' : 'rekey', previousCertificateId: previous.id }
}

/** What passes by itself leaves the enrolment open for the repetition; what does not ends it. The secret is good again where a person can set right what was wrong. */
async function endRefused(ca: CaContext, row: ScepTransactionRow, error: unknown): Promise<void> {
  const failure =
    error instanceof ScepRefusal ? error.failure : error instanceof ChanceryError ? scepFailureOf(error.code) : null
  if (failure === null) return
  const message = error instanceof Error ? error.message : ''
  await transaction(ca.store, (tx) => {
    moveScepTransaction(tx, row.id, ca.clock.now(), { state: 'refused', failure, message })
    if (row.challengeId !== null) releaseScepChallenge(tx, row.challengeId)
    afterCommit(tx, () => ca.emit('scep-enrolment.changed', { id: row.id }))
  })
}
