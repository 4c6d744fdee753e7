import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { updateInSlices } from '../../pki/in-slices.ts'
import { getAuthority, nextCrlNumber } from '../../store/authorities.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { endWaiting, insertCrl, listWaitingCrls, type CrlRow } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { maySignCrl, whyNoCrl } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { signCrl } from '../sign.ts'
import { buildCrls } from './build.ts'
import { planOf, wantedLists, type WantedList } from './lists.ts'
import { decimalNumber } from './number.ts'
import { sharedRun, type CrlWish, type IssuedCrl } from './run.ts'

/** Why a CRL is made; kept with it. */
export type CrlCause =
  'on revocation' | 'on schedule' | 'on request' | 'by hand' | 'ahead of time' | 'in a ceremony' | 'after a crash'

/**
 * Signs CRLs of what the authority revoked or put on hold (RFC 5280 5): the undivided one, and those of its parts and
 * deltas that the wish and the settings ask for. CRLs of one authority are made one after the other; a call that finds
 * one waiting to begin shares it, because that one will hold its entries too.
 * @returns the first of what was signed, that of the undivided CRL
 * @throws ChanceryError `conflict` where the authority does not sign; `locked`, `key-unavailable`; `not-found`
 */
export function issueCrl(
  ca: CaContext,
  authorityId: number,
  cause: CrlCause,
  actor: Actor,
  wish: CrlWish = cause === 'on revocation' ? 'changes' : 'all'
): Promise<IssuedCrl> {
  return sharedRun(ca, authorityId, wish, (wished) => make(ca, authorityId, cause, actor, wished))
}

async function make(
  ca: CaContext,
  authorityId: number,
  cause: CrlCause,
  actor: Actor,
  wish: CrlWish
): Promise<IssuedCrl> {
  const number = await spendNumbers(ca, authorityId, 1)
  try {
    const issuer = loadIssuer(ca, authorityId)
    const lists = wantedLists(ca, reader(ca.store), issuer, wish)
    const made = await signLists(ca, authorityId, lists, number, wholeSeconds(ca.clock.now()), cause)
    return await keep(ca, made, cause, actor)
  } catch (error) {
    await recordFailure(ca, authorityId, 'crl.issue', { number: decimalNumber(number), cause }, error, actor)
    throw error
  }
}

/** RFC 5280 writes whole seconds, so that what is stored is what the CRL says. */
export function wholeSeconds(unixMs: number): number {
  return Math.floor(unixMs / 1000) * 1000
}

/**
 * Takes numbers before the key is touched: after a failure or a crash there is a gap, never the same number twice
 * (RFC 5280 5.2.3).
 * @returns the first. @throws ChanceryError `not-found`; `key-unavailable` where the key is off line; `conflict` where the authority does not sign
 */
export function spendNumbers(ca: CaContext, authorityId: number, count: number): Promise<string> {
  return transaction(ca.store, (tx) => {
    const row = getAuthority(tx, authorityId)
    if (row === undefined) throw new ChanceryError('not-found', `There is no authority with number ${authorityId}.`)
    if (!maySignCrl(row.state) || row.certificateId === null) {
      throw new ChanceryError(
        row.state === 'key-offline' ? 'key-unavailable' : 'conflict',
        whyNoCrl(row.state, row.name)
      )
    }
    return nextCrlNumber(tx, authorityId, count)
  })
}

/** A CRL that is signed and not yet kept. */
export interface SignedCrl {
  readonly row: Omit<CrlRow, 'id'>
  readonly der: Uint8Array
}

/**
 * Builds and signs the lists of one moment under one number.
 * @param inspect sees each TBSCertList before it is signed; what it throws ends the run
 */
export async function signLists(
  ca: CaContext,
  authorityId: number,
  lists: readonly WantedList[],
  number: string,
  thisUpdate: number,
  cause: CrlCause,
  inspect?: (tbs: Uint8Array) => void
): Promise<readonly SignedCrl[]> {
  const plan = planOf(ca, reader(ca.store), loadIssuer(ca, authorityId), lists, number, thisUpdate)
  const built = await buildCrls(ca.store, plan)
  const made: SignedCrl[] = []
  for (const [at, { scope, base }] of lists.entries()) {
    const [planned, unsigned] = [plan.lists[at], built.lists[at]]
    if (planned === undefined || unsigned === undefined)
      throw new ChanceryError('internal', 'Fewer CRLs were built than were planned.')
    const { fields } = planned
    const { tbs, entries } = unsigned
    inspect?.(tbs)
    const der = await signCrl(ca, { authorityId, tbs, signatureAlgorithm: fields.signatureAlgorithm })
    made.push({
      row: {
        authorityId,
        number,
        kind: base === null ? 'complete' : 'delta',
        scope,
        baseNumber: base?.number ?? null,
        thisUpdate: fields.thisUpdate,
        nextUpdate: fields.nextUpdate,
        entries,
        size: der.length,
        sha256: await sha256Of(der),
        createdAt: ca.clock.now(),
        reason: cause,
        seenSeq: built.seenSeq,
        state: 'released',
        releasedAt: ca.clock.now()
      },
      der
    })
  }
  return made
}

async function sha256Of(der: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  await updateInSlices(hash, der)
  return hash.digest('hex')
}

async function keep(ca: CaContext, made: readonly SignedCrl[], cause: CrlCause, actor: Actor): Promise<IssuedCrl> {
  const [first] = made
  if (first === undefined) throw new ChanceryError('internal', 'No CRL was to be made.')
  const { authorityId, number, entries, sha256 } = first.row
  const id = await transaction(ca.store, (tx) => {
    const ids = made.map(({ row, der }) => insertCrl(tx, row, der))
    const [crlId = 0, ...others] = ids
    const withdrawn = withdrawWaiting(tx, authorityId)
    recordAudit(tx, ca, {
      actor,
      operation: 'crl.issue',
      object: { kind: 'crl', id: crlId },
      outcome: 'ok',
      detail: {
        authorityId,
        number: decimalNumber(number),
        entries,
        cause,
        sha256,
        ...(others.length === 0 ? {} : { others }),
        ...(withdrawn.length === 0 ? {} : { withdrawn })
      }
    })
    afterCommit(tx, () => {
      for (const one of ids) ca.emit('crl.issued', { authorityId, crlId: one })
    })
    return crlId
  })
  return { row: { ...first.row, id }, der: first.der }
}

/** What was signed ahead has lower numbers than what is signed now, and would take it back. @returns their ids */
export function withdrawWaiting(tx: Writer, authorityId: number): number[] {
  const ids = listWaitingCrls(tx, authorityId).map(({ id }) => id)
  for (const id of ids) endWaiting(tx, id, { state: 'withdrawn' })
  return ids
}

/** Records in the audit log that signing failed. */
export async function recordFailure(
  ca: CaContext,
  authorityId: number,
  operation: string,
  facts: Readonly<Record<string, unknown>>,
  error: unknown,
  actor: Actor
): Promise<void> {
  const message = error instanceof ChanceryError ? error.message : 'unexpected problem, see the log'
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation,
      object: { kind: 'authority', id: authorityId },
      outcome: 'failed',
      detail: { ...facts, message }
    })
  )
}
