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

/**
 * Does one thing after the other, each on its own: a failure is noted and the rest goes on. What was not begun when the
 * signal fired is counted neither as done nor as failed. Equal ids are taken once.
 */
export async function runBulk(
  ca: Pick<CaContext, 'log'>,
  ids: readonly number[],
  bulk: Bulk,
  step: (id: number) => Promise<void>
): Promise<BulkOutcome> {
  const each = [...new Set(ids)]
  const failed: { id: number; message: string }[] = []
  let done = 0
  for (const [index, id] of each.entries()) {
    if (bulk.signal?.aborted === true) break
    try {
      await step(id)
      done++
    } catch (error) {
      const message =
        error instanceof ChanceryError
          ? error.message
          : `An unexpected problem. The log has it under ${ca.log.error('a step of bulk work failed', error, { id })}.`
      failed.push({ id, message })
    }
    bulk.onProgress?.(index + 1, each.length)
  }
  return { done, failed }
}
