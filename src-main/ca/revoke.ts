import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { FinalRevocationReason } from '../../src-shared/model/revocation.ts'
import { getAuthority } from '../store/authorities.ts'
import type { CertificateRecord } from '../store/certificates.ts'
import { afterCommit, type Writer } from '../store/connection.ts'
import {
  reinstateCertificate as reinstateRow,
  revokeCertificate as revokeRow,
  suspendCertificate as suspendRow
} from '../store/revocations.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { recordAudit } from './audit.ts'
import { settingsOf } from './authorities/find.ts'
import { maySignCrl, whyNoCrl } from './authorities/states.ts'
import { requireCertificate } from './certificates/find.ts'
import { changedTogether, runBulk, type Bulk, type BulkOutcome } from './bulk.ts'
import type { CaContext } from './context.ts'
import { issueCrl } from './crl/issue.ts'
import { decimalNumber } from './crl/number.ts'

/** What was done about the CRL after a change of revocation status. */
export interface CrlFollowUp {
  /** The new CRL; null where none was made. */
  readonly crlId: number | null
  /** Why none was made, or its number, in words. */
  readonly crlNote: string
}

/**
 * Revokes a certificate of ours for good (RFC 5280 5.3.1), then renews the CRL where its authority does so at once.
 * A certificate of an authority is revoked like any other: what that authority issued keeps its own state, and
 * verifiers refuse it because the chain breaks.
 * @param input `invalidityDate` is when the key was or may have been lost (5.3.2), Unix ms, not in the future
 * @throws ChanceryError `not-found`; `conflict` where it is revoked or expired; `refused-by-policy`; `invalid-input`
 */
export async function revokeCertificate(
  ca: CaContext,
  input: { id: number; reason: FinalRevocationReason; invalidityDate?: number | undefined; comment: string },
  actor: Actor
): Promise<CrlFollowUp> {
  const authorityId = await revokeOne(ca, input, actor)
  return followUp(ca, authorityId, actor)
}

/**
 * Revokes certificates, each in a transaction of its own, some of them in one flush of the disk; one that cannot be revoked
 * does not stop the others. A cancellation, or the end of the engine, leaves those that were done revoked, each with its row
 * in the audit log; the same call made again tells them as revoked and goes on with the others.
 * Then each authority concerned signs one CRL, also after a cancellation.
 */
export async function revokeMany(
  ca: CaContext,
  input: { ids: readonly number[]; reason: FinalRevocationReason; comment: string },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return manyWithOneCrl(ca, input.ids, actor, bulk, (id) =>
    revokeOne(ca, { id, reason: input.reason, comment: input.comment }, actor)
  )
}

async function revokeOne(
  ca: CaContext,
  input: { id: number; reason: FinalRevocationReason; invalidityDate?: number | undefined; comment: string },
  actor: Actor
): Promise<number> {
  return transaction(ca.store, (tx) => {
    const now = seconds(ca.clock.now())
    const record = requireCertificate(tx, input.id)
    const authorityId = requireOurs(tx, record)
    requireRevocable(tx, record, authorityId, now)
    if (input.reason === 'cACompromise' && record.class !== 'authority') {
      throw new ChanceryError(
        'invalid-input',
        'The reason cACompromise is for certificates of authorities (RFC 5280 5.3.1). Choose keyCompromise.'
      )
    }
    if (input.invalidityDate !== undefined && input.invalidityDate > now) {
      throw new ChanceryError(
        'invalid-input',
        'The invalidity date lies in the future; it says since when the key was not safe any more (RFC 5280 5.3.2).'
      )
    }
    revokeRow(tx, record.id, {
      at: now,
      reason: input.reason,
      invalidityAt: input.invalidityDate === undefined ? null : seconds(input.invalidityDate)
    })
    const detail = {
      serial: record.serial,
      authorityId,
      from: record.state,
      reason: input.reason,
      invalidityDate: input.invalidityDate ?? null,
      comment: input.comment
    }
    changed(tx, ca, record, 'certificate.revoke', detail, actor)
    return authorityId
  })
}

/** Puts a certificate on hold; it goes on the CRL as certificateHold. @throws as `revokeCertificate` */
export async function suspendCertificate(
  ca: CaContext,
  input: { id: number; comment: string },
  actor: Actor
): Promise<CrlFollowUp> {
  return followUp(ca, await suspendOne(ca, input, actor), actor)
}

/** Puts certificates on hold one by one; then each authority concerned signs one CRL, also after a cancellation. */
export async function suspendMany(
  ca: CaContext,
  input: { ids: readonly number[]; comment: string },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return manyWithOneCrl(ca, input.ids, actor, bulk, (id) => suspendOne(ca, { id, comment: input.comment }, actor))
}

/** Takes certificates off hold, as `suspendMany` puts them there. */
export async function reinstateMany(
  ca: CaContext,
  input: { ids: readonly number[]; comment: string },
  actor: Actor,
  bulk: Bulk = {}
): Promise<BulkOutcome> {
  return manyWithOneCrl(ca, input.ids, actor, bulk, (id) => reinstateOne(ca, { id, comment: input.comment }, actor))
}

