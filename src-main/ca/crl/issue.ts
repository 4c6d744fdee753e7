import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { getAuthority, listAuthorityCertificates, nextCrlNumber } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { insertCrl, latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { countByAuthority } from '../../store/tallies.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { signatureFor } from '../authorities/content.ts'
import { originOf } from '../authorities/find.ts'
import { maySignCrl, stateLabels } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { signCrl } from '../sign.ts'
import { buildCrlOf } from './build.ts'
import { crlExtensions } from './extensions.ts'
import type { IssuedCrl } from './run.ts'
import type { CrlPlan } from './tbs.ts'

/** Why a CRL is made; kept with it. */
export type CrlCause = 'on revocation' | 'on schedule' | 'by hand' | 'after a crash'

/**
 * Signs a complete CRL of everything that the authority revoked or put on hold (RFC 5280 5). CRLs of one authority are
 * made one after the other; a call that finds one waiting to begin shares it, because that one will hold its entries too.
 * @throws ChanceryError `conflict` where the authority does not sign; `locked`, `key-unavailable`; `not-found`
 */
export function issueCrl(ca: CaContext, authorityId: number, cause: CrlCause, actor: Actor): Promise<IssuedCrl> {
  const runs = ca.memory.crlRuns
  const present = runs.get(authorityId)
  if (present?.waiting != null) return present.waiting
  if (present === undefined) {
    const running = make(ca, authorityId, cause, actor).finally(() => ended(ca, authorityId))
    runs.set(authorityId, { running, waiting: null })
    return running
  }
  const waiting = present.running.then(ignore, ignore).then(() => {
    const now = make(ca, authorityId, cause, actor).finally(() => ended(ca, authorityId))
    runs.set(authorityId, { running: now, waiting: null })
    return now
  })
  runs.set(authorityId, { running: present.running, waiting })
  return waiting
}

function ignore(): void {
  // The caller of the CRL before hears of its failure.
}

function ended(ca: CaContext, authorityId: number): void {
  if (ca.memory.crlRuns.get(authorityId)?.waiting === null) ca.memory.crlRuns.delete(authorityId)
}

async function make(ca: CaContext, authorityId: number, cause: CrlCause, actor: Actor): Promise<IssuedCrl> {
  // The number is spent before the key is touched: after a failure there is a gap, never the same number twice (RFC 5280 5.2.3).
  const number = await transaction(ca.store, (tx) => {
    const row = getAuthority(tx, authorityId)
    if (row === undefined) throw new ChanceryError('not-found', `There is no authority with number ${authorityId}.`)
    if (!maySignCrl(row.state) || row.certificateId === null) {
      throw new ChanceryError('conflict', `The authority ${row.name} is ${stateLabels[row.state]} and signs no CRL.`)
    }
    return nextCrlNumber(tx, authorityId)
  })
  try {
    return await build(ca, authorityId, number, cause, actor)
  } catch (error) {
    await transaction(ca.store, (tx) => {
      const detail = {
        number,
        cause,
        message: error instanceof ChanceryError ? error.message : 'unexpected problem, see the log'
      }
      recordAudit(tx, ca, {
        actor,
        operation: 'crl.issue',
        object: { kind: 'authority', id: authorityId },
        outcome: 'failed',
        detail
      })
    })
    throw error
  }
}

async function build(
  ca: CaContext,
  authorityId: number,
  number: number,
  cause: CrlCause,
  actor: Actor
): Promise<IssuedCrl> {
  const from = reader(ca.store)
  const plan = planOf(ca, from, authorityId, number)
  const { tbs, entries } = await buildCrlOf(ca.store, plan)
  const der = await signCrl(ca, { authorityId, tbs, signatureAlgorithm: plan.fields.signatureAlgorithm })
  const row = {
    authorityId,
    number,
    kind: 'complete' as const,
    thisUpdate: plan.fields.thisUpdate,
    nextUpdate: plan.fields.nextUpdate,
    entries,
    size: der.length,
    sha256: createHash('sha256').update(der).digest('hex'),
    createdAt: ca.clock.now(),
    reason: cause
  }
  const id = await transaction(ca.store, (tx) => {
    const crlId = insertCrl(tx, row, der)
    recordAudit(tx, ca, {
      actor,
      operation: 'crl.issue',
      object: { kind: 'crl', id: crlId },
      outcome: 'ok',
      detail: { authorityId, number, entries, cause, sha256: row.sha256 }
    })
    afterCommit(tx, () => ca.emit('crl.issued', { authorityId, crlId }))
    return crlId
  })
  return { row: { ...row, id }, der }
}

function planOf(ca: CaContext, from: Reader, authorityId: number, number: number): CrlPlan {
  const issuer = loadIssuer(ca, authorityId)
  const { crl } = issuer.settings
  const counts = countByAuthority(from).find((row) => row.authorityId === authorityId)
  const thisUpdate = Math.floor(ca.clock.now() / 1000) * 1000
  return {
    authorityId,
    fields: {
      signatureAlgorithm: signatureFor(issuer.settings.signatureAlgorithm, issuer.keyAlgorithm),
      issuer: issuer.subjectDer,
      thisUpdate,
      nextUpdate: addDuration(thisUpdate, durationOf(crl.life)),
      extensions: crlExtensions(issuer.keyIdentifier, number, crl.keepExpired ? keptSince(from, authorityId) : null)
    },
    expected: (counts?.revoked ?? 0) + (counts?.suspended ?? 0),
    // RFC 5280 3.3: an entry leaves only after it stood on a CRL made after the certificate's end, so the last CRL decides.
    notAfterFrom: crl.keepExpired ? null : (latestCrl(from, authorityId)?.thisUpdate ?? null)
  }
}

/** Everything issued here is kept; what an imported authority issued elsewhere is not known. */
function keptSince(from: Reader, authorityId: number): number {
  const row = getAuthority(from, authorityId)
  if (row === undefined) return 0
  if (originOf(row).key === 'imported') return row.createdAt
  const starts = listAuthorityCertificates(from, authorityId).map(
    ({ certificateId }) => getCertificate(from, certificateId)?.notBefore ?? row.createdAt
  )
  return Math.min(row.createdAt, ...starts)
}
