import { reader } from '../../store/store.ts'
import { countCertificateKinds, countRequestsMade, moveEnded } from '../../store/tallies-counting.ts'
import { uncounted } from '../../store/tallies-kinds.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { lookedAt } from './figures.ts'
import { shapeOf } from './shape.ts'

/** Rows of one transaction, about 5 ms of the event loop. */
const slice = 64
/** Slices of one run of the chore: other chores wait behind it. */
const slicesPerRun = 300
const soon = 2_000
const minute = 60_000

/**
 * Counts what was recorded since the last time, and takes out of the figures what has ended.
 * @param slices at most so many times 64 certificates, requests and ends
 * @returns whether nothing is left
 */
export async function countFigures(ca: CaContext, slices: number, signal?: AbortSignal): Promise<boolean> {
  for (let round = 0; round < slices; round++) {
    if (signal?.aborted === true) return false
    const now = ca.clock.now()
    const left = await transaction(ca.store, (tx) => {
      const certificates = countCertificateKinds(tx, slice, shapeOf)
      const requests = countRequestsMade(tx, slice)
      const current = moveEnded(tx, now, slice)
      return certificates === slice || requests === slice || !current
    })
    if (!left) return true
    // Others have their turn between two slices.
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
  return false
}

/** Slices that somebody who looks waits for, after a burst that the chore has not met yet: below a quarter of a second. */
const slicesPerLook = 32

/**
 * Counts before somebody looks, where more waits than is added while looking.
 * @param added rows that the look adds by itself; 0 for one that finds certificates by what was counted of them
 */
export async function countBeforeLooking(ca: CaContext, added = lookedAt): Promise<void> {
  if (uncounted(reader(ca.store)).waiting > added) await countFigures(ca, slicesPerLook)
}

/** The chore of the engine. @returns when it wants to run again, Unix ms: soon while much is left */
export async function runFiguresChore(ca: CaContext, signal: AbortSignal): Promise<number> {
  const before = uncounted(reader(ca.store)).waiting
  const done = await countFigures(ca, slicesPerRun, signal)
  return ca.clock.now() + (done && before < slice ? minute : soon)
}
