import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CaContext } from '../../ca/context.ts'
import { lastBackupRun } from '../../store/recovery.ts'
import { reader } from '../../store/store.ts'
import type { BackupFacts } from '../backup.ts'
import type { Chore } from '../jobs.ts'
import { storedBackupKey, storedRecipients } from './backup-readers.ts'

const hour = 3_600_000
/** Pause after a backup that could not be made, whatever else wakes the scheduler meanwhile. */
const pauseAfterFailure = 15 * 60_000

/** @returns when the next backup is due by the schedule, Unix ms; null where none is made by itself */
export function nextBackupAt(ca: CaContext): number | null {
  const { backupEveryHours } = ca.settings()
  const from = reader(ca.store)
  if (backupEveryHours === 0) return null
  if (storedBackupKey(from) === null && storedRecipients(from).length === 0) return null
  const last = lastBackupRun(from, 'ok')
  // A backup that was missed while nothing ran is due at once.
  return last === undefined ? ca.clock.now() : last.at + backupEveryHours * hour
}

/** Makes the backup that is due. It needs no passphrase, so that a locked vault does not hold it up. */
export function backupChore(ca: CaContext, create: (signal: AbortSignal) => Promise<BackupFacts>): Chore {
  let pausedUntil = Number.NEGATIVE_INFINITY
  return {
    name: 'backup',
    run: async (signal) => {
      const due = nextBackupAt(ca)
      if (due === null || due > ca.clock.now()) return due
      if (pausedUntil > ca.clock.now()) return pausedUntil
      try {
        await create(signal)
      } catch (error) {
        if (!(error instanceof ChanceryError)) throw error
        // Recorded with its reason, and told as a notice; a disk may be plugged in again any moment.
        ca.log.warn('a backup by the schedule could not be made', { reason: error.message })
        pausedUntil = ca.clock.now() + pauseAfterFailure
        return pausedUntil
      }
      return nextBackupAt(ca)
    }
  }
}