/** @param change returns the authority of the certificate */
async function manyWithOneCrl(
  ca: CaContext,
  ids: readonly number[],
  actor: Actor,
  bulk: Bulk,
  change: (id: number) => Promise<number>
): Promise<BulkOutcome> {
  const authorities = new Set<number>()
  const outcome = await runBulk(
    ca,
    ids,
    bulk,
    async (id) => {
      authorities.add(await change(id))
    },
    changedTogether
  )
  for (const authorityId of authorities) await followUp(ca, authorityId, actor)
  return outcome
}

function suspendOne(ca: CaContext, input: { id: number; comment: string }, actor: Actor): Promise<number> {
  return transaction(ca.store, (tx) => {
    const now = seconds(ca.clock.now())
    const record = requireCertificate(tx, input.id)
    const id = requireOurs(tx, record)
    requireRevocable(tx, record, id, now)
    suspendRow(tx, record.id, now)
    changed(
      tx,
      ca,
      record,
      'certificate.suspend',
      { serial: record.serial, authorityId: id, comment: input.comment },
      actor
    )
    return id
  })
}

/** Takes a certificate off hold; the next complete CRL does not list it. @throws ChanceryError `not-found`, `conflict` where it is not on hold */
export async function reinstateCertificate(
  ca: CaContext,
  input: { id: number; comment: string },
  actor: Actor
): Promise<CrlFollowUp> {
  return followUp(ca, await reinstateOne(ca, input, actor), actor)
}

function reinstateOne(ca: CaContext, input: { id: number; comment: string }, actor: Actor): Promise<number> {
  return transaction(ca.store, (tx) => {
    const record = requireCertificate(tx, input.id)
    const id = requireOurs(tx, record)
    reinstateRow(tx, record.id)
    changed(
      tx,
      ca,
      record,
      'certificate.reinstate',
      { serial: record.serial, authorityId: id, comment: input.comment },
      actor
    )
    return id
  })
}

/** Signs a CRL where the authority does so on every revocation. Never throws: the revocation itself is done. */
export async function followUp(ca: CaContext, authorityId: number, actor: Actor): Promise<CrlFollowUp> {
  const row = getAuthority(reader(ca.store), authorityId)
  if (row === undefined) return { crlId: null, crlNote: 'The authority is not in the database.' }
  if (!settingsOf(row).crl.onRevocation)
    return { crlId: null, crlNote: `${row.name} signs its CRLs on schedule or by hand.` }
  if (!maySignCrl(row.state)) return { crlId: null, crlNote: whyNoCrl(row.state, row.name) }
  try {
    const { row: crl } = await issueCrl(ca, authorityId, 'on revocation', actor)
    return { crlId: crl.id, crlNote: `CRL ${decimalNumber(crl.number)} of ${row.name} was signed.` }
  } catch (error) {
    const logId =
      error instanceof ChanceryError
        ? null
        : ca.log.error('a CRL could not be signed after a revocation', error, { authorityId })
    const why = error instanceof ChanceryError ? error.message : `The log has the cause under ${logId}.`
    return { crlId: null, crlNote: `No CRL was signed: ${why}` }
  }
}

/** RFC 5280 writes whole seconds, so that what is stored is what the CRL says. */
function seconds(unixMs: number): number {
  return Math.floor(unixMs / 1000) * 1000
}

function requireOurs(tx: Writer, record: CertificateRecord): number {
  if (
    record.authorityId === null ||
    record.class === 'imported' ||
    getAuthority(tx, record.authorityId) === undefined
  ) {
    throw new ChanceryError(
      'refused-by-policy',
      `Certificate ${record.id} was issued by ${record.issuer}, which is not an authority of yours. Only its issuer can revoke it.`
    )
  }
  return record.authorityId
}

function requireRevocable(tx: Writer, record: CertificateRecord, authorityId: number, now: number): void {
  const authority = getAuthority(tx, authorityId)
  if (record.class === 'authority' && record.subject === record.issuer && authority?.subject === record.subject) {
    throw new ChanceryError(
      'refused-by-policy',
      'A root cannot revoke its own certificate: nobody would believe the CRL. Retire the authority and tell whoever trusts it.'
    )
  }
  if (now > record.notAfter && authority !== undefined && !settingsOf(authority).crl.keepExpired) {
    throw new ChanceryError(
      'conflict',
      `Certificate ${record.id} expired on ${new Date(record.notAfter).toISOString().slice(0, 10)}; verifiers refuse it already. To revoke expired certificates, let the authority keep them on its CRL.`
    )
  }
}

function changed(
  tx: Writer,
  ca: CaContext,
  record: CertificateRecord,
  operation: string,
  detail: unknown,
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'certificate', id: record.id }, outcome: 'ok', detail })
  afterCommit(tx, () => ca.emit('certificate.changed', { id: record.id }))
}
