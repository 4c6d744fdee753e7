import type { Actor } from '../../src-shared/model/channel.ts'
import type { CaContext } from '../ca/context.ts'
import { dutiesOf } from '../ca/air-gap/duties.ts'
import { crlAlarms } from '../ca/crl/calendar.ts'
import { crlSchedule } from '../ca/crl/due.ts'
import { issueDueCrls } from '../ca/crl/job.ts'
import { letGoOfCrls } from '../ca/crl/let-go.ts'
import { releaseDueCrls } from '../ca/crl/release.ts'
import { runFiguresChore } from '../ca/dashboard/counting.ts'
import { runOcspChore } from '../ca/ocsp/chore.ts'
import { expireRequests } from '../ca/requests/expire.ts'
import { tellRequesters } from '../ca/requests/tell-requesters.ts'
import { pruneServiceLines } from '../ca/services/prune-log.ts'
import { noticeProofEnds } from '../ca/validation/notices.ts'
import type { Chore } from './jobs.ts'
import type { VaultHolder } from './vault-holder.ts'

/** In whose name the engine does what comes round by itself. */
export const engineActor: Actor = { operatorId: null, name: 'Chancery', channel: 'engine' }

/** How soon after a decision its requester hears of it. */
const mailPause = 60_000

/** Pause after a CRL could not be made: each attempt spends a CRL number. */
const pauseAfterFailure = 5 * 60_000

/** @returns when the next CRL is to be made, Unix ms; null for none */
async function signDue(ca: CaContext): Promise<number | null> {
  const { failed } = await issueDueCrls(ca, engineActor)
  const next = crlSchedule(ca)[0]?.at ?? null
  if (failed.length === 0 || next === null) return next
  return Math.max(next, ca.clock.now() + pauseAfterFailure)
}

/** @returns a function that tells each alarm once, and again only where it was over meanwhile. */
function alarmTeller(ca: CaContext): () => void {
  let told = new Set<string>()
  return () => {
    const alarms = crlAlarms(ca).map(({ authorityId, kind, at }) => ({ authorityId, kind, at }))
    const present = new Set(alarms.map((alarm) => JSON.stringify(alarm)))
    for (const alarm of alarms) if (!told.has(JSON.stringify(alarm))) ca.emit('crl.alarm', alarm)
    told = present
  }
}

/** @returns a chore that tells windows when a duty of a root begins to be due, or lapses */
function dutyTeller(ca: CaContext): () => Promise<number | null> {
  let told = ''
  return async () => {
    const duties = dutiesOf(ca)
    const states = duties.map(({ kind, about, state }) => `${kind} ${about} ${state}`).join('\n')
    if (states !== told) ca.emit('bundle.changed', {})
    told = states
    const now = ca.clock.now()
    const next = duties.flatMap(({ doBy, lapsesAt }) => [doBy, lapsesAt ?? 0]).filter((at) => at > now)
    return next.length === 0 ? null : Math.min(...next) + 1
  }
}

/** Everything that comes round by itself. */
export function chores(ca: CaContext, vault: VaultHolder): readonly Chore[] {
  const tellAlarms = alarmTeller(ca)
  const tellDuties = dutyTeller(ca)
  return [
    {
      name: 'crl',
      run: async () => {
        const release = await releaseDueCrls(ca, engineActor)
        // Nothing can be signed while the vault is locked; opening it wakes the scheduler.
        const made = vault.state === 'unlocked' ? await signDue(ca) : null
        // After the attempt: what is due and could be made is no alarm.
        tellAlarms()
        const next = [release, made].filter((at) => at !== null)
        return next.length === 0 ? null : Math.min(...next)
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
      name: 'duties',
      run: tellDuties
    },
    {
      name: 'requests',
      run: async () => {
        await expireRequests(ca, engineActor)
        return null
      }
    },
    {
      name: 'request-mail',
      run: async (signal) => {
        await tellRequesters(ca, signal)
        return ca.clock.now() + mailPause
      }
    },
    {
      name: 'service-log',
      run: async (signal) => {
        await pruneServiceLines(ca, signal)
        return null
      }
    },
    {
      name: 'crl-bytes',
      run: async (signal) => {
        await letGoOfCrls(ca, engineActor, signal)
        return null
      }
    },
    {
      name: 'figures',
      run: (signal) => runFiguresChore(ca, signal)
    }
  ]
}
