import { ChanceryError } from '../../src-shared/errors.ts'
import type { CaContext } from './context.ts'

/** How work on many things tells of its progress and is stopped. */
export interface Bulk {
  /** Called after each step. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops after the step it is at. */
  readonly signal?: AbortSignal
}

export interface BulkOutcome {
  readonly done: number
  readonly failed: { readonly id: number; readonly message: string }[]
}

/** Steps of one transaction each that share one flush of the disk: they hold the event loop for some 5 ms. */
export const changedTogether = 16

/**
 * Does one thing after the other, each on its own: a failure is noted and the rest goes on. What was not begun when the
 * signal fired is counted neither as done nor as failed. Equal ids are taken once.
 * @param together steps that are begun in one turn of the event loop, so that their transactions share one flush of the
 *   disk; for steps that are one transaction each
 */
export async function runBulk(
  ca: Pick<CaContext, 'log'>,
  ids: readonly number[],
  bulk: Bulk,
  step: (id: number) => Promise<void>,
  together = 1
): Promise<BulkOutcome> {
  const each = [...new Set(ids)]
  const failed: { id: number; message: string }[] = []
  let done = 0
  for (let at = 0; at < each.length && bulk.signal?.aborted !== true;) {
    // Begins with few, so that who stops at once stops nearly all of it.
    const group = each.slice(at, at + Math.min(together, at + 1))
    const outcomes = await Promise.allSettled(group.map((id) => step(id)))
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') done++
      else failed.push({ id: group[index] ?? 0, message: messageOf(ca, outcome.reason, group[index] ?? 0) })
      bulk.onProgress?.(at + index + 1, each.length)
    }
    at += group.length
  }
  return { done, failed }
}

function messageOf(ca: Pick<CaContext, 'log'>, error: unknown, id: number): string {
  if (error instanceof ChanceryError) return error.message
  return `An unexpected problem. The log has it under ${ca.log.error('a step of bulk work failed', error, { id })}.`
}
