import type { Actor } from '../../src-shared/model/channel.ts'
import type { CaContext } from '../ca/context.ts'
import { crlSchedule } from '../ca/crl/due.ts'
import { issueDueCrls } from '../ca/crl/job.ts'
import { runOcspChore } from '../ca/ocsp/chore.ts'
import { expireRequests } from '../ca/requests/expire.ts'
import { noticeProofEnds } from '../ca/validation/notices.ts'
import type { Chore } from './jobs.ts'
import type { VaultHolder } from './vault-holder.ts'

/** In whose name the engine does what comes round by itself. */
export const engineActor: Actor = { operatorId: null, name: 'Chancery', channel: 'engine' }

/** Pause after a CRL could not be made: each attempt spends a CRL number. */
const pauseAfterFailure = 5 * 60_000

/** Everything that comes round by itself. */
export function chores(ca: CaContext, vault: VaultHolder): readonly Chore[] {
  return [
    {
      name: 'crl',
      run: async () => {
        // Nothing can be signed; opening the vault wakes the scheduler.
        if (vault.state !== 'unlocked') return null
        const { failed } = await issueDueCrls(ca, engineActor)
        const next = crlSchedule(ca)[0]?.at ?? null
        if (failed.length === 0 || next === null) return next
        return Math.max(next, ca.clock.now() + pauseAfterFailure)
      }
    },
    {
      name: 'ocsp',
      run: () => runOcspChore(ca, engineActor, vault.state === 'unlocked')
    },
    {
      name: 'proofs',
      run: async () => {
        await noticeProofEnds(ca, engineActor)
        return null
      }
    },
    {
      name: 'requests',
      run: async () => {
        await expireRequests(ca, engineActor)
        return null
      }
    }
  ]
}
