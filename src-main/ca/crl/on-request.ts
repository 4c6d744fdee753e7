import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getAuthorityByName } from '../../store/authorities.ts'
import { latestCrl } from '../../store/crls.ts'
import { changedAfter } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { settingsOf } from '../authorities/find.ts'
import { maySignCrl } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'
import { renewalOf } from './due.ts'
import { issueCrl } from './issue.ts'
import { seenBy } from './lists.ts'
import { scopeInName } from './scope.ts'

/** After a failure nobody's request tries again for this long: each attempt spends a CRL number. */
const PAUSE = 5 * 60_000

/**
 * For authorities that sign when somebody asks: makes the CRL anew where it is due or does not know of a revocation. All
 * who ask meanwhile wait for the same one.
 * @returns a function to be called before a CRL is served, with the name of its file; it never throws
 */
export function crlOnRequest(ca: CaContext, actor: Actor): (name: string) => Promise<void> {
  const pausedUntil = new Map<number, number>()
  return async (name) => {
    const from = reader(ca.store)
    const row = getAuthorityByName(from, name) ?? getAuthorityByName(from, scopeInName(name)?.authority ?? '')
    if (row === undefined || row.certificateId === null || !maySignCrl(row.state)) return
    if (!settingsOf(row).crl.onRequest) return
    const now = ca.clock.now()
    if (now < (pausedUntil.get(row.id) ?? 0)) return
    const latest = latestCrl(from, row.id)
    const due = latest === undefined || now >= renewalOf(row, latest)
    if (!due && !changedAfter(from, row.id, seenBy(from, row.id, '') ?? 0)) return
    try {
      await issueCrl(ca, row.id, 'on request', actor, due ? 'all' : 'changes')
    } catch (error) {
      // What is there is served; the key may be back in a while.
      pausedUntil.set(row.id, now + PAUSE)
      if (!(error instanceof ChanceryError))
        ca.log.error('a CRL could not be made on request', error, { authorityId: row.id })
    }
  }
}
