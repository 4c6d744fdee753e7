import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getAuthority } from '../../store/authorities.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { crlSchedule, scheduleOf, type ScheduledCrl } from './due.ts'
import { issueCrl } from './issue.ts'

export interface CrlJobResult {
  readonly issued: readonly number[]
  readonly failed: readonly { readonly authorityId: number; readonly message: string }[]
}

/** Signs every CRL that is due by now; one that fails does not hold up the others, and is tried again at the next call. */
export async function issueDueCrls(ca: CaContext, actor: Actor): Promise<CrlJobResult> {
  const now = ca.clock.now()
  const issued: number[] = []
  const failed: { authorityId: number; message: string }[] = []
  for (const { authorityId, at } of crlSchedule(ca)) {
    if (at > now) break
    try {
      // Another's may be under way, after which this one is not due any more.
      await ca.memory.crlRuns.get(authorityId)?.tail
      const due = stillDue(ca, authorityId, now)
      if (due !== null) issued.push((await issueCrl(ca, authorityId, 'on schedule', actor, due.wish)).row.id)
    } catch (error) {
      const logId = ca.log.error('a scheduled CRL could not be made', error, { authorityId })
      failed.push({
        authorityId,
        message: error instanceof ChanceryError ? error.message : `See the log under ${logId}.`
      })
    }
  }
  return { issued, failed }
}

function stillDue(ca: CaContext, authorityId: number, now: number): ScheduledCrl | null {
  const from = reader(ca.store)
  const row = getAuthority(from, authorityId)
  const next = row === undefined ? null : scheduleOf(ca, from, row)
  return next === null || next.at > now ? null : next
}
