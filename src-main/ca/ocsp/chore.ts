import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  listAgedOcspResponses,
  listEnabledOcspServices,
  listUnansweredCertificates,
  oldestOcspResponse,
  pruneOcspResponses
} from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { issuerObstacle, passOnLocked } from '../services/issuer-ready.ts'
import type { AnsweredIssuer } from './memory.ts'
import { currentResponder, responderDueAt } from './responder.ts'
import { renewResponder } from './responder-certificate.ts'
import { answerLife, ocspSettingsOf } from './settings.ts'
import { refreshOcspAddresses } from './service.ts'
import { signAhead } from './sign-answers.ts'

/** Answers signed in one go, side by side; then others have their turn. */
const BATCH = 64
/** Pause after something could not be made. */
const PAUSE = 5 * 60_000
/** How often authorities that sign all ahead are searched for new certificates. */
const SEARCH_EVERY = 60_000
/** The hash by which nearly all ask: RFC 5019 2.1.1 knows no other. */
const USUAL_HASH = 'sha1'

/**
 * What comes round by itself: responder certificates before they end, and answers when half of their life is over, so
 * that a key that is away for the other half harms nobody. One authority that fails does not hold up the others. While
 * the vault is locked only what needs no signature is done.
 * @returns when to come again, Unix ms; null where nobody is answered for.
 */
export async function runOcspChore(ca: CaContext, actor: Actor, canSign: boolean): Promise<number | null> {
  await refreshOcspAddresses(ca)
  if (!canSign) return null
  const next: number[] = []
  for (const row of listEnabledOcspServices(reader(ca.store))) {
    try {
      const from = { issuer: loadIssuer(ca, row.authorityId), settings: ocspSettingsOf(row) }
      next.push(await keepResponder(ca, from, actor), await renewAnswers(ca, from))
    } catch (error) {
      passOnLocked(error)
      ca.log.error('answers of an OCSP responder could not be signed ahead', error, { authorityId: row.authorityId })
      next.push(ca.clock.now() + PAUSE)
    }
  }
  await transaction(ca.store, (tx) => pruneOcspResponses(tx, ca.clock.now()))
  return next.length === 0 ? null : Math.min(...next)
}

/** @returns when the next responder certificate is due. */
async function keepResponder(ca: CaContext, { issuer, settings }: AnsweredIssuer, actor: Actor): Promise<number> {
  const { id } = issuer.row
  const present = currentResponder(ca, id, settings)
  if (settings.signer === 'authority') return present?.notAfter ?? ca.clock.now() + PAUSE
  const due = present === undefined ? 0 : responderDueAt(present)
  if (due > ca.clock.now()) return due
  // Without the authority there is no next one: the present one goes on to its end.
  if (issuerObstacle(ca, id) !== undefined) return ca.clock.now() + PAUSE
  await renewResponder(ca, id, settings, actor)
  const made = currentResponder(ca, id, settings)
  return made === undefined ? ca.clock.now() + PAUSE : responderDueAt(made)
}

/** @returns when the oldest answer is due. */
async function renewAnswers(ca: CaContext, from: AnsweredIssuer): Promise<number> {
  const authorityId = from.issuer.row.id
  const half = (now: number): number => answerLife(from.settings, now) / 2
  for (;;) {
    const now = ca.clock.now()
    const aged = listAgedOcspResponses(reader(ca.store), authorityId, {
      producedBefore: now - half(now),
      now,
      limit: BATCH
    })
    const unanswered =
      from.settings.ahead === 'all' && aged.length < BATCH
        ? listUnansweredCertificates(reader(ca.store), authorityId, {
            hash: USUAL_HASH,
            now,
            limit: BATCH - aged.length
          })
        : []
    const wanted = [...aged, ...unanswered]
    if (wanted.length === 0) break
    await Promise.all(wanted.map((one) => signAhead(ca, from, one)))
  }
  const now = ca.clock.now()
  const oldest = oldestOcspResponse(reader(ca.store), authorityId, now)
  const search = from.settings.ahead === 'all' ? now + SEARCH_EVERY : Number.MAX_SAFE_INTEGER
  return Math.min(search, oldest === null ? now + half(now) : oldest + half(now))
}
