import type { CrlRow as ShownCrl } from '../../../src-shared/api/crls.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { afterCommit } from '../../store/connection.ts'
import { insertCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import {
  recordFailure,
  signLists,
  spendNumbers,
  wholeSeconds,
  withdrawWaiting,
  type CrlCause,
  type SignedCrl
} from './issue.ts'
import { scopesOf } from './lists.ts'
import { decimalNumber } from './number.ts'
import { inTurn } from './run.ts'
import { rowOf } from './view.ts'

/** A series as it is wished. */
export interface SeriesWish {
  readonly authority: Ref
  /** How many CRLs, one after the other. */
  readonly count: number
  /** From one release to the next; the life less the overlap where it is left out. */
  readonly every?: string | undefined
  /** Day of the first, Unix ms; now where it is left out. */
  readonly from?: number | undefined
  /** Why they are made; `ahead of time` where it is left out. */
  readonly cause?: CrlCause | undefined
  /** Sees each TBSCertList before it is signed; what it throws ends the run, and none of the series is kept. */
  readonly inspect?: ((tbs: Uint8Array) => void) | undefined
}

/**
 * Signs complete CRLs ahead in one go, for an authority whose key then goes off line: each is released on its day, which
 * is its thisUpdate, and none before. They hold what is revoked now. Should something be revoked meanwhile, those that
 * wait are held back and an alarm is raised, because they would call it good: sign a new series, which withdraws the
 * rest of this one. No delta CRLs are made for a series.
 * @throws ChanceryError `invalid-input` where a gap would come between two, or the authority ends before; as `issueCrl`
 */
export async function signSeries(ca: CaContext, wish: SeriesWish, actor: Actor): Promise<{ crls: ShownCrl[] }> {
  const { id } = requireAuthority(reader(ca.store), wish.authority)
  return inTurn(ca, id, async () => {
    const days = releaseDays(ca, loadIssuer(ca, id), wish)
    const first = BigInt(`0x${await spendNumbers(ca, id, days.length)}`)
    try {
      const made: SignedCrl[] = []
      for (const [at, day] of days.entries()) {
        const number = (first + BigInt(at)).toString(16).padStart(40, '0')
        const lists = scopesOf(ca, reader(ca.store), loadIssuer(ca, id)).map((scope) => ({ scope, base: null }))
        made.push(...(await signLists(ca, id, lists, number, day, wish.cause ?? 'ahead of time', wish.inspect)))
      }
      return { crls: await keepSeries(ca, id, made, actor) }
    } catch (error) {
      const facts = { first: first.toString(), count: days.length }
      await recordFailure(ca, id, 'crl.series', facts, error, actor)
      throw error
    }
  })
}

/** @returns thisUpdate of each. @throws ChanceryError `invalid-input` */
function releaseDays(ca: CaContext, issuer: Issuer, { count, every, from }: SeriesWish): number[] {
  const { life, overlap } = issuer.settings.crl
  const now = wholeSeconds(ca.clock.now())
  const start = from === undefined ? now : wholeSeconds(from)
  if (start < now) throw new ChanceryError('invalid-input', 'The first CRL of a series lies in the past.')
  const days: number[] = []
  for (let day = start; days.length < count;) {
    days.push(day)
    const ends = addDuration(day, durationOf(life))
    const next = every === undefined ? addDuration(ends, durationOf(overlap), -1) : addDuration(day, durationOf(every))
    if (next <= day)
      throw new ChanceryError(
        'invalid-input',
        `The CRLs of ${issuer.row.name} have an overlap of ${overlap} in a life of ${life}: none would follow another. Say how far apart they are.`
      )
    if (next > ends)
      throw new ChanceryError(
        'invalid-input',
        `Between two CRLs that are good for ${life} and ${every ?? ''} apart there would be a time without a CRL.`
      )
    day = next
  }
  const last = days.at(-1) ?? start
  if (issuer.validity !== null && last > issuer.validity.notAfter)
    throw new ChanceryError(
      'invalid-input',
      `The last CRL of the series would come after the certificate of ${issuer.row.name} ends on ${new Date(issuer.validity.notAfter).toISOString().slice(0, 10)}. Sign fewer.`
    )
  return days
}

function keepSeries(ca: CaContext, authorityId: number, made: readonly SignedCrl[], actor: Actor): Promise<ShownCrl[]> {
  return transaction(ca.store, (tx) => {
    const now = ca.clock.now()
    const withdrawn = withdrawWaiting(tx, authorityId)
    const rows = made.map(({ row, der }) => {
      const kept = row.thisUpdate <= now ? row : { ...row, state: 'waiting' as const, releasedAt: null }
      return { ...kept, id: insertCrl(tx, kept, der) }
    })
    recordAudit(tx, ca, {
      actor,
      operation: 'crl.series',
      object: { kind: 'authority', id: authorityId },
      outcome: 'ok',
      detail: {
        crls: rows.map(({ id, number, thisUpdate, scope }) => ({
          id,
          number: decimalNumber(number),
          release: new Date(thisUpdate).toISOString(),
          ...(scope === '' ? {} : { scope })
        })),
        ...(withdrawn.length === 0 ? {} : { withdrawn })
      }
    })
    afterCommit(tx, () => {
      for (const { id, state } of rows) if (state === 'released') ca.emit('crl.issued', { authorityId, crlId: id })
      ca.emit('authority.changed', { id: authorityId })
    })
    return rows.map((row) => rowOf(tx, row))
  })
}
