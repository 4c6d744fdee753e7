import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureChoices, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { profileContent } from '../../../src-shared/model/profile.ts'
import { assembleSigned } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { Writer } from '../../store/connection.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { getRequest, type RequestRecord } from '../../store/requests.ts'
import {
  abandonReservation,
  getReservation,
  listOpenReservations,
  type ReservationRow
} from '../../store/reservations.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { signCertificate } from '../sign.ts'
import { announce } from './announce.ts'
import type { Issuer } from './issuer-type.ts'
import { loadIssuer } from './issuer.ts'
import { prepareAgain } from './prepare.ts'
import { record } from './record.ts'
import type { IssuanceOutcome } from './request.ts'
import { setRequestState } from './reserve.ts'

/**
 * What a crash left between intent and record: the key may or may not have signed these bytes. Listed at every start,
 * until somebody decides.
 */
export function openReservations(ca: Pick<CaContext, 'store'>): readonly ReservationRow[] {
  return listOpenReservations(reader(ca.store))
}

/** @returns the open reservation of a request, or undefined. */
export function openReservationOf(ca: Pick<CaContext, 'store'>, requestId: number): ReservationRow | undefined {
  return listOpenReservations(reader(ca.store)).find((reservation) => reservation.requestId === requestId)
}

/**
 * `complete`: sign the reserved bytes again and record the certificate, which names the same key and serial.
 * `revoke`: give up, and put the serial on the authority's CRLs in case the key had signed. The safe choice.
 * `abandon`: give up without an entry on the CRL, when it is certain that the key had not signed.
 */
export type ReservationEnd = 'complete' | 'revoke' | 'abandon'

/** Decides on an open reservation. @throws ChanceryError `not-found`, `conflict`; for `complete` as `resume`. */
export async function resolveReservation(
  ca: CaContext,
  authorityId: number,
  serial: string,
  actor: Actor,
  end: ReservationEnd = 'revoke'
): Promise<IssuanceOutcome | null> {
  const reservation = getReservation(reader(ca.store), authorityId, serial)
  if (reservation === undefined)
    throw new ChanceryError('not-found', `Serial ${serial} was never reserved for this authority.`)
  if (reservation.state !== 'open')
    throw new ChanceryError('conflict', `The reservation of serial ${serial} is ${reservation.state}.`)
  if (underway(ca, reservation)) throw new ChanceryError('busy', `Serial ${serial} is being signed right now.`)
  if (end !== 'complete') {
    await giveUp(ca, reservation, actor, end === 'revoke')
    return null
  }
  const row = reservation.requestId === null ? undefined : getRequest(reader(ca.store), reservation.requestId)
  if (row === undefined)
    throw new ChanceryError('conflict', `Serial ${serial} belongs to no request and cannot be completed. Revoke it.`)
  return completeOpenReservation(ca, reservation, row, actor, undefined)
}

function underway(ca: CaContext, { requestId }: ReservationRow): boolean {
  const row = requestId === null ? undefined : getRequest(reader(ca.store), requestId)
  const { underway: running } = ca.memory
  return (
    row !== undefined &&
    (running.has(`request:${row.id}`) ||
      (row.transactionId !== null && running.has(`transaction:${row.transactionId}`)))
  )
}

function giveUp(ca: CaContext, reservation: ReservationRow, actor: Actor, revoke: boolean): Promise<void> {
  const { authorityId, serial, requestId } = reservation
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    abandonReservation(tx, authorityId, serial, now, revoke)
    if (requestId !== null)
      setRequestState(tx, requestId, {
        state: 'failed',
        reasons: [
          {
            where: 'request',
            rule: 'interrupted',
            message: 'Signing was interrupted, and the reservation was given up. Make the request again.'
          }
        ],
        updatedAt: now
      })
    recordAudit(tx, ca, {
      actor,
      operation: revoke ? 'reservation.revoke' : 'reservation.abandon',
      object: { kind: 'authority', id: authorityId },
      outcome: 'ok',
      detail: { serial, requestId }
    })
  })
}

/** Signs the bytes of an open reservation and records the certificate. */
export async function completeOpenReservation(
  ca: CaContext,
  reservation: ReservationRow,
  row: RequestRecord,
  actor: Actor,
  link: ((tx: Writer, certificateId: number) => void) | undefined
): Promise<IssuanceOutcome> {
  const issuer = loadIssuer(ca, reservation.authorityId)
  const content = contentOf(ca, reservation)
  const algorithm = algorithmOf(reservation.tbs, issuer)
  // An authority without a certificate can only be signing its own.
  const selfSigned = issuer.certificate === null
  const { prepared, certificate } = await prepareAgain(ca, issuer, reservation.tbs, algorithm, selfSigned, content)
  if (spkiFingerprint(certificate.publicKey.der) !== row.spkiSha256)
    throw new ChanceryError(
      'damaged',
      `The reservation of serial ${reservation.serial} is for another key than its request.`
    )
  if (certificate.notAfter <= ca.clock.now())
    throw new ChanceryError(
      'conflict',
      `The certificate that was reserved as ${reservation.serial} would have expired by now. Revoke the reservation.`
    )
  const signed = await signCertificate(ca, prepared)
  const certificateId = await record(ca, {
    requestId: row.id,
    request: row,
    signed,
    report: prepared.parts.report,
    certificateClass: content.certificateClass,
    actor,
    ...(link === undefined ? {} : { link })
  })
  announce(ca, row.id, certificateId, row.previousCertificateId)
  return { kind: 'issued', requestId: row.id, certificateId, der: signed.der }
}

function contentOf(ca: CaContext, reservation: ReservationRow): ReturnType<typeof profileContent.parse> {
  const id = reservation.profileRevisionId
  const revision = id === null ? undefined : getProfileRevision(reader(ca.store), id)
  if (revision === undefined)
    throw new ChanceryError('damaged', `The reservation of serial ${reservation.serial} names no profile.`)
  return profileContent.parse(revision.content)
}

/** Finds the algorithm that the reserved bytes name: that with which they parse. */
function algorithmOf(tbs: Uint8Array, issuer: Issuer): SignatureAlgorithmId {
  for (const algorithm of signatureChoices(issuer.keyAlgorithm)) {
    try {
      parseCertificate(assembleSigned(tbs, algorithm, Uint8Array.of(0)))
      return algorithm
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
    }
  }
  throw new ChanceryError('damaged', 'The reserved bytes are no certificate of this authority.')
}
