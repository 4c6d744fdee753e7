import type { Bulk, BulkOutcome } from '../ca/bulk.ts'
import { actorOf, type HandlerContext } from './handler.ts'

/** Runs work on many things as a task that its operator can watch and cancel. */
export async function runAsTask(
  context: HandlerContext,
  options: { readonly id: string | undefined; readonly title: string; readonly total: number },
  work: (bulk: Bulk) => Promise<BulkOutcome>
): Promise<{ taskId: string; done: number; failed: { id: number; message: string }[] }> {
  const { name } = actorOf(context)
  // A window that closes does not stop what it has begun: tasks are cancelled by name.
  return context.engine.tasks.run({ ...options, operator: name }, async (control) => {
    const outcome = await work({ signal: control.signal, onProgress: control.progress })
    return { taskId: control.id, done: outcome.done, failed: [...outcome.failed] }
  })
}
